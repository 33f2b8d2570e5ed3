// A menu that opens from a button: arrow keys, Home, End, the beginning of a label, Enter, Esc; focus returns to the button.
import { freshId, h } from "./dom.js";
import { place } from "./place.js";

const PAUSE = 700; // ms after which another word begins
const TYPED = new WeakMap(); // what was typed last in a menu, and when

/**
 * groups: [{title?, entries: [{label, detail?, icon?, checked?, danger?, run}]}]; `checked` given (true or false) makes a choice
 * of one. With `columns` the entries stand in a grid. Opening it again from the same button closes it.
 */
export function openMenu(anchor, { label, groups, columns = 1 }) {
  if (anchor.getAttribute("aria-expanded") === "true") return;
  const menu = h("div", { class: columns > 1 ? "menu grid" : "menu", role: "menu", popover: "auto", "aria-label": label });
  for (const group of groups.filter(({ entries }) => entries.length)) menu.append(groupOf(group, menu));
  anchor.after(menu);
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("keydown", (key) => steer(menu, key, columns));
  menu.addEventListener("toggle", ({ newState }) => newState === "closed" && shut(menu, anchor));
  menu.showPopover();
  place(menu, anchor);
  (menu.querySelector("[aria-checked=true]") ?? menu.querySelector("button")).focus();
}

function groupOf({ title, entries }, menu) {
  const titleId = freshId("menu-title");
  return h("div", { role: "group", "aria-labelledby": title ? titleId : null, class: "menu-group" },
    title && h("div", { class: "menu-title", id: titleId, role: "presentation" }, title),
    entries.map((entry) => entryOf(entry, menu)));
}

function entryOf({ label, detail, icon, checked, danger, run }, menu) {
  const choice = checked !== undefined;
  const choose = () => {
    menu.hidePopover();
    run();
  };
  return h("button", {
    type: "button", role: choice ? "menuitemradio" : "menuitem", "aria-checked": choice ? String(Boolean(checked)) : null,
    class: danger ? "menu-entry danger" : "menu-entry", onclick: choose,
  }, icon, h("span", { class: "menu-label" }, label, detail && h("span", { class: "menu-detail" }, detail)));
}

function shut(menu, anchor) {
  const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (inside && anchor.isConnected) anchor.focus();
}

function steer(menu, key, columns) {
  const entries = [...menu.querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement);
  const next = { ArrowDown: at + columns, ArrowUp: at - columns, ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key.key];
  if (next !== undefined) entries.at(next % entries.length).focus();
  else if (key.key === "Tab") menu.hidePopover();
  else if (/^\S$/.test(key.key) && !key.ctrlKey && !key.metaKey) byTyped(menu, entries, at, key)?.focus();
  else return;
  if (key.key !== "Tab") key.preventDefault();
  key.stopPropagation();
}

/** The entry whose label begins with what was typed without a pause; the same letter again goes on to the next such entry. */
function byTyped(menu, entries, at, { key, timeStamp }) {
  const { word = "", when = -PAUSE } = TYPED.get(menu) ?? {};
  const typed = (timeStamp - when < PAUSE ? word : "") + key.toLowerCase();
  TYPED.set(menu, { word: typed, when: timeStamp });
  const again = new Set(typed).size === 1;
  const from = again ? at + 1 : at;
  const turned = [...entries.slice(from), ...entries.slice(0, from)];
  return turned.find((entry) => labelOf(entry).startsWith(again ? typed[0] : typed));
}

function labelOf(entry) {
  return entry.querySelector(".menu-label").textContent.toLowerCase();
}

/** A button that opens a menu; `build` is asked for its groups each time. */
export function menuButton(attributes, content, build) {
  return h("button", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", ...attributes,
    onclick: ({ currentTarget }) => openMenu(currentTarget, build()) }, content);
}
