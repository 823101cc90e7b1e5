/**
 * For pages whose CMS knows no frame heights: makes each phaseout frame as high as its card.
 *
 * A message counts only if it comes from a frame of this page that is marked `data-phase-out-frame`, and
 * only as a whole number of pixels within bounds.
 */

const LOWEST = 80;
const HIGHEST = 2000;

addEventListener("message", ({ source, data }) => {
  const height = data?.type === "phase-out-height" ? data.height : undefined;
  if (!Number.isInteger(height) || height < LOWEST || height > HIGHEST) return;
  for (const frame of document.querySelectorAll("iframe[data-phase-out-frame]")) {
    if (frame.contentWindow === source) frame.height = height;
  }
});

// Frames that loaded before this script have already said how high they are; they are asked to say it again.
for (const frame of document.querySelectorAll("iframe[data-phase-out-frame]")) {
  frame.contentWindow?.postMessage({ type: "frames-init" }, "*");
}
