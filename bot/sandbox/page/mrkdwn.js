// Slack's mrkdwn, drawn as elements. The grammar follows what Slack's own client shows: `<…>` tokens, code, *bold*, _italic_,
// ~strike~, > quotes and :emoji:. Every piece of text ends as a text node.
import { h } from "./dom.js";
import { emoji, isEmoji } from "./emoji.js";
import { channelAddress } from "./address.js";
import { store, userName } from "./store.js";
import { fillDate } from "./time.js";

const STYLES = { "*": "strong", "_": "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A block of mrkdwn: paragraphs, quotes and preformatted text. */
export function mrkdwn(text) {
  const parts = String(text ?? "").split("```");
  if (parts.length % 2 === 0) parts.splice(-2, 2, parts.slice(-2).join("```"));
  return parts.flatMap((part, index) => {
    if (index % 2) return part.trim() ? [h("pre", { class: "pre", tabindex: "0" }, unescape(part.replace(/^\n|\n$/g, "")))] : [];
    return quotes(index ? part.replace(/^\n/, "") : part);
  });
}

function quotes(text) {
  const out = [];
  let plain = [];
  let quoted = [];
  const flush = () => {
    if (quoted.length) out.push(h("blockquote", {}, inline(quoted.join("\n"))));
    if (plain.some((line) => line.trim())) out.push(h("span", { class: "run" }, inline(plain.join("\n"))));
    plain = [];
    quoted = [];
  };
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if ((quote && plain.length) || (!quote && quoted.length)) flush();
    if (quote) quoted.push(quote[1]);
    else plain.push(line);
  }
  flush();
  return out;
}

/** Mrkdwn without blocks, as a list of nodes. */
export function inline(text) {
  const nodes = [];
  let run = "";
  const flush = () => {
    if (run) nodes.push(unescape(run));
    run = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = tokenAt(text, at);
    if (!found) {
      run += text[at++];
      continue;
    }
    flush();
    nodes.push(found.node);
    at = found.end;
  }
  flush();
  return nodes;
}

function tokenAt(text, at) {
  const character = text[at];
  if (character === "\n") return { node: h("br"), end: at + 1 };
  if (character === "<") return angle(text, at);
  if (character === "`") return code(text, at);
  if (character === ":") return shortcode(text, at);
  if (STYLES[character]) return styled(text, at);
  return null;
}

function code(text, at) {
  const end = text.indexOf("`", at + 1);
  const body = text.slice(at + 1, end);
  return end > at + 1 && !body.includes("\n") ? { node: h("code", {}, unescape(body)), end: end + 1 } : null;
}

function shortcode(text, at) {
  const found = /^:([a-z0-9_+-]+):(?::skin-tone-\d:)?/.exec(text.slice(at, at + 80));
  return found && isEmoji(found[1]) ? { node: emojiSpan(found[1]), end: at + found[0].length } : null;
}

export const emojiSpan = (name) => h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, emoji(name));

function styled(text, at) {
  const mark = text[at];
  if (at > 0 && (WORD.test(text[at - 1]) || text[at - 1] === mark)) return null;
  const stop = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
  for (let end = closing(text, mark, at + 1, stop); end > 0; end = closing(text, mark, end + 1, stop)) {
    const body = text.slice(at + 1, end);
    const bounded = body.trim() === body && body && !WORD.test(text[end + 1] ?? " ") && text[end + 1] !== mark;
    if (bounded) return { node: h(STYLES[mark], {}, inline(body)), end: end + 1 };
  }
  return null;
}

/** The next such mark that is not inside a `<…>` or code. */
function closing(text, mark, from, stop) {
  for (let at = from; at < stop; at++) {
    if (text[at] === mark) return at;
    const closer = { "<": ">", "`": "`" }[text[at]];
    const end = closer ? text.indexOf(closer, at + 1) : -1;
    if (end > at && end < stop) at = end;
  }
  return -1;
}

function angle(text, at) {
  const end = text.indexOf(">", at + 1);
  if (end < 0 || text.slice(at, end).includes("\n")) return null;
  const [target, label] = split(text.slice(at + 1, end));
  const node = mention(target, label) ?? link(target, label);
  return node && { node, end: end + 1 };
}

function split(body) {
  const bar = body.indexOf("|");
  return bar < 0 ? [body, ""] : [body.slice(0, bar), body.slice(bar + 1)];
}

function mention(target, label) {
  const kind = target[0];
  if (kind === "@") return userMention(target.slice(1), label);
  if (kind === "#") return channelMention(target.slice(1), label);
  if (kind !== "!") return null;
  const [command, ...rest] = target.slice(1).split("^");
  if (command === "date") return date(rest, label);
  if (command === "subteam") return h("span", { class: "mention" }, unescape(label) || "@group");
  return h("span", { class: "mention me" }, `@${command}`);
}

export function userMention(id, label = "") {
  const name = store.users.has(id) ? userName(id) : unescape(label) || id;
  return h("span", { class: id === store.me?.id ? "mention me" : "mention" }, `@${name}`);
}

export function channelMention(id, label = "") {
  const channel = store.channels.get(id);
  const name = channel?.name ?? (unescape(label) || id);
  return channel ? h("a", { class: "mention", href: channelAddress(channel) }, `#${name}`) : h("span", { class: "mention" }, `#${name}`);
}

function date([seconds, pattern, target], fallback) {
  const shown = Number(seconds) ? fillDate(pattern ?? "{date}", Number(seconds), store.workspace.tz, store.clock.local) : unescape(fallback);
  return (target && link(target, shown)) || h("time", { title: unescape(fallback) }, shown);
}

/** A link that opens beside the page; anything but the web, mail and phone stays text. */
export function link(target, label = "") {
  const address = unescape(target);
  if (!SAFE_LINK.test(address)) return null;
  const shown = unescape(label) || address.replace(/^mailto:/, "");
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, shown);
}

/** What a person would have typed for a stored text: names instead of ids, no escapes. */
export function typed(text) {
  const names = text.replace(/<([^>\n]+)>/g, (whole, body) => {
    const [target, label] = split(body);
    if (target[0] === "@") return `@${store.users.get(target.slice(1))?.name ?? label}`;
    if (target[0] === "#") return `#${store.channels.get(target.slice(1))?.name ?? label}`;
    return target[0] === "!" ? label || `@${target.slice(1)}` : target;
  });
  return unescape(names);
}
