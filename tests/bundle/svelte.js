/** A card as Svelte has it: mounted, given another product, unmounted. */

import "phaseout";
import { mount, unmount } from "svelte";

import Card from "./Card.svelte";
import { about } from "./about.svelte.js";

const card = mount(Card, { target: document.querySelector("#app"), props: { about } });

window.show = (product) => (about.product = product);
window.end = () => unmount(card);
