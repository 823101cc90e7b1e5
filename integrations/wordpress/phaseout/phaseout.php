<?php
/**
 * Phaseout
 *
 * A card as a block or a shortcode: attributes and a sentence in, `<phase-out>` around the sentence out, and the script once.
 * Asks no other server for anything and stores nothing but the article. The script comes from the folder that the site's owner
 * names, never from one that a writer names.
 *
 * @package Phaseout
 *
 * Plugin Name:       Phaseout
 * Description:       A card that says what a ban, an end of support or a switch-off means for a product, how far off it is, and what to do.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       phaseout
 */

defined( 'ABSPATH' ) || exit;

const PHASEOUT_VERSION = '0.1.0';

/** What a card takes as texts, as the element has it; and what is there or not. */
const PHASEOUT_TEXTS    = array( 'product', 'lang', 'now', 'precision', 'theme', 'engine', 'facts', 'heading', 'size' );
const PHASEOUT_SWITCHES = array( 'chooser', 'clock', 'share' );

/** What a sentence may have in it. */
const PHASEOUT_TAGS = array(
	'a'    => array(
		'href'   => true,
		'target' => true,
		'rel'    => true,
	),
	'bdi'  => array(),
	'span' => array(
		'lang' => true,
		'dir'  => true,
	),
	'time' => array( 'datetime' => true ),
);

add_action( 'init', 'phaseout_register' );
add_action( 'enqueue_block_assets', 'phaseout_enqueue_in_editor' );
add_filter( 'script_loader_tag', 'phaseout_script_tag', 10, 2 );
add_filter( 'excerpt_allowed_blocks', 'phaseout_keep_block' );
add_filter( 'strip_shortcodes_tagnames', 'phaseout_keep_shortcode' );

/** Registers the block, the shortcode and their scripts. */
function phaseout_register() {
	$folder = phaseout_folder();
	if ( '' !== $folder ) {
		wp_register_script( 'phaseout', $folder . 'phaseout.js', array(), PHASEOUT_VERSION, true );
	}
	$needs = array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n', 'wp-server-side-render' );
	wp_register_script( 'phaseout-edit', plugins_url( 'edit.js', __FILE__ ), $needs, PHASEOUT_VERSION, true );
	wp_set_script_translations( 'phaseout-edit', 'phaseout' );
	register_block_type( __DIR__, array( 'render_callback' => 'phaseout_block' ) );
	add_shortcode( 'phaseout', 'phaseout_shortcode' );
}

/**
 * The address of the published folder, with a slash at its end; empty where there is none.
 *
 * It is the constant `PHASEOUT_FOLDER`, else the plugin's own copy in `dist`; the filter `phaseout_folder` has the last word.
 *
 * @return string
 */
function phaseout_folder() {
	$own    = is_readable( __DIR__ . '/dist/phaseout.js' ) ? plugins_url( 'dist/', __FILE__ ) : '';
	$folder = defined( 'PHASEOUT_FOLDER' ) ? PHASEOUT_FOLDER : $own;
	/**
	 * Filters the address of the published folder.
	 *
	 * @param string $folder The address; empty for cards without a script.
	 */
	$folder = (string) apply_filters( 'phaseout_folder', $folder );
	return '' === $folder ? '' : trailingslashit( $folder );
}

/**
 * The hash of the script: the constant `PHASEOUT_INTEGRITY`, else what the plugin's own copy says of itself, where that is what is
 * loaded; empty where nobody says it.
 *
 * @return string
 */
function phaseout_integrity() {
	$hash = defined( 'PHASEOUT_INTEGRITY' ) ? PHASEOUT_INTEGRITY : '';
	if ( '' === $hash && plugins_url( 'dist/', __FILE__ ) === phaseout_folder() ) {
		$hashes = phaseout_read( 'integrity.json' );
		$hash   = $hashes['phaseout.js'] ?? '';
	}
	/**
	 * Filters the hash of the script, as the attribute `integrity` takes it.
	 *
	 * @param string $hash The hash; empty for none.
	 */
	return (string) apply_filters( 'phaseout_integrity', $hash );
}

/**
 * A JSON file of the plugin's own copy; empty where there is none.
 *
 * @param string $path The path in the copy.
 * @return array
 */
function phaseout_read( $path ) {
	$file = __DIR__ . '/dist/' . $path;
	return is_readable( $file ) ? (array) wp_json_file_decode( $file, array( 'associative' => true ) ) : array();
}

/**
 * The script's tag: a module, from a host that gets no cookies and no address.
 *
 * @param string $tag    The tag as WordPress writes it.
 * @param string $handle The name of the script.
 * @return string
 */
function phaseout_script_tag( $tag, $handle ) {
	if ( 'phaseout' !== $handle ) {
		return $tag;
	}
	$hash = phaseout_integrity();
	$ours = ' type="module" crossorigin referrerpolicy="no-referrer"' . ( '' === $hash ? '' : ' integrity="' . esc_attr( $hash ) . '"' );
	return str_replace( ' src=', $ours . ' src=', preg_replace( '/ type=([\'"]).*?\1/', '', $tag ) );
}

/** The preview is live, too; a page gets the script with its first card. */
function phaseout_enqueue_in_editor() {
	if ( is_admin() ) {
		wp_enqueue_script( 'phaseout' );
	}
}

/**
 * The element around its sentence; in a feed the sentence alone.
 *
 * @param array  $wanted   What the writer asks for: `topic`, the texts and the switches.
 * @param string $sentence The sentence, as it was written.
 * @return string
 */
function phaseout_card( $wanted, $sentence ) {
	$sentence = trim( wp_kses( $sentence, PHASEOUT_TAGS ) );
	if ( '' === $sentence ) {
		$sentence = phaseout_sentence( $wanted );
	}
	if ( is_feed() ) {
		return $sentence;
	}
	wp_enqueue_script( 'phaseout' );
	$attributes = '';
	foreach ( PHASEOUT_TEXTS as $name ) {
		if ( is_scalar( $wanted[ $name ] ?? null ) && '' !== (string) $wanted[ $name ] ) {
			$attributes .= ' ' . $name . '="' . esc_attr( $wanted[ $name ] ) . '"';
		}
	}
	foreach ( PHASEOUT_SWITCHES as $name ) {
		if ( ! empty( $wanted[ $name ] ) ) {
			$attributes .= ' ' . $name;
		}
	}
	$topic = phaseout_name( $wanted['topic'] ?? '' );
	if ( '' !== $topic && '' !== phaseout_folder() ) {
		$attributes .= ' catalogue="' . esc_url( phaseout_folder() . 'catalogue/' . $topic . '.json' ) . '"';
	}
	return '<phase-out' . $attributes . '>' . $sentence . '</phase-out>';
}

/**
 * What stands for a sentence that nobody wrote: the one of the plugin's own copy, else a link to the card as a page, else the name.
 *
 * @param array $wanted What the writer asks for.
 * @return string
 */
function phaseout_sentence( $wanted ) {
	$topic   = phaseout_name( $wanted['topic'] ?? '' );
	$product = (string) ( $wanted['product'] ?? '' );
	$lang    = phaseout_name( $wanted['lang'] ?? '' );
	$id      = '' === $product ? '_choose' : ( '?' === $product ? '_unknown' : phaseout_name( $product ) );
	$own     = ( '' === $topic ? '' : $topic . '.' ) . $id . '.' . ( '' === $lang ? 'en' : $lang );
	$answer  = '' === $id ? array() : phaseout_read( 'oembed/' . $own . '.json' );
	if ( preg_match( '|<blockquote[^>]*>(.*?)</blockquote>|s', $answer['html'] ?? '', $found ) ) {
		return wp_kses( $found[1], PHASEOUT_TAGS );
	}
	$name = '' === $product || '?' === $product ? __( 'What holds now', 'phaseout' ) : $product;
	if ( '' === phaseout_folder() ) {
		return esc_html( $name );
	}
	$asked = array_filter(
		array(
			'product'   => $product,
			'lang'      => $lang,
			'catalogue' => '' === $topic ? '' : 'catalogue/' . $topic . '.json',
		)
	);
	$page  = add_query_arg( array_map( 'rawurlencode', $asked ), phaseout_folder() . 'embed.html' );
	return '<a href="' . esc_url( $page ) . '">' . esc_html( $name ) . '</a>';
}

/**
 * A name that can be part of a path; empty for any other text.
 *
 * @param string $name What was written.
 * @return string
 */
function phaseout_name( $name ) {
	return is_string( $name ) && preg_match( '/^[A-Za-z0-9][A-Za-z0-9-]*$/', $name ) ? $name : '';
}

/**
 * The block: its sentence is what the article has in it, so that it stays where the plugin is gone.
 *
 * @param array  $attributes What the block was told; in the preview the sentence, too.
 * @param string $content    What the article has.
 * @return string
 */
function phaseout_block( $attributes, $content ) {
	$sentence = '' === trim( $content ) ? ( $attributes['sentence'] ?? '' ) : $content;
	$tag      = is_feed() ? 'p' : 'div';
	return '<' . $tag . ' ' . get_block_wrapper_attributes() . '>' . phaseout_card( $attributes, $sentence ) . '</' . $tag . '>';
}

/**
 * The shortcode: `[phaseout product="…" lang="…" topic="…" share]the sentence[/phaseout]`, the sentence if there is one.
 *
 * @param array|string $attributes What it was told.
 * @param string|null  $content    The sentence.
 * @return string
 */
function phaseout_shortcode( $attributes, $content = null ) {
	$attributes = (array) $attributes;
	foreach ( PHASEOUT_SWITCHES as $name ) {
		$said                = strtolower( (string) ( $attributes[ $name ] ?? '' ) );
		$attributes[ $name ] = in_array( $name, $attributes, true ) || ! in_array( $said, array( '', '0', 'false', 'no' ), true );
	}
	return phaseout_card( $attributes, (string) $content );
}

/**
 * Excerpts keep the sentence of a block.
 *
 * @param string[] $blocks The names of the blocks that are kept.
 * @return string[]
 */
function phaseout_keep_block( $blocks ) {
	$blocks[] = 'phaseout/card';
	return $blocks;
}

/**
 * Excerpts keep the sentence of a shortcode.
 *
 * @param string[] $names The names of the shortcodes that are taken out.
 * @return string[]
 */
function phaseout_keep_shortcode( $names ) {
	return array_values( array_diff( $names, array( 'phaseout' ) ) );
}
