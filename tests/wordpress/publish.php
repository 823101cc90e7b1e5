<?php
/**
 * Articles in, as JSON on standard input: the numbers that WordPress gave them out. The first run makes the site.
 *
 * Each is saved as its writer, by the function that both editors save by, so that it is filtered as theirs are.
 */

$_SERVER['HTTP_HOST']   = substr( getenv( 'PHASEOUT_SITE' ), strlen( 'http://' ) );
$_SERVER['REQUEST_URI'] = '/';
define( 'WP_INSTALLING', 'install' === ( $argv[2] ?? '' ) );
require $argv[1] . '/wp-load.php';

if ( WP_INSTALLING ) {
	require ABSPATH . 'wp-admin/includes/upgrade.php';
	wp_install( 'Test', 'administrator', 'administrator@example.com', false, '', 'administrator' );
	wp_insert_user( array( 'user_login' => 'author', 'user_pass' => 'author', 'user_email' => 'author@example.com', 'role' => 'author' ) );
	update_option( 'posts_per_rss', 500 );
	update_option( 'active_plugins', array( 'phaseout/phaseout.php' ) );
	wp_delete_post( 1, true );
	exit;
}

$numbers = array();
foreach ( json_decode( stream_get_contents( STDIN ), true ) as $article ) {
	wp_set_current_user( get_user_by( 'login', $article['user'] )->ID );
	$article += array( 'post_status' => 'publish', 'post_author' => get_current_user_id() );
	$numbers[] = wp_insert_post( wp_slash( $article ) );
}
echo wp_json_encode( $numbers );
