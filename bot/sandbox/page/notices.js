// What the page says by itself: toasts that stay long enough to be read, and words for screen readers.
import { byId, h, put } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_MS = 9000;

/** Says something to assistive technology, politely, without showing it. */
export function announce(text) {
  byId("live").textContent = text;
}

/** Shows a toast; it goes by a click, or by itself once nobody moves on it. Errors interrupt, the rest waits its turn. */
export function toast(text, kind = "error") {
  const place = byId(kind === "error" ? "alerts" : "notes");
  let going = 0;
  const stay = () => {
    clearTimeout(going);
    going = setTimeout(() => (shown.matches(":focus-within") ? stay() : shown.remove()), SHOWN_MS);
  };
  const shown = h("div", { class: `toast ${kind}`, onclick: () => shown.remove(), onmousemove: stay }, h("p", {}, text),
    h("button", { type: "button", class: "icon-button", "aria-label": "Dismiss" }, icon("close")));
  place.append(shown);
  stay();
}

/** Runs something that may fail; a failure becomes a toast and the answer is undefined. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}

/** The bar that says that the page has lost the sandbox. */
export function showConnection(lost) {
  put(byId("connection"), lost ? "Connection to the sandbox lost. Trying again…" : "");
  byId("connection").hidden = !lost;
}
