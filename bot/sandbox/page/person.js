// "You are: Ana": whom one writes as.
import { avatar } from "./avatar.js";
import { h, put } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { nameOf, people, store } from "./store.js";

/** Draws the switcher; `choose` is called with a user. */
export function drawPerson(element, choose) {
  const me = store.me;
  const held = element.contains(document.activeElement);
  const entries = () => people().map((user) => ({
    label: nameOf(user), detail: user.title || "no role", icon: avatar(user.id, "small"), checked: user.id === me.id, run: () => user.id !== me.id && choose(user),
  }));
  const button = h("button", { type: "button", class: "person", "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: () => openMenu(button, { label: "Whom to write as", groups: [{ title: "Write as", entries: entries() }] }) },
  avatar(me.id, "small"), h("span", { class: "person-text" }, h("span", { class: "person-lead" }, "You are: "), h("strong", {}, nameOf(me)), h("span", { class: "person-title" }, me.title ? ` — ${me.title}` : "")), icon("down"));
  put(element, button);
  if (held) button.focus();
}
