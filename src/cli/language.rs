//! The languages of the command line: a BCP 47 tag in, the nearest locale file out.
//!
//! Chooses as `www/load.js` does; a test holds the two side by side.

/// Tag and text of every file of `www/locale/`, English first.
pub(super) const LOCALES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The locale of a tag, of the nearest shorter one, or English.
pub(super) fn locale(tag: &str) -> (&'static str, &'static str) {
    let mut tag = written(&tag.to_ascii_lowercase());
    loop {
        if let Some(locale) = LOCALES.iter().find(|(language, _)| language.eq_ignore_ascii_case(&tag)) {
            return *locale;
        }
        let Some(end) = tag.rfind('-') else { return LOCALES[0] };
        tag.truncate(end);
    }
}

/// The tag with what it leaves unsaid: a region where Chinese is written in one of its two scripts, and the
/// code that Hebrew had until 1989.
fn written(tag: &str) -> String {
    if let Some(rest) = tag.strip_prefix("iw") {
        return format!("he{rest}");
    }
    if ["zh-tw", "zh-hk", "zh-mo"].iter().any(|region| tag.starts_with(region)) {
        return "zh-hant".to_owned();
    }
    match tag.strip_prefix("zh") {
        Some(rest) if !rest.starts_with("-han") => format!("zh-hans{rest}"),
        _ => tag.to_owned(),
    }
}
