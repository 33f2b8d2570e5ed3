// Slack's text objects: plain_text and mrkdwn.
import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn, unescape } from "./mrkdwn.js";

/** The characters of a text object, for labels and titles. */
export const textOf = (object) => (object ? withEmoji(unescape(object.text ?? "")) : "");

/** A text object as nodes; line breaks are kept. */
export function textNodes(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return textOf(object).split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}
