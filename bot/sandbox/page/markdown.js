// markdown blocks: the part of CommonMark that Slack draws (headings, lists, tasks, quotes, code, tables, links, emphasis).
import { h } from "./dom.js";
import { emojiSpan, inline, link, unescape } from "./mrkdwn.js";
import { isEmoji } from "./emoji.js";

const LIST = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const RULER = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const DELIMITER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Markdown as elements; `level` is the heading level of all its headings, whose depth is only shown. */
export function markdown(text, level = 3) {
  const lines = text.replaceAll("\r", "").split("\n");
  const out = [];
  while (lines.length) out.push(next(lines, level));
  return out.filter((node) => node !== BLANK);
}

/** Takes the lines of one block away and answers what they draw. */
function next(lines, level) {
  for (const take of BLOCKS) {
    const drawn = take(lines, level);
    if (drawn) return drawn;
  }
  return paragraph(lines);
}

const BLANK = Symbol("blank");
const BLOCKS = [blank, fence, ruler, heading, quote, table, list];

function blank(lines) {
  if (lines[0].trim()) return null;
  lines.shift();
  return BLANK;
}

function fence(lines) {
  if (!lines[0].startsWith("```")) return null;
  lines.shift();
  const body = takeWhile(lines, (line) => !line.startsWith("```"));
  lines.shift();
  return h("pre", { class: "pre", tabindex: "0" }, body.join("\n"));
}

function ruler(lines) {
  if (!RULER.test(lines[0])) return null;
  lines.shift();
  return h("hr");
}

function heading(lines, level) {
  const found = /^(#{1,6})\s+(.*?)\s*#*$/.exec(lines[0]);
  if (!found) return null;
  lines.shift();
  return h(`h${level}`, { class: `md-heading depth-${found[1].length}` }, spans(found[2]));
}

function quote(lines, level) {
  if (!lines[0].startsWith(">")) return null;
  const body = takeWhile(lines, (line) => line.startsWith(">")).map((line) => line.replace(/^> ?/, ""));
  return h("blockquote", {}, markdown(body.join("\n"), level));
}

function list(lines) {
  const first = LIST.exec(lines[0]);
  if (!first) return null;
  const rows = takeWhile(lines, (line) => LIST.test(line) && Boolean(LIST.exec(line)[2]) === Boolean(first[2]));
  const drawn = rows.map((row) => {
    const [, indent, , text] = LIST.exec(row);
    const task = /^\[([ xX])\]\s+(.*)$/.exec(text);
    return h("li", { class: `indent-${Math.min(4, indent.length >> 1)}` }, task ? `${task[1] === " " ? "☐" : "☑"} ` : null, spans(task ? task[2] : text));
  });
  return h(first[2] ? "ol" : "ul", { start: first[2] && first[2] !== "1" ? first[2] : null }, drawn);
}

function table(lines) {
  if (!lines[0].includes("|") || !DELIMITER.test(lines[1] ?? "")) return null;
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => spans(cell.trim()));
  const head = cells(lines.shift());
  lines.shift();
  const rows = takeWhile(lines, (line) => line.includes("|")).map(cells);
  return drawTable(head, rows);
}

/** A table that scrolls by itself when it is wider than its place. */
export function drawTable(head, rows, align = []) {
  const style = (index) => (align[index] ? { class: `align-${align[index]}` } : {});
  return h("div", { class: "table", tabindex: "0", role: "group", "aria-label": "Table" },
    h("table", {},
      h("thead", {}, h("tr", {}, head.map((cell, index) => h("th", { scope: "col", ...style(index) }, cell)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, index) => h("td", style(index), cell)))))));
}

function paragraph(lines) {
  const rest = takeWhile(lines.slice(1), (line) => line.trim() && !/^(#{1,6}\s|>|```)/.test(line) && !LIST.test(line));
  const body = lines.splice(0, rest.length + 1);
  return h("p", {}, body.flatMap((line, index) => (index ? [h("br"), ...spans(line)] : spans(line))));
}

function takeWhile(lines, test) {
  const end = lines.findIndex((line) => !test(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

const SPANS = [
  [/\\([!-/:-@[-`{-~])/, ([, character]) => character],
  [/<[@#!][^>\n]+>/, ([token]) => inline(token)],
  [/`([^`]+)`/, ([, body]) => h("code", {}, unescape(body))],
  [/\[([^\]]+)\]\(([^)\s]+)\)/, ([whole, label, target]) => link(target, label) ?? whole],
  [/\*\*(\S(?:.*?\S)?)\*\*|__(\S(?:.*?\S)?)__/, ([, a, b]) => h("strong", {}, spans(a ?? b))],
  [/~~(\S(?:.*?\S)?)~~/, ([, body]) => h("s", {}, spans(body))],
  [/\*([^\s*](?:[^*]*[^\s*])?)\*|(?<![\p{L}\p{N}])_([^\s_](?:[^_]*[^\s_])?)_(?![\p{L}\p{N}])/u, ([, a, b]) => h("em", {}, spans(a ?? b))],
  [/:([a-z0-9_+-]+):/, ([whole, name]) => (isEmoji(name) ? emojiSpan(name) : whole)],
  [/https?:\/\/[^\s<>()]+/, ([address]) => link(address)],
];

/** Emphasis, code, links and emoji of one line: the earliest match wins, the order above breaks ties. */
function spans(text) {
  let best = null;
  for (const [pattern, draw] of SPANS) {
    const found = pattern.exec(text);
    if (found && (!best || found.index < best.found.index)) best = { found, draw };
  }
  if (!best) return text ? [unescape(text)] : [];
  const { found, draw } = best;
  return [unescape(text.slice(0, found.index)), draw(found), ...spans(text.slice(found.index + found[0].length))].flat().filter((node) => node !== "");
}
