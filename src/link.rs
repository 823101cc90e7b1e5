//! The one test of an address before it becomes a link: an address in, itself or nothing out.
//!
//! Asked wherever an address is used (markup, `Status`, calendars, the terminal), whatever was asked upstream: facts
//! from elsewhere may come by a way that nobody checked. Who is told nothing shows the words alone.

use crate::text::cut;

/// Most bytes of an address.
pub(crate) const LONGEST: usize = 2_048;

/// The name of the host of an https address.
pub(crate) fn host(address: &str) -> &str {
    cut(address.strip_prefix("https://").unwrap_or(address), |byte| byte == b'/').0
}

/// The address if it is plain https, else nothing.
///
/// Plain is what every URL parser reads alike: printable ASCII with a dot in its host, without user or password, of at
/// most 2,048 bytes.
///
/// # Example
/// ```
/// use phaseout::https;
/// assert_eq!(https("https://law.example/a?b=c#d"), "https://law.example/a?b=c#d");
/// assert_eq!(https("javascript:alert(1)"), "");
/// assert_eq!(https("https://user@law.example/"), "");
/// ```
#[inline(never)]
pub fn https(address: &str) -> &str {
    let rest = address.strip_prefix("https://").unwrap_or_default();
    let mut host = rest.bytes().take_while(|byte| !matches!(byte, b'/' | b'?' | b'#'));
    let is_plain = address.len() <= LONGEST
        && host.any(|byte| byte == b'.')
        && rest.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'@' | b'"' | b'<' | b'>'));
    if is_plain { address } else { "" }
}
