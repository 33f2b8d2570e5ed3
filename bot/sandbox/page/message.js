// One message as an article: who, when, what, and what hangs on it.
import { act, fileAddress } from "./api.js";
import { threadAddress } from "./address.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { h, hiddenText } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { icon } from "./icons.js";
import { link, mrkdwn } from "./mrkdwn.js";
import { attempt } from "./notices.js";
import { reactionRow } from "./reactions.js";
import { isBot, store, userName } from "./store.js";
import { fullMoment, momentName, timeOf } from "./time.js";
import { Values } from "./values.js";

const HEADING_LEVEL = 3;
const SYSTEM = /^(channel|group)_(join|leave|topic|purpose|name|archive)$/;

/** place: {channel, thread: ts of the pane's root or null, dismiss(ts)}. */
export function drawMessage(message, place) {
  const body = h("div", { class: "msg-body" }, content(message, place), message.files && files(message.files));
  return h("article", { class: classOf(message), tabindex: "-1", "data-ts": message.ts, "aria-label": spoken(message) },
    h("div", { class: "msg-gutter" }, avatar(message.user), h("span", { class: "msg-when", "aria-hidden": "true" }, timeOf(message.local))),
    h("div", { class: "msg-main" },
      message.is_ephemeral && ephemeralNote(message, place),
      byline(message),
      body,
      message.is_ephemeral ? null : reactionRow(message, place),
      !place.thread && message.reply_count ? replyLine(message, place) : null));
}

const classOf = (message) => `msg${message.is_ephemeral ? " ephemeral" : ""}${SYSTEM.test(message.subtype ?? "") ? " system" : ""}`;

/** Draws a message again in its article, which keeps its focus, its toolbar and an open editor. */
export function redrawMessage(article, message, place) {
  const restoreFocus = article.contains(document.activeElement) ? rememberFocus() : () => {};
  const fresh = drawMessage(message, place);
  const editor = article.querySelector(".editor");
  if (editor) fresh.querySelector(".msg-body").replaceWith(editor);
  for (const part of article.querySelectorAll(":scope > .msg-gutter, :scope > .msg-main")) part.remove();
  article.prepend(...fresh.childNodes);
  article.className = fresh.className;
  article.setAttribute("aria-label", fresh.getAttribute("aria-label"));
  restoreFocus();
}

const SPOKEN_LENGTH = 300;
const spoken = (message) => `${author(message)}, ${momentName(message.local, store.clock.local)}: ${(message.plain || message.text).slice(0, SPOKEN_LENGTH)}`;

export const author = (message) => message.username || userName(message.user);

function byline(message) {
  return h("div", { class: "msg-by" },
    h("span", { class: "msg-author" }, author(message)),
    isBot(message.user) ? h("span", { class: "badge" }, "App") : h("span", { class: "msg-title" }, store.users.get(message.user)?.title),
    h("time", { class: "msg-time", datetime: message.at, title: fullMoment(message.local) }, timeOf(message.local)));
}

function content(message, place) {
  const surface = {
    values: new Values(), level: HEADING_LEVEL,
    press: (blockId, element, value) => press(message, place, surface, blockId, element, value),
  };
  const edited = message.edited && h("span", { class: "edited" }, " (edited)");
  const main = message.blocks?.length
    ? [h("div", { class: "blocks" }, drawBlocks(message.blocks, surface)), edited]
    : message.text && h("div", { class: "text" }, mrkdwn(message.text), edited);
  return [main, (message.attachments ?? []).map((attachment) => drawAttachment(attachment, surface))];
}

const press = (message, { channel }, surface, blockId, element, value) =>
  attempt(() => act("/ui/press", {
    channel: channel.id, ts: message.ts, block_id: blockId, action_id: element.action_id, value, state: surface.values.all(),
  }));

function drawAttachment(attachment, surface) {
  const colour = /^#?[0-9a-f]{6}$/i.test(attachment.color ?? "") ? `#${attachment.color.replace("#", "")}` : null;
  return h("div", { class: "attachment", style: colour && `border-left-color:${colour}` },
    attachment.pretext && h("div", { class: "text" }, mrkdwn(attachment.pretext)),
    attachment.title && h("div", { class: "attachment-title" }, (attachment.title_link && link(attachment.title_link, attachment.title)) || attachment.title),
    attachment.text && h("div", { class: "text" }, mrkdwn(attachment.text)),
    attachment.blocks && h("div", { class: "blocks" }, drawBlocks(attachment.blocks, surface)),
    attachment.fields && h("dl", { class: "attachment-fields" }, attachment.fields.map(({ title, value }) => h("div", {}, h("dt", {}, title), h("dd", {}, mrkdwn(value))))),
    attachment.footer && h("div", { class: "b-context" }, attachment.footer));
}

const KB = 1024;
const size = (bytes) => (bytes < KB * KB ? `${Math.max(1, Math.round(bytes / KB))} KB` : `${(bytes / KB / KB).toFixed(1)} MB`);

function files(all) {
  return h("ul", { class: "files" }, all.map((file) => h("li", {}, file.mimetype?.startsWith("image/") ? photo(file) : paper(file))));
}

const photo = (file) => h("a", { class: "photo", href: fileAddress(file), target: "_blank" }, h("img", { src: fileAddress(file), alt: file.title || file.name, loading: "lazy" }));

const paper = (file) => h("a", { class: "paper", href: fileAddress(file), download: file.name }, icon("file"),
  h("span", {}, h("span", { class: "paper-name" }, file.title || file.name), h("span", { class: "paper-size" }, `${(file.filetype || "file").toUpperCase()} · ${size(file.size)}`)));

function ephemeralNote(message, { dismiss }) {
  return h("div", { class: "ephemeral-note" }, icon("eye"), h("span", {}, "Only visible to you"),
    h("button", { type: "button", class: "link-button", onclick: () => dismiss(message.ts) }, "Dismiss", hiddenText(" this message")));
}

function replyLine(message, { channel }) {
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return h("a", { class: "replies", href: threadAddress(channel, message.ts), "data-keep": "replies" },
    (message.reply_users ?? []).slice(0, 4).map((id) => avatar(id, "tiny")), h("span", { class: "replies-count" }, count), h("span", { class: "replies-go" }, "View thread"));
}
