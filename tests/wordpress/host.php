<?php
/**
 * What the tests' WordPress is told besides: where the published folder is, and that an author's theme loads the script.
 *
 * A must-use plugin. Must change nothing of what WordPress does with an article.
 */

// The folder's host is on this machine, at a port of its own, with a certificate that nobody signed.
add_filter( 'http_request_args', fn( $args ) => array( 'sslverify' => false, 'reject_unsafe_urls' => false ) + $args );
add_action(
	'http_api_curl',
	fn( $curl ) => curl_setopt( $curl, CURLOPT_CONNECT_TO, array( '::127.0.0.1:' . getenv( 'PHASEOUT_PORT' ) ) )
);

// Only the author's articles have a theme that loads the script, so that the administrator's show what the pasted one does.
add_action(
	'wp_footer',
	function () {
		$post = get_post();
		if ( is_singular() && $post && 'author' === get_the_author_meta( 'user_login', $post->post_author ) && ! has_block( 'phaseout/card', $post ) && ! has_shortcode( $post->post_content, 'phaseout' ) ) {
			echo '<script type="module" crossorigin src="' . esc_url( getenv( 'PHASEOUT_SCRIPT' ) ) . '"></script>'; // phpcs:ignore
		}
	}
);
