/**
 * What the topic editor asks for: the one list from which its form is made.
 *
 * Holds words and names of fields, and nothing else; docs/topics.md says what each field of a topic means. A field with
 * `isText` may be said in a second language too.
 */

/**
 * One question. `name` is the field in the topic's file; a `type` other than `text` is `select` (with `options`), `list`
 * (with suggestions), `lines` (an entry a line), `day`, `url` or `products` (some of the topic's).
 * @typedef {{ name: string, label: string, hint?: string, type?: string, options?: Record<string, string>,
 *   isText?: boolean, isLong?: boolean, placeholder?: string, only?: (entry: object) => boolean }} Field
 */

const PHASES = {
  "": "Always",
  announced: "Before the date",
  "sales-ended updates-ended service-ended in-force": "After the date",
  "not-covered": "Where the product is not affected",
};

/** @type {Field} */
const SOME = { name: "products", label: "Only for these products", type: "products" };

/** @type {Field[]} What is asked of the topic as a whole, and behind a fold what few need. */
export const TOPIC = [
  { name: "title", label: "Headline", hint: "What ends or begins, as a title: End of support for Python 3.10", isText: true },
  {
    name: "kind",
    label: "What kind of change is it?",
    type: "select",
    options: { "": "An end of support", ban: "A ban", "switch-off": "A switch-off", rule: "A new rule" },
  },
  {
    name: "phrase",
    label: "The ban inside a sentence",
    hint: "As it follows “is affected by”: the US ban on new foreign-made routers",
    isText: true,
    only: ({ kind }) => kind === "ban",
  },
  { name: "zone", label: "Whose midnight counts?", hint: "The time zone in which the days of the dates begin and end.", type: "list", placeholder: "Europe/London" },
  { name: "checked", label: "When did somebody last check the facts?", type: "day" },
];

/** @type {Field[]} */
export const TOPIC_MORE = [
  { name: "maker", label: "Maker of the products", hint: "Readers may type it before a product’s name." },
  {
    name: "exhaustive",
    label: "Are these all products?",
    type: "select",
    options: { "": "Yes: what is not in the list is not affected", no: "No: others may be affected too" },
  },
  { name: "id", label: "Name in addresses", hint: "Small letters, digits and hyphens; made from the headline where it is empty." },
];

/**
 * The lists of a topic: what each is called, what is asked of an entry, and behind a fold what few need. `first` is what a
 * new entry begins with.
 * @type {{ name: string, title: string, one: string, add: string, remove: string, first: object, fields: Field[], more: Field[] }[]}
 */
export const LISTS = [
  {
    name: "milestones",
    title: "Dates",
    one: "Date",
    add: "Add a date",
    remove: "Remove this date",
    first: { effect: "end-of-updates", last: "" },
    fields: [
      {
        name: "effect",
        label: "What happens?",
        type: "select",
        options: {
          "end-of-updates": "Security updates end",
          "end-of-sales": "Sales end",
          "end-of-resale": "Resale ends",
          "end-of-service": "A service ends",
          "end-of-paid-updates": "Paid updates end",
          "rule-begins": "A rule begins",
        },
      },
      {
        name: "form",
        label: "How was it published?",
        type: "select",
        options: {
          last: "The last day, or month, before it changes",
          at: "The first day, or month, after it has changed",
          floor: "“At least until”: nothing ends for certain",
          ended: "It is over; the day is not known",
          open: "There is no date yet",
        },
      },
      {
        name: "date",
        label: "Date",
        hint: "As 2027-10-14, or 2027-10 for a month, or with a time: 2027-10-14T09:00:00+02:00",
        only: ({ state }) => !state,
      },
      { name: "detail", label: "One sentence about it", isText: true, isLong: true },
    ],
    more: [
      SOME,
      { name: "was", label: "The date that it was before", hint: "If it was moved." },
      { name: "changed", label: "The day on which it was moved", type: "day" },
      {
        name: "confidence",
        label: "How sure is it?",
        type: "select",
        options: { "": "As sure as its sources", primary: "From the original", copy: "From a word-for-word copy", secondary: "From a report", weak: "Not sure" },
      },
    ],
  },
  {
    name: "sources",
    title: "Sources",
    one: "Source",
    add: "Add a source",
    remove: "Remove this source",
    first: { url: "" },
    fields: [
      { name: "url", label: "Address", type: "url", placeholder: "https://" },
      { name: "title", label: "Title of the page", hint: "In its own language; the address where it is empty." },
    ],
    more: [
      {
        name: "kind",
        label: "What is it?",
        type: "select",
        options: { "": "A report", vendor: "The maker’s own page", primary: "The original, such as a law" },
      },
      { name: "licence", label: "Licence of data that was taken from it" },
    ],
  },
  {
    name: "advice",
    title: "What to do",
    one: "Advice",
    add: "Add advice",
    remove: "Remove this advice",
    first: { text: "" },
    fields: [
      { name: "text", label: "Advice", hint: "The first one that fits is shown. Without any, the card says what fits the kind of change.", isText: true, isLong: true },
      { name: "phases", label: "When?", type: "select", options: PHASES },
    ],
    more: [{ name: "url", label: "Where readers can do it", type: "url", placeholder: "https://" }, SOME],
  },
  {
    name: "notes",
    title: "Good to know",
    one: "Note",
    add: "Add a note",
    remove: "Remove this note",
    first: { text: "" },
    fields: [{ name: "text", label: "Note", hint: "Such as: nobody has to stop using it.", isText: true, isLong: true }],
    more: [{ name: "phases", label: "When?", type: "select", options: PHASES }, SOME],
  },
];

/** @type {Field[]} What is asked of each product, beside its name. */
export const PRODUCT = [
  {
    name: "scope",
    label: "Is it affected?",
    type: "select",
    options: { "": "Yes", excluded: "No", conditional: "Yes, unless …", unclear: "Not known" },
  },
  { name: "condition", label: "Unless what?", hint: "As it follows “unless”.", isText: true, only: ({ scope }) => scope === "conditional" },
  {
    name: "audience",
    label: "Who uses it?",
    type: "select",
    options: { "": "Everybody", business: "Companies", industrial: "Industry", oem: "Makers of devices", service: "Customers of a service" },
  },
  { name: "aliases", label: "Other names that people type", hint: "With commas between them.", type: "commas" },
  { name: "note", label: "One sentence about it", isText: true, isLong: true },
];
