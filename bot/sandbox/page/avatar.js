// A person's square: initials on a colour of their own; Siteloop shows its mark.
import { h } from "./dom.js";
import { mark } from "./icons.js";
import { nameOf, store } from "./store.js";

const COLOURS = ["#9a3412", "#115e59", "#1e40af", "#6b21a8", "#9f1239", "#3f6212", "#155e75", "#86198f", "#854d0e", "#3730a3", "#166534", "#475569"];

/** By the place among all people, so that the first dozen differ. */
const colourOf = (id) => COLOURS[Math.max(0, [...store.users.keys()].indexOf(id)) % COLOURS.length];

const initials = (name) => name.split(/\s+/).filter(Boolean).map((word) => [...word][0].toUpperCase()).filter((_, index, all) => index === 0 || index === all.length - 1).join("");

export function avatar(userId, size = "") {
  const user = store.users.get(userId);
  if (user?.is_bot) return h("span", { class: `avatar app ${size}`, "aria-hidden": "true" }, mark());
  return h("span", { class: `avatar ${size}`, "aria-hidden": "true", style: `background:${colourOf(userId ?? "")}` }, initials(nameOf(user)));
}
