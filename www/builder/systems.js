/**
 * Where editors publish, and how the card gets there: the one list from which the page makes its choices.
 *
 * Holds words and nothing else. A system may claim no more than docs/embedding.md says of it.
 */

/**
 * One way of putting a card somewhere. `form` is the core's name for the code; `script` says whether the script goes
 * along with it, comes with the site, or is not needed; `developers` is for those who run the site.
 * @typedef {{ form: "element" | "block" | "frame" | "amp" | "oembed" | "plain" | "email", words: string, steps: string[],
 *   script: "along" | "site" | "none", developers?: string }} Way
 */

const COPY_CODE = "Copy the code below.";
const COPY_ADDRESS = "Copy the address below.";
const COPY_SENTENCE = "Copy the sentence below as formatted text.";

/** For developers, by form: what the words above leave out. */
const BLOCK = "The last line loads the script. Put it into every page once, and it makes a card of each <div data-phase-out>.";
const FRAME = "The frame tells its height to Pym, the Guardian’s, WordPress’s and Datawrapper’s listeners; elsewhere the second line fits it. A sandbox needs allow-scripts.";
const OEMBED = "“cargo xtask build --base ADDRESS” or “phaseout site dist --base ADDRESS” writes these pages into the folder; ADDRESS is the folder’s own, https.";
const AMP = "The page has to load AMP’s amp-iframe extension. The sentence is the placeholder, so the frame may stand anywhere in the page.";

/** @returns {Way} */
const email = (words, paste) => ({
  form: "email",
  words,
  script: "none",
  steps: [
    COPY_CODE,
    paste,
    "Send yourself a test. The card stays as it is on this day, and says which day that is; its links lead to the source and to the live card.",
  ],
});

/** @returns {Way} */
const sentence = (words, paste, check) => ({
  form: "plain",
  words,
  script: "none",
  steps: [COPY_SENTENCE, paste, check],
});

export const SYSTEMS = [
  {
    id: "wordpress",
    name: "WordPress",
    ways: [
      {
        form: "element",
        words: "I can add “Custom HTML” and its code stays",
        script: "along",
        steps: [
          COPY_CODE,
          "In your post, add “Custom HTML” and paste the code into it.",
          "Look at the preview. Is there only a sentence? Then a filter removes scripts, and the sentence is what readers get.",
        ],
      },
      {
        form: "block",
        words: "It removes scripts, but our developers load the script on every page",
        script: "site",
        steps: [
          COPY_CODE,
          "In your post, add “Custom HTML” and paste the code into it.",
          "Look at the preview of the post. Is there only a sentence? Then show your developers the last line of the code.",
        ],
        developers: BLOCK,
      },
      {
        form: "oembed",
        words: "It turns an address into a box that shows the card from your site",
        script: "none",
        steps: [
          COPY_ADDRESS,
          "In your post, paste it on a line of its own.",
          "Look at the preview of the post. The box is at most 1000 pixels high; what does not fit can be scrolled.",
        ],
        developers: OEMBED,
      },
      sentence(
        "It removes all code",
        "Paste it into the text of your post.",
        "Look at the preview of the post, and try the link in it.",
      ),
    ],
  },
  {
    id: "arc",
    name: "Arc XP",
    ways: [
      {
        form: "element",
        words: "I can add HTML to a story",
        script: "along",
        steps: [
          COPY_CODE,
          "In your story, add HTML and paste the code into it.",
          "Look at the preview of the story. Is there only a sentence? Then scripts are removed there, and the sentence is what readers get.",
        ],
      },
      sentence(
        "HTML is switched off in our newsroom",
        "Paste it into the text of your story.",
        "Look at the preview of the story, and try the link in it.",
      ),
    ],
  },
  {
    id: "drupal",
    name: "Drupal",
    ways: [
      {
        form: "element",
        words: "My text format is “Full HTML”",
        script: "along",
        steps: [
          COPY_CODE,
          "Choose the text format “Full HTML”, open the source of the text, and paste the code where the card should stand.",
          "Look at the preview. Is there only a sentence? Then a filter removes scripts, and the sentence is what readers get.",
        ],
      },
      sentence("I have another text format", "Paste it into the text.", "Look at the preview, and try the link in it."),
    ],
  },
  {
    id: "ghost",
    name: "Ghost",
    ways: [
      {
        form: "element",
        words: "I add an HTML card",
        script: "along",
        steps: [
          COPY_CODE,
          "In your post, add an HTML card and paste the code into it.",
          "Look at the preview of the post: the sentence becomes the card.",
        ],
      },
    ],
  },
  {
    id: "substack",
    name: "Substack",
    ways: [sentence("Text and links", "Paste it into the text of your post.", "Send yourself a test, and try the link in it.")],
  },
  {
    id: "mailchimp",
    name: "Mailchimp",
    ways: [
      sentence("Text and links", "Paste it into a text of your newsletter.", "Send yourself a test, and try the link in it."),
      email("I can add code", "In your newsletter, add “Code” and paste the code into it."),
    ],
  },
  {
    id: "amp",
    name: "AMP",
    ways: [
      {
        form: "amp",
        words: "A page made for AMP",
        script: "none",
        steps: [
          COPY_CODE,
          "Paste it into the page where the card should stand, or give it to whoever makes your AMP pages.",
          "Look at the page. Readers see the sentence first, and then the card.",
        ],
        developers: AMP,
      },
    ],
  },
  {
    id: "html",
    name: "My own HTML",
    ways: [
      {
        form: "element",
        words: "A page that I write",
        script: "along",
        steps: [
          COPY_CODE,
          "Paste it into the page where the card should stand.",
          "Open the page: the sentence becomes the card.",
        ],
      },
    ],
  },
  {
    id: "other",
    name: "Another system",
    ways: [
      {
        form: "element",
        words: "It keeps all code",
        script: "along",
        steps: [COPY_CODE, "Paste it where your system takes HTML.", "Look at the preview: the sentence becomes the card."],
      },
      {
        form: "block",
        words: "It removes scripts, but our developers load the script on every page",
        script: "site",
        steps: [
          COPY_CODE,
          "Paste it where your system takes HTML.",
          "Look at the preview. Is there only a sentence? Then show your developers the last line of the code.",
        ],
        developers: BLOCK,
      },
      {
        form: "frame",
        words: "It keeps a box that shows the card from your site",
        script: "along",
        steps: [
          COPY_CODE,
          "Paste it where your system takes HTML.",
          "Look at the preview. Is the card missing? Then the box was removed: choose another answer above.",
        ],
        developers: FRAME,
      },
      {
        form: "amp",
        words: "It makes AMP pages",
        script: "none",
        steps: [
          COPY_CODE,
          "Paste it where your system takes HTML for AMP.",
          "Look at the page. Readers see the sentence first, and then the card.",
        ],
        developers: AMP,
      },
      {
        form: "oembed",
        words: "It turns an address into a box that shows the card from your site",
        script: "none",
        steps: [
          COPY_ADDRESS,
          "Paste it on a line of its own.",
          "Look at the preview. Is there only an address? Then your system does not ask for boxes: choose another answer above.",
        ],
        developers: OEMBED,
      },
      email("It sends e-mails, and takes HTML", "Paste it where your system takes HTML."),
      sentence("It takes text and links only", "Paste it into the text.", "Look at the preview, and try the link in it."),
    ],
  },
];
