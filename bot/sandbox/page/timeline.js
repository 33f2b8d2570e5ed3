// The list of messages of a channel, or of a thread. It is changed piece by piece: a new message adds one row, whatever the length.
import { act, read } from "./api.js";
import { h, put } from "./dom.js";
import { drawMessage, redrawMessage } from "./message.js";
import { attempt } from "./notices.js";
import { frameRow } from "./rows.js";
import { Scroller } from "./scroller.js";
import { store } from "./store.js";
import { equip } from "./toolbar.js";

const SHOWN = 200;
const dismissed = new Set();

export class Timeline {
  #messages = [];
  #first = 0;
  #rows = new Map();
  #readTo = "0";
  #newFrom = null;
  #newest = "0";
  #meanwhile = [];

  /** `thread` is the root's ts, or null for the channel itself; `empty` is shown while there is nothing. */
  constructor({ channel, thread = null, label, empty, onGone }) {
    this.place = { channel, thread, dismiss: (ts) => this.#dismiss(ts) };
    this.onGone = onGone;
    this.list = h("ol", { class: "messages", "aria-label": label, onkeydown: (key) => this.#steer(key), onfocusin: (focus) => this.#rove(focus.target) });
    this.empty = h("div", { class: "beginning" }, empty);
    this.earlier = h("button", { type: "button", class: "button earlier", hidden: true, onclick: () => this.#showEarlier() }, "Show earlier messages");
    this.scroller = new Scroller(h("div", { class: "timeline-body" }, this.empty, this.earlier, this.list), () => this.markRead());
    this.element = this.scroller.element;
  }

  async load() {
    const { channel, thread } = this.place;
    const answer = await attempt(() => read("/ui/messages", { channel: channel.id, thread }));
    if (!answer) return;
    this.#newest = answer.channel.latest ?? "0";
    this.#messages = answer.messages.filter(({ ts }) => !dismissed.has(ts));
    this.#first = Math.max(0, this.#messages.length - SHOWN);
    this.#readTo = thread ? "9" : answer.channel.last_read;
    this.#newFrom = !thread && answer.channel.unread ? this.#messages.find(({ ts, user }) => ts > this.#readTo && user !== store.me.id)?.ts : null;
    this.#rows.clear();
    put(this.list, this.#messages.slice(this.#first).map((message) => this.#row(message)));
    this.#frame(this.#first, this.#messages.length);
    this.#settle();
    this.scroller.toEnd();
    const missed = this.#meanwhile;
    this.#meanwhile = null;
    for (const change of missed) this.take(change);
    this.markRead();
  }

  /** Takes one change of the stream in this channel; what comes while the list is loading waits for it. */
  take(change) {
    const { thread } = this.place;
    if (this.#meanwhile) return void this.#meanwhile.push(change);
    if (change.type === "message") this.#newest = change.message.ts;
    const { message } = change;
    const ts = message?.ts ?? change.ts;
    const here = thread ? change.thread === thread || ts === thread : !change.thread || change.thread === ts || message?.subtype === "thread_broadcast";
    if (change.type === "message_deleted") this.#remove(ts);
    else if (here && !dismissed.has(ts)) this.#upsert(message);
    return this.markRead();
  }

  /** Goes to the end and stays there for what comes. */
  toEnd() {
    this.scroller.toEnd();
  }

  /** The clock reached another day: "Today" is now yesterday. */
  renameDays() {
    this.#frame(this.#first, this.#messages.length);
  }

  #upsert(message) {
    if (this.#rows.has(message.ts)) return this.#replace(message);
    let at = this.#messages.length;
    while (at > 0 && this.#messages[at - 1].ts > message.ts) at--;
    if (this.#messages[at - 1]?.ts === message.ts) return undefined;
    this.#messages.splice(at, 0, message);
    if (at < this.#first) {
      this.#first++;
      return undefined;
    }
    const row = this.#row(message);
    this.list.insertBefore(row, this.#rows.get(this.#messages[at + 1]?.ts) ?? null);
    this.#frame(at, at + 2);
    this.#settle();
    this.scroller.grown(message.user === store.me.id);
    return undefined;
  }

  #replace(message) {
    const at = this.#messages.findIndex(({ ts }) => ts === message.ts);
    this.#messages[at] = message;
    redrawMessage(this.#rows.get(message.ts).querySelector("article"), message, this.place);
    this.#frame(at, at + 2);
  }

  #remove(ts) {
    const at = this.#messages.findIndex((message) => message.ts === ts);
    if (at < 0) return;
    const row = this.#rows.get(ts);
    const held = row?.contains(document.activeElement);
    this.#messages.splice(at, 1);
    this.#rows.delete(ts);
    row?.remove();
    if (at < this.#first) this.#first--;
    this.#frame(at, at + 1);
    this.#settle();
    if (ts === this.place.thread) this.onGone();
    else if (held) this.#articles().at(Math.min(at - this.#first, this.#rows.size - 1))?.focus();
  }

  #dismiss(ts) {
    dismissed.add(ts);
    this.#remove(ts);
  }

  #row(message) {
    const article = drawMessage(message, this.place);
    if (!message.is_ephemeral) equip(article, () => this.#messages.find(({ ts }) => ts === message.ts) ?? message, this.place);
    const row = h("li", {}, article);
    this.#rows.set(message.ts, row);
    return row;
  }

  /** Sets day dividers, the mark of what is new, and grouping for the rows of messages from…to. */
  #frame(from, to) {
    for (let at = Math.max(from, this.#first); at < Math.min(to, this.#messages.length); at++) {
      const message = this.#messages[at];
      const before = at > this.#first ? this.#messages[at - 1] : null;
      frameRow(this.#rows.get(message.ts), message, before, { isNew: message.ts === this.#newFrom, isRoot: message.ts === this.place.thread });
    }
  }

  #settle() {
    this.earlier.hidden = this.#first === 0;
    this.empty.hidden = this.#first > 0 || (this.#messages.length > 0 && Boolean(this.place.thread));
    this.#rove(this.#articles().at(-1));
  }

  #showEarlier() {
    const from = Math.max(0, this.#first - SHOWN);
    const rows = this.#messages.slice(from, this.#first).map((message) => this.#row(message));
    const seam = this.#first;
    this.#first = from;
    this.scroller.keepPlace(() => {
      this.list.prepend(...rows);
      this.#frame(from, seam + 1);
      this.#settle();
    });
    rows.at(-1)?.querySelector("article").focus({ preventScroll: true });
  }

  #articles = () => [...this.list.querySelectorAll("article")];

  /** Keeps one message in the tab order: the one last visited, else the newest. */
  #rove(target) {
    const article = target?.closest?.("article");
    if (!article || article.tabIndex === 0) return;
    for (const other of this.list.querySelectorAll("article[tabindex='0']")) other.tabIndex = -1;
    article.tabIndex = 0;
  }

  #steer(key) {
    if (!key.target.matches("article")) return;
    const articles = this.#articles();
    const at = articles.indexOf(key.target);
    const next = { ArrowUp: Math.max(0, at - 1), ArrowDown: Math.min(articles.length - 1, at + 1), Home: 0, End: articles.length - 1 }[key.key];
    if (next === undefined) return;
    key.preventDefault();
    articles[next].focus();
  }

  /** Being at the end of a channel reads all of it, replies too: their counts are seen there. */
  markRead() {
    const newest = this.#newest;
    if (newest <= this.#readTo || !this.scroller.atEnd() || document.hidden || !this.element.isConnected) return;
    this.#readTo = newest;
    void attempt(() => act("/ui/read", { channel: this.place.channel.id, ts: newest }));
  }
}
