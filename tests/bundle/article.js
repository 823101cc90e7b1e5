/** An article as React writes it, on the server and in the page: the element, and the block of a CMS's own HTML. */

import { createElement, useEffect, useState } from "react";

const SENTENCE = [
  "Kaspersky Premium falls under ",
  createElement("a", { key: "source", href: "https://www.bis.gov/" }, "the ban"),
  ", since ",
  createElement("time", { key: "time", dateTime: "2024-07-20" }, "July 20, 2024"),
  ".",
];

/** What a CMS keeps of a snippet. */
const BLOCK =
  '<p>Words.</p><div data-phase-out data-product="kaspersky-premium">It falls under <a href="https://www.bis.gov/">the ban</a>.</div>';

/** A block that React writes itself, in a page whose script is imported after that. */
const Late = ({ product }) => {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(true), []);
  const block = createElement("div", { "data-phase-out": "", "data-product": product }, ...SENTENCE);
  return createElement("div", { id: "late" }, isOpen && block);
};

export const Article = ({ product }) =>
  createElement(
    "article",
    null,
    createElement("phase-out", { product }, ...SENTENCE),
    createElement("div", { dangerouslySetInnerHTML: { __html: BLOCK } }),
    createElement(Late, { product }),
  );
