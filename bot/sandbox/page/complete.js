// Suggestions while one types: /commands, @people, #channels, :emoji:.
import { freshId, h, put } from "./dom.js";
import { emoji, emojiLike } from "./emoji.js";
import { announce } from "./notices.js";
import { nameOf, people, store } from "./store.js";

const LIMIT = 8;

/** [{label, detail, insert}] for the word before the caret, with where that word begins. */
function suggestions(before) {
  const command = /^\/[^\n]*$/.exec(before);
  if (command) return { from: 0, found: commands(before) };
  const word = /(?:^|[\s(])([@#:])([\p{L}\p{N}_.+-]*)$/u.exec(before);
  if (!word) return { from: 0, found: [] };
  const [, sign, typed] = word;
  return { from: before.length - typed.length - 1, found: SOURCES[sign](typed.toLowerCase()).slice(0, LIMIT) };
}

const SOURCES = {
  "@": (typed) => people()
    .filter((user) => [user.name, ...nameOf(user).split(" ")].some((word) => word.toLowerCase().startsWith(typed)))
    .map((user) => ({ label: nameOf(user), detail: user.title, insert: `@${user.name} ` })),
  "#": (typed) => [...store.channels.values()]
    .filter(({ kind, name }) => kind !== "dm" && name.includes(typed))
    .map(({ name, topic }) => ({ label: `#${name}`, detail: topic, insert: `#${name} ` })),
  ":": (typed) => (typed.length < 2 ? [] : emojiLike(typed, LIMIT).map((name) => ({ label: `${emoji(name)}  :${name}:`, insert: `:${name}: ` }))),
};

/** Commands, and the words that a usage hint like "[help|status|why ACT-12]" offers after them. */
function commands(typed) {
  const all = (store.app?.commands ?? []).flatMap(({ command, description, usage_hint: hint }) => {
    const words = (hint ?? "").split("|").map((word) => word.replace(/[[\]<>]/g, "").trim()).filter(Boolean);
    const rest = words.length > 1 ? words.map((word) => ({ label: `${command} ${word}`, insert: `${command} ${word}` })) : [];
    return [{ label: command, detail: description, insert: `${command} ` }, ...rest];
  });
  return all.filter(({ label }) => label.startsWith(typed.trimEnd()) && label !== typed);
}

/** Attaches suggestions to a textarea; the list is put into `place`. Answers `used`, which says whether a key was used, and `close`. */
export function completing(textarea, place) {
  let found = [];
  let from = 0;
  let at = 0;
  const list = h("ul", { class: "suggestions", id: freshId("suggestions"), role: "listbox", "aria-label": "Suggestions", hidden: true });
  place.append(list);
  textarea.setAttribute("aria-autocomplete", "list");

  const close = () => {
    found = [];
    list.hidden = true;
    textarea.removeAttribute("aria-activedescendant");
    textarea.removeAttribute("aria-controls");
  };
  const draw = () => {
    const rows = found.map(({ label, detail }, index) =>
      h("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": String(index === at), onmousedown: (press) => pick(press, index) },
        h("span", {}, label), detail && h("span", { class: "menu-detail" }, detail)));
    put(list, rows);
    list.hidden = false;
    textarea.setAttribute("aria-controls", list.id);
    textarea.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const pick = (cause, index) => {
    cause.preventDefault();
    textarea.setRangeText(found[index].insert, from, textarea.selectionStart, "end");
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const look = () => {
    const before = found.length;
    ({ from, found } = suggestions(textarea.value.slice(0, textarea.selectionStart)));
    at = 0;
    if (!found.length) return close();
    if (!before) announce(`${found.length} suggestions. Up and down arrows choose, Tab inserts.`);
    return draw();
  };
  textarea.addEventListener("input", look);
  textarea.addEventListener("blur", close);

  const used = (key) => {
    if (!found.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key.key];
    if (step) {
      at = (at + step + found.length) % found.length;
      draw();
    } else if (key.key === "Tab" || (key.key === "Enter" && !wholeCommand(textarea.value))) pick(key, at);
    else if (key.key === "Escape") close();
    else return false;
    key.preventDefault();
    key.stopPropagation();
    return true;
  };
  return { used, close };
}

/** A command that already stands alone is sent by Enter rather than completed further. */
const wholeCommand = (text) => text.startsWith("/") && (store.app?.commands ?? []).some(({ command }) => text === command || text.startsWith(`${command} `));
