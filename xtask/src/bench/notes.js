// Runs in a page before anything else, and notes in `bench` what the reader waits for, in milliseconds from the
// start of the navigation. STATED and LIVE stand for the expressions of the variant.
window.bench = { longest: 0, shift: 0 };
// Where a page is asked for with `#seen`, all of its widgets are in view at once.
document.documentElement.classList.toggle("seen", location.hash === "#seen");
{
  /** Hands on entries of a type, in engines that know it. */
  const observe = (type, note) => {
    if (!PerformanceObserver.supportedEntryTypes?.includes(type)) return;
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  };
  observe("longtask", ({ duration }) => { bench.longest = Math.max(bench.longest, duration); });
  observe("layout-shift", ({ value }) => { bench.shift += value; });

  // The memory of each WebAssembly module, to be asked for its size, however it is started.
  const keep = (exports) => {
    for (const it of Object.values(exports)) if (it instanceof WebAssembly.Memory) bench.store = it;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      keep((made.instance ?? made).exports);
      return made;
    };
  }
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, given) {
      const made = Reflect.construct(target, given);
      keep(made.exports);
      return made;
    },
  });

  /**
   * Looks whether the variant has said something and is live. Called at the end of each task that changes the page, so
   * that the time is the task's own and not that of the next frame; no more once both are true.
   */
  const look = () => {
    if (bench.stated && bench.live) return;
    const now = performance.now();
    if (!bench.stated && (STATED)) bench.stated = now;
    if (!bench.live && (LIVE)) bench.live = now;
    if (!bench.stated || !bench.live) return;
    changes.disconnect();
    Element.prototype.attachShadow = attachShadow;
  };
  const changes = new MutationObserver(look);
  const watch = (root) => {
    changes.observe(root, { childList: true, characterData: true, subtree: true });
    return root;
  };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    return watch(attachShadow.call(this, init));
  };
  watch(document);
  // What comes with the page in a shadow root is no change that an observer is told of.
  addEventListener("DOMContentLoaded", look);
  addEventListener("phase-out-ready", () => {
    bench.isReady = true;
    look();
  });
}
