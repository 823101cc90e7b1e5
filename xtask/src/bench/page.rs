//! The page that a variant is measured in: the same article for all, with one place for the widget.
//!
//! A variant's markup comes in, a document goes out that notes when it states something, when it is live,
//! what shifts and what keeps the main thread. Adds nothing that a widget would have to wait for.

use super::variant::Variant;

/// Notes what happens, before anything else runs.
const NOTES: &str = r#"window.bench = { longest: 0, shift: 0, memory: 0 };
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) bench.shift += value;
}).observe({ type: "layout-shift", buffered: true });
for (const name of ["instantiate", "instantiateStreaming"]) {
  const real = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await real.apply(WebAssembly, given);
    for (const it of Object.values((made.instance ?? made).exports)) if (it instanceof WebAssembly.Memory) bench.store = it;
    return made;
  };
}
addEventListener("phase-out-ready", () => { bench.isReady = true; });"#;

/// The document of a variant.
pub(super) fn document(variant: &Variant, head: &str, markup: &str, script: &str) -> String {
    let Variant { name, stated, live, .. } = variant;
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{name}</title>\
<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\n<script>{NOTES}
{{ const look = () => {{
  const now = performance.now();
  if (!bench.stated && ({stated})) bench.stated = now;
  if (!bench.live && ({live})) bench.live = now;
  if (!bench.stated || !bench.live) requestAnimationFrame(look);
}};
requestAnimationFrame(look); }}</script>{head}</head>\n<body><h1>What the ban means for readers</h1>
<p>The order names two dates: one after which nothing new may be sold, and one after which nothing sold is kept up to date.</p>
<div id=\"widgets\">{markup}</div>\n<p>Those who own the product break no law by using it.</p>\n{script}\n</body></html>\n"
    )
}
