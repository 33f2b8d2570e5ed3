// The views that the app opens: an accessible dialog showing the top of the stack.
import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { freshId, h, put } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { icon } from "./icons.js";
import { attempt } from "./notices.js";
import { textOf } from "./text.js";
import { Values } from "./values.js";

const HEADING_LEVEL = 3;

export class Modal {
  #shown = null;
  #values = null;
  #kept = new Map();
  #restoreFocus = () => {};

  constructor() {
    this.titleId = freshId("view-title");
    this.dialog = h("dialog", { class: "dialog", "aria-labelledby": this.titleId });
    this.dialog.addEventListener("cancel", (cancel) => {
      if (cancel.target !== this.dialog) return;
      cancel.preventDefault();
      void this.#close(false);
    });
    this.dialog.addEventListener("keydown", (key) => {
      if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) this.dialog.querySelector("[type=submit]")?.click();
    });
    document.body.append(this.dialog);
  }

  /** Shows the last of these views; none closes the dialog. */
  show(views) {
    const top = views.at(-1) ?? null;
    if (this.#shown) this.#kept.set(this.#shown.id, this.#values.all());
    for (const id of this.#kept.keys()) if (!views.some((view) => view.id === id)) this.#kept.delete(id);
    if (!top) return this.#leave();
    const same = this.#shown?.id === top.id;
    if (same && this.#shown.hash === top.hash) return undefined;
    const focus = same && document.activeElement?.dataset.action;
    this.#draw(top, views.length);
    if (!this.dialog.open) {
      this.#restoreFocus = rememberFocus();
      this.dialog.showModal();
    }
    this.#focus(focus);
    return undefined;
  }

  #leave() {
    this.#shown = null;
    if (!this.dialog.open) return;
    this.dialog.close();
    this.#restoreFocus();
  }

  #draw(view, depth) {
    this.#shown = view;
    this.#values = new Values(this.#kept.get(view.id));
    const surface = { values: this.#values, level: HEADING_LEVEL, press: (blockId, element, value) => this.#press(view, blockId, element, value) };
    put(this.dialog, h("form", { novalidate: true, onsubmit: (submit) => this.#submit(submit, view) },
      h("header", { class: "dialog-head" },
        depth > 1 && h("button", { type: "button", class: "icon-button", "aria-label": "Back", onclick: () => this.#close(false) }, icon("back")),
        h("h2", { id: this.titleId, tabindex: "-1" }, textOf(view.title)),
        h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => this.#close(true) }, icon("close"))),
      h("div", { class: "dialog-body", tabindex: "-1" }, h("p", { class: "error-summary", role: "alert" }), h("div", { class: "blocks" }, drawBlocks(view.blocks, surface))),
      h("footer", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => this.#close(false) }, textOf(view.close) || "Close"),
        view.submit && h("button", { class: "button primary", type: "submit" }, textOf(view.submit)))));
  }

  #focus(action) {
    const again = action && this.dialog.querySelector(`[data-action="${CSS.escape(action)}"]`);
    (again || this.dialog.querySelector(".dialog-body :is(input, select, textarea)") || this.dialog.querySelector("h2")).focus();
  }

  #press(view, blockId, element, value) {
    return attempt(() => act("/ui/press", { view_id: view.id, block_id: blockId, action_id: element.action_id, value, state: this.#values.all() }));
  }

  async #submit(submit, view) {
    submit.preventDefault();
    const button = this.dialog.querySelector("[type=submit]");
    if (!button || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const answer = await attempt(() => act("/ui/submit", { view_id: view.id, values: this.#values.all() }));
    button.removeAttribute("aria-busy");
    if (answer) this.showErrors(view.id, answer.errors);
  }

  /** Shows what is wrong at each field, says it, and moves to the first. */
  showErrors(viewId, errors) {
    if (this.#shown?.id !== viewId || !this.dialog.open) return;
    const wrong = [...this.dialog.querySelectorAll(".b-input")].filter((block) => showError(block, errors[block.dataset.blockId]));
    const summary = this.dialog.querySelector(".error-summary");
    const count = Object.keys(errors).length;
    const elsewhere = Object.entries(errors).filter(([id]) => !wrong.some((block) => block.dataset.blockId === id)).map(([, text]) => text);
    summary.textContent = count ? [count === 1 ? "One answer needs a change." : `${count} answers need a change.`, ...elsewhere].join(" ") : "";
    wrong[0]?.querySelector("input, select, textarea")?.focus();
  }

  #close(all) {
    const id = this.#shown?.id;
    return id && attempt(() => act("/ui/close", { view_id: id, all }));
  }
}

function showError(block, text) {
  const place = block.querySelector(".field-error");
  place.textContent = text ?? "";
  place.hidden = !text;
  block.classList.toggle("wrong", Boolean(text));
  for (const field of block.querySelectorAll("[data-action]:is(input, select, textarea)")) {
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  return Boolean(text);
}
