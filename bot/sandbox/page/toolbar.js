// What can be done with a message: shown while it is pointed at or holds the focus.
import { act } from "./api.js";
import { threadAddress } from "./address.js";
import { confirmed } from "./confirm.js";
import { h } from "./dom.js";
import { edit } from "./editor.js";
import { emoji } from "./emoji.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { attempt } from "./notices.js";
import { redrawMessage } from "./message.js";
import { pickerButton, react } from "./reactions.js";
import { store } from "./store.js";

const QUICK = ["white_check_mark", "eyes", "+1"];

/** Gives an article its toolbar when it is wanted, and takes it away after; `current` answers the message as it is now. */
export function equip(article, current, place) {
  let bar = null;
  const show = () => {
    bar ??= article.appendChild(toolbar(current, place, article));
  };
  const hide = () => {
    if (!bar || article.matches(":hover") || article.matches(":focus-within")) return;
    bar.remove();
    bar = null;
  };
  article.addEventListener("mouseenter", show);
  article.addEventListener("focusin", show);
  article.addEventListener("mouseleave", hide);
  article.addEventListener("focusout", ({ relatedTarget }) => article.contains(relatedTarget) || setTimeout(hide));
}

function toolbar(current, place, article) {
  const { channel, thread } = place;
  const message = current();
  return h("div", { class: "toolbar", role: "group", "aria-label": "Message actions" },
    QUICK.map((name) => h("button", { type: "button", class: "tool", "aria-label": `React with ${name.replaceAll("_", " ")}`, title: `:${name}:`, "data-keep": `quick-${name}`,
      onclick: () => react(current(), channel, name) }, h("span", { class: "emoji" }, emoji(name)))),
    pickerButton(current, channel),
    !thread && h("a", { class: "tool", href: threadAddress(channel, message.thread_ts ?? message.ts), "aria-label": "Reply in thread", title: "Reply in thread" }, icon("reply")),
    more(current, place, article));
}

function more(current, place, article) {
  const groups = [{ title: store.app?.name, entries: shortcuts(current(), place.channel) }, { entries: own(current, place, article) }];
  if (!groups.some(({ entries }) => entries.length)) return null;
  return menuButton({ class: "tool", "aria-label": "More message actions", title: "More actions", "data-keep": "more" }, icon("more"), () => ({ label: "More message actions", groups }));
}

function shortcuts(message, channel) {
  return (store.app?.shortcuts ?? []).filter(({ type }) => type === "message").map((shortcut) => ({
    label: shortcut.name, detail: shortcut.description,
    run: () => attempt(() => act("/ui/shortcut", { callback_id: shortcut.callback_id, channel: channel.id, ts: message.ts })),
  }));
}

function own(current, place, article) {
  const { channel } = place;
  if (current().user !== store.me.id) return [];
  return [
    { label: "Edit message", run: () => edit(article, current(), channel, () => redrawMessage(article, current(), place)) },
    { label: "Delete message…", danger: true, run: () => remove(current(), channel) },
  ];
}

async function remove(message, channel) {
  const sure = await confirmed({ title: "Delete this message?", text: message.plain || "The message and its files go away for everyone.", confirm: "Delete", danger: true });
  if (sure) await attempt(() => act("/ui/delete", { channel: channel.id, ts: message.ts }));
}
