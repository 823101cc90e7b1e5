<?php
/**
 * The settings of the WordPress that the tests start: addresses from the environment in, constants out.
 *
 * Nothing here is a secret: the database listens on a socket in the tests' own folder, and is gone when they end.
 */

define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:' . getenv( 'PHASEOUT_SOCKET' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HOME', getenv( 'PHASEOUT_SITE' ) );
define( 'WP_SITEURL', WP_HOME );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', getenv( 'PHASEOUT_LOG' ) );
define( 'DISABLE_WP_CRON', true );
define( 'WP_CONTENT_DIR', __DIR__ . '/wp-content' );
// What a site's owner may say of the plugin, where a test asks for it.
if ( isset( $_GET['folder'] ) ) {
	define( 'PHASEOUT_FOLDER', dirname( getenv( 'PHASEOUT_SCRIPT' ) ) );
	define( 'PHASEOUT_INTEGRITY', getenv( 'PHASEOUT_HASH' ) );
}
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
