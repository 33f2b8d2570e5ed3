// Reactions below a message, and adding them.
import { act } from "./api.js";
import { h } from "./dom.js";
import { emoji, PICKER } from "./emoji.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { attempt } from "./notices.js";
import { store, userName } from "./store.js";

const COLUMNS = 6;

const mine = (message, name) => Boolean(message.reactions?.find((reaction) => reaction.name === name)?.users.includes(store.me.id));

/** Adds this person's reaction, or takes it back. */
export const react = (message, channel, name) =>
  attempt(() => act(mine(message, name) ? "/ui/unreact" : "/ui/react", { channel: channel.id, ts: message.ts, name }));

export function reactionRow(message, { channel }) {
  if (!message.reactions?.length) return null;
  return h("div", { class: "reactions" }, message.reactions.map(({ name, users, count }) => {
    const who = users.map((id) => (id === store.me.id ? "you" : userName(id))).join(", ");
    return h("button", {
      type: "button", class: "reaction", "aria-pressed": String(users.includes(store.me.id)), title: `${who}: :${name}:`, "data-keep": `reaction-${name}`,
      "aria-label": `${name.replaceAll("_", " ")}, ${count}, ${who}`, onclick: () => react(message, channel, name),
    }, h("span", { class: "emoji" }, emoji(name)), h("span", {}, String(count)));
  }));
}

/** The button that opens the emoji picker. */
export function pickerButton(current, channel) {
  const entries = PICKER.map((name) => ({ label: name.replaceAll("_", " "), icon: h("span", { class: "emoji" }, emoji(name)), run: () => react(current(), channel, name) }));
  return menuButton({ class: "tool", "aria-label": "Add another reaction", "data-keep": "picker", title: "Add another reaction" }, icon("smile"),
    () => ({ label: "Reactions", columns: COLUMNS, groups: [{ entries }] }));
}
