import "phaseout";

test("the element is defined where there is a page", () => {
  document.body.innerHTML = "<phase-out product='kaspersky-premium' engine='static'>A sentence.</phase-out>";
  expect(document.querySelector("phase-out").product).toBe("kaspersky-premium");
});
