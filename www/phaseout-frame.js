/**
 * For pages whose CMS knows no frame heights: makes each phaseout frame as high as its card.
 *
 * A message counts only if it comes from a frame of this page that is marked `data-phase-out-frame`, also in an open
 * shadow root, and only as a whole number of pixels within bounds.
 */

const LOWEST = 80;
const HIGHEST = 2000;

/** The marked frames below a document or root, and in the open roots there. */
function* framesIn(root) {
  yield* root.querySelectorAll("iframe[data-phase-out-frame]");
  // A form has its fields as properties, and one may have this name.
  for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot instanceof ShadowRoot) yield* framesIn(shadowRoot);
}

addEventListener("message", ({ source, data }) => {
  const height = data?.type === "phase-out-height" ? data.height : undefined;
  if (!Number.isInteger(height) || height < LOWEST || height > HIGHEST) return;
  for (const frame of framesIn(document)) {
    if (frame.contentWindow === source) {
      frame.height = height;
      return;
    }
  }
});

// Frames that loaded before this script have already said how high they are; they are asked to say it again.
for (const frame of framesIn(document)) frame.contentWindow?.postMessage({ type: "frames-init" }, "*");
