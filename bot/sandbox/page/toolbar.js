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
import { pickerButton, react } from "./reactions.js";
import { store } from "./store.js";

const QUICK = ["white_check_mark", "eyes", "+1"];

/** Gives an article its toolbar when it is wanted, and takes it away after. */
export function equip(article, message, place) {
  let bar = null;
  const show = () => {
    bar ??= article.appendChild(toolbar(message, place, article));
  };
  const hide = () => {
    if (!bar || article.matches(":hover") || article.matches(":focus-within")) return;
    bar.remove();
    bar = null;
  };
  article.addEventListener("mouseenter", show);
  article.addEventListener("focusin", show);
  article.addEventListener("mouseleave", hide);
  article.addEventListener("focusout", () => queueMicrotask(hide));
}

function toolbar(message, place, article) {
  const { channel, thread } = place;
  return h("div", { class: "toolbar", role: "group", "aria-label": "Message actions" },
    QUICK.map((name) => h("button", { type: "button", class: "tool", "aria-label": `React with ${name.replaceAll("_", " ")}`, title: `:${name}:`, "data-keep": `quick-${name}`,
      onclick: () => react(message, channel, name) }, h("span", { class: "emoji" }, emoji(name)))),
    pickerButton(message, channel),
    !thread && h("a", { class: "tool", href: threadAddress(channel, message.thread_ts ?? message.ts), "aria-label": "Reply in thread", title: "Reply in thread" }, icon("reply")),
    more(message, place, article));
}

function more(message, place, article) {
  const groups = [{ title: store.app?.name, entries: shortcuts(message, place.channel) }, { entries: own(message, place, article) }];
  if (!groups.some(({ entries }) => entries.length)) return null;
  return menuButton({ class: "tool", "aria-label": "More message actions", title: "More actions", "data-keep": "more" }, icon("more"), () => ({ label: "More message actions", groups }));
}

function shortcuts(message, channel) {
  return (store.app?.shortcuts ?? []).filter(({ type }) => type === "message").map((shortcut) => ({
    label: shortcut.name, detail: shortcut.description,
    run: () => attempt(() => act("/ui/shortcut", { callback_id: shortcut.callback_id, channel: channel.id, ts: message.ts })),
  }));
}

function own(message, { channel }, article) {
  if (message.user !== store.me.id) return [];
  return [
    { label: "Edit message", run: () => edit(article, message, channel) },
    { label: "Delete message…", danger: true, run: () => remove(message, channel) },
  ];
}

async function remove(message, channel) {
  const sure = await confirmed({ title: "Delete this message?", text: message.plain || "The message and its files go away for everyone.", confirm: "Delete", danger: true });
  if (sure) await attempt(() => act("/ui/delete", { channel: channel.id, ts: message.ts }));
}
