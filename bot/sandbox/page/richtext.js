// rich_text blocks: sections, lists, quotes and preformatted text.
import { h } from "./dom.js";
import { channelMention, emojiSpan, link, userMention } from "./mrkdwn.js";
import { store } from "./store.js";
import { fillDate } from "./time.js";

const LEAVES = {
  text: ({ text }) => lines(text),
  link: ({ url, text }) => link(url, text) ?? text ?? url,
  user: ({ user_id: id }) => userMention(id),
  channel: ({ channel_id: id }) => channelMention(id),
  emoji: ({ name }) => emojiSpan(name),
  broadcast: ({ range }) => h("span", { class: "mention me" }, `@${range}`),
  usergroup: ({ usergroup_id: id }) => h("span", { class: "mention" }, `@${id}`),
  color: ({ value }) => h("code", {}, value),
  date: ({ timestamp, format, fallback }) => h("time", { title: fallback }, fillDate(format ?? "{date}", timestamp, store.workspace.tz, store.clock.local)),
};
const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

const lines = (text) => text.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));

function leaf(element) {
  const shown = LEAVES[element.type]?.(element) ?? element.text ?? "";
  return Object.entries(STYLES).reduce((inner, [style, tag]) => (element.style?.[style] ? h(tag, {}, inner) : inner), shown);
}

const leaves = (element) => element.elements.map(leaf);

const PARTS = {
  rich_text_section: (part) => h("p", { class: "rich" }, leaves(part)),
  rich_text_quote: (part) => h("blockquote", {}, leaves(part)),
  rich_text_preformatted: (part) => h("pre", { class: "pre", tabindex: "0" }, leaves(part)),
  rich_text_list: (part) =>
    h(part.style === "ordered" ? "ol" : "ul", { class: `rich-list indent-${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : null },
      part.elements.map((line) => h("li", {}, leaves(line)))),
};

/** The elements of a rich_text block; kinds that the page does not know are left out. */
export const richText = (block) => block.elements.map((part) => PARTS[part.type]?.(part) ?? null);
