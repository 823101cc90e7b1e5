/** A card as Vue has it: mounted, given another product, unmounted. */

import "phaseout";
import { createApp, h, ref } from "vue";

const product = ref("kaspersky-premium");
const app = createApp({ render: () => h("phase-out", { product: product.value }, "A sentence.") });

window.show = (name) => (product.value = name);
window.end = () => app.unmount();
app.mount("#app");
