// Where one writes: text, commands, files.
import { act, upload } from "./api.js";
import { completing } from "./complete.js";
import { freshId, h, put } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { attempt } from "./notices.js";
import { channelTitle, nameOf, store } from "./store.js";

const drafts = new Map();

export class Composer {
  #files = [];

  /** `onSent` is called once what was written has been taken. */
  constructor({ channel, thread = null, onSent }) {
    this.channel = channel;
    this.thread = thread;
    this.onSent = onSent;
    this.key = `${channel.id} ${thread ?? ""}`;
    this.textarea = h("textarea", { class: "composer-text", rows: "1", "aria-label": this.#invitation(), placeholder: this.#invitation() });
    this.textarea.value = drafts.get(this.key) ?? "";
    this.chips = h("ul", { class: "chips", "aria-label": "Files to send", hidden: true });
    this.picker = h("input", { type: "file", multiple: true, hidden: true, onchange: () => this.addFiles(this.picker.files) });
    this.broadcast = thread ? h("input", { type: "checkbox", id: freshId("broadcast") }) : null;
    this.element = this.#form();
    this.#listen();
  }

  #invitation() {
    return this.thread ? `Reply as ${nameOf(store.me)}` : `Message ${channelTitle(this.channel)} as ${nameOf(store.me)}`;
  }

  #form() {
    this.sendButton = h("button", { class: "send", "aria-label": "Send" }, icon("send"));
    const foot = h("div", { class: "composer-foot" },
      h("button", { type: "button", class: "icon-button", "aria-label": "Attach files", title: "Attach files", onclick: () => this.picker.click() }, icon("clip")),
      this.#shortcuts(),
      this.broadcast && h("span", { class: "broadcast" }, this.broadcast, h("label", { for: this.broadcast.id }, `Also send to ${channelTitle(this.channel)}`)),
      h("span", { class: "composer-hint" }, "Enter sends, Shift + Enter starts a new line"),
      this.sendButton);
    return h("form", { class: "composer", onsubmit: (submit) => this.#submit(submit) }, this.chips, this.textarea, this.picker, foot);
  }

  #shortcuts() {
    const global = (store.app?.shortcuts ?? []).filter(({ type }) => type === "global");
    if (this.thread || !global.length) return null;
    const entries = global.map(({ name, description, callback_id: id }) => ({ label: name, detail: description, run: () => attempt(() => act("/ui/shortcut", { callback_id: id })) }));
    return menuButton({ class: "icon-button", "aria-label": "Shortcuts", title: "Shortcuts" }, icon("bolt"), () => ({ label: "Shortcuts", groups: [{ title: store.app.name, entries }] }));
  }

  #listen() {
    const { used, close } = completing(this.textarea, this.element);
    this.element.addEventListener("submit", close);
    this.textarea.addEventListener("keydown", (key) => {
      if (used(key) || key.key !== "Enter" || key.shiftKey || key.isComposing) return;
      key.preventDefault();
      this.element.requestSubmit();
    });
    this.textarea.addEventListener("input", () => this.#changed());
    this.textarea.addEventListener("paste", ({ clipboardData }) => this.addFiles(clipboardData.files));
    this.#changed();
  }

  #changed() {
    drafts.set(this.key, this.textarea.value);
    this.element.classList.toggle("ready", Boolean(this.textarea.value.trim() || this.#files.length));
    this.textarea.style.height = "auto";
    if (this.textarea.isConnected) this.textarea.style.height = `${this.textarea.scrollHeight}px`;
  }

  /** Puts text into the composer, ready to be sent. */
  fill(text) {
    this.textarea.value = text;
    this.#changed();
    this.textarea.focus();
  }

  addFiles(files) {
    this.#files.push(...files);
    this.picker.value = "";
    put(this.chips, this.#files.map((file) => h("li", { class: "chip" }, icon("file"), h("span", {}, file.name),
      h("button", { type: "button", class: "icon-button", "aria-label": `Remove ${file.name}`, onclick: () => this.#drop(file) }, icon("close")))));
    this.chips.hidden = !this.#files.length;
    this.#changed();
  }

  #drop(file) {
    this.#files = this.#files.filter((other) => other !== file);
    this.addFiles([]);
    this.textarea.focus();
  }

  async #submit(submit) {
    submit.preventDefault();
    const text = this.textarea.value.trim();
    const files = this.#files;
    if (!text && !files.length) return;
    this.textarea.value = "";
    this.#files = [];
    this.addFiles([]);
    this.element.setAttribute("aria-busy", "true");
    const sent = await attempt(() => this.#send(text, files));
    this.element.removeAttribute("aria-busy");
    if (sent) this.onSent();
    if (sent || this.textarea.value || this.#files.length) return;
    this.textarea.value = text;
    this.addFiles(files);
  }

  #send(text, files) {
    const where = { channel: this.channel.id, ...(this.thread && { thread: this.thread }) };
    if (files.length) return upload(files, { ...where, comment: text });
    if (text.startsWith("/")) return act("/ui/command", { ...where, text });
    const broadcast = this.broadcast?.checked ? { broadcast: true } : {};
    if (this.broadcast) this.broadcast.checked = false;
    return act("/ui/say", { ...where, text, ...broadcast });
  }
}

/** Lets files be dropped anywhere on an element. */
export function droppable(element, composerOf) {
  const over = (drag, is) => {
    if (![...drag.dataTransfer.types].includes("Files")) return;
    drag.preventDefault();
    element.classList.toggle("dropping", is);
  };
  element.addEventListener("dragover", (drag) => over(drag, true));
  element.addEventListener("dragleave", (drag) => over(drag, element.contains(drag.relatedTarget)));
  element.addEventListener("drop", (drop) => {
    over(drop, false);
    composerOf()?.addFiles(drop.dataTransfer.files);
  });
}
