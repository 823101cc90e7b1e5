/** Without a page: the class is there and defines nothing, and the functions answer from the package's own files. */

import { PhaseOut, evaluate, products } from "phaseout";
import { PhaseOut as Same } from "phaseout/element";

if (PhaseOut !== Same) throw new Error("two classes");
const { phase, text } = await evaluate({ product: "KIS", now: "2024-08-01", lang: "de" });
if (phase !== "sales-ended" || !text.includes("20. Juli 2024")) throw new Error(`${phase}: ${text}`);
if (!(await products()).length) throw new Error("no products");
