// "Try this": first steps for somebody who has just opened the page.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const KEY = "siteloop-hint";
let hints = null;

export const hintWanted = () => localStorage.getItem(KEY) !== "closed";
export const wantHint = (wanted) => localStorage.setItem(KEY, wanted ? "open" : "closed");

/** The panel; `fill` takes a sample into the composer, `close` is called when it was dismissed. */
export async function hintPanel({ fill, close }) {
  hints ??= await fetch("/hints.json").then((answer) => answer.json());
  return h("section", { class: "try", "aria-labelledby": "try-title" },
    h("header", {}, icon("bulb"), h("h3", { id: "try-title" }, hints.title),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close the hints", onclick: close }, icon("close"))),
    h("div", { class: "try-body" },
      h("div", {}, h("p", { class: "try-intro" }, hints.intro),
        h("ul", { class: "samples" }, hints.samples.map((sample) => h("li", {}, h("button", { type: "button", class: "sample", title: "Put this into the message field", onclick: () => fill(sample) }, sample))))),
      h("div", { class: "try-look" }, h("strong", {}, "Then look for"), h("ul", {}, hints.look.map((line) => h("li", {}, line))))));
}
