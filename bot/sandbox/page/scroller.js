// A list that stays at its end while one is there, and says so when something new is below.
import { h } from "./dom.js";

const NEAR = 90;

export class Scroller {
  #pinned = true;
  #seenTop = 0;

  constructor(body, onEnd) {
    this.view = h("div", { class: "timeline-view", onscroll: () => this.#scrolled() }, body);
    this.jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd() }, "↓ New messages");
    this.element = h("div", { class: "timeline" }, this.view, this.jump);
    this.onEnd = onEnd;
    const watch = new ResizeObserver(() => this.#pinned && this.toEnd());
    watch.observe(body);
    watch.observe(this.view);
  }

  atEnd() {
    return this.#pinned;
  }

  toEnd() {
    this.view.scrollTop = this.view.scrollHeight;
    this.#pinned = true;
    this.jump.hidden = true;
  }

  /** Something was added at the end: follow it, or offer to. */
  grown(own) {
    if (this.#pinned || own) this.toEnd();
    else this.jump.hidden = false;
  }

  /** Changes what is above without moving what is seen. */
  keepPlace(change) {
    const fromEnd = this.view.scrollHeight - this.view.scrollTop;
    this.#pinned = false;
    change();
    this.view.scrollTop = this.view.scrollHeight - fromEnd;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.view;
    const near = scrollTop + clientHeight >= scrollHeight - NEAR;
    // The list may have grown since it was scrolled to its end: only who goes up leaves the end.
    this.#pinned = near || (this.#pinned && scrollTop >= this.#seenTop);
    this.#seenTop = scrollTop;
    if (!this.#pinned) return;
    this.jump.hidden = true;
    this.onEnd();
  }
}
