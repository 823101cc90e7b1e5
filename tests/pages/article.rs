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

/// A clock that stands still, and timers that run when a case moves it: `advance(milliseconds)`.
///
/// It is 35 seconds before updates end. Only the core's own timers run so: a driver sets some in the page, too.
pub(crate) const CLOCK: &str = "<script nonce=\"collector\">
var time = Date.parse('2024-09-29T03:59:25Z');
var timers = new Map();
Date.now = () => time;
var wait = window.setTimeout;
window.setTimeout = (run, delay) => {
  if (!run._wbg_cb_unref) return wait(run, delay);
  timers.set(1e6 + timers.size, { run, at: time + delay });
  return 1e6 + timers.size - 1;
};
window.clearTimeout = (id) => timers.get(id) && (timers.get(id).run = undefined);
var advance = (milliseconds) => {
  const end = time + milliseconds;
  for (;;) {
    const due = [...timers.values()].filter(({ run, at }) => run && at <= end).sort((one, other) => one.at - other.at)[0];
    if (!due) break;
    time = Math.max(time, due.at);
    const { run } = due;
    due.run = undefined;
    run();
  }
  time = end;
};
</script>";

/// All cards in one place, so that all are near.
pub(crate) const IN_ONE_PLACE: &str = "<style>phase-out { position: absolute; top: 0 }</style>";

/// What readers see without script.
pub(crate) const SENTENCE: &str = "Kaspersky Premium falls under the ban, says a sentence that needs no script.";

/// A catalogue that has every field of the format.
pub(crate) const SMALL: &str = include_str!("../catalogue/small.json");

/// The element with that sentence, and more attributes.
pub(crate) fn premium(attributes: &str) -> String {
    format!("<phase-out product=\"kaspersky-premium\" {attributes}>{SENTENCE}</phase-out>")
}
