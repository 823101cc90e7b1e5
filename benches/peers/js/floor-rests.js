/** `floor-intl` that rests: an element further than half a screen from the viewport is not drawn until it is near. */

import { CountDown, awake, start } from "./intl.js";

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        target.draw();
        awake.add(target);
      } else {
        awake.delete(target);
      }
    }
  },
  { rootMargin: "50%" },
);

start(
  class extends CountDown {
    connectedCallback() {
      super.connectedCallback();
      near.observe(this);
    }
  },
);
