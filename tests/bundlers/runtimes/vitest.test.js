// @vitest-environment jsdom
import "phaseout";
import { expect, test } from "vitest";

test("the element is defined where there is a page", () => {
  document.body.innerHTML = "<phase-out product='kaspersky-premium'>A sentence.</phase-out>";
  expect(document.querySelector("phase-out").product).toBe("kaspersky-premium");
});
