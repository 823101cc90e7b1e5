//! What the pages of most cases are made of: the element with its sentence, the module, and a host that listens.

/// Loads the published module, from another origin.
pub(crate) const SCRIPT: &str = "<script type=\"module\" crossorigin src=\"{cdn}/phaseout.js\"></script>";

/// Notes what the element tells its host, from before it is defined. Variables, not constants: a driver's
/// scripts may see only what the window has.
pub(crate) const LISTENER: &str = "<script nonce=\"collector\">
var told = [];
for (const name of ['ready', 'change', 'error'])
  addEventListener(`phase-out-${name}`, ({ type, detail }) => told.push([type, detail]));
var card = () => document.querySelector('phase-out');
var part = (name) => card().shadowRoot?.querySelector(`[part~=${name}]`)?.textContent;
var short = () => card().shadowRoot?.querySelector('[part~=short] > span')?.textContent;
var ready = () => told.some(([type]) => type === 'phase-out-ready');
var failed = () => told.some(([type]) => type === 'phase-out-error');
</script>";

/// What readers see without script.
pub(crate) const SENTENCE: &str = "Kaspersky Premium falls under the ban, says a sentence that needs no script.";

/// A catalogue that has every field of the format.
pub(crate) const SMALL: &str = include_str!("../catalogue/small.json");

/// The element with that sentence, and more attributes.
pub(crate) fn premium(attributes: &str) -> String {
    format!("<phase-out product=\"kaspersky-premium\" {attributes}>{SENTENCE}</phase-out>")
}
