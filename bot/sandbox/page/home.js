// The app's home tab.
import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { h, put } from "./dom.js";
import { attempt } from "./notices.js";
import { store } from "./store.js";
import { Values } from "./values.js";

const HEADING_LEVEL = 3;
const PATIENCE_MS = 2000; // until an app that was told of its home has put something there

export class Home {
  #values = new Values();
  #shown = false;

  constructor() {
    this.page = h("div", { class: "home-page blocks" }, h("p", { class: "quiet" }, "Opening…"));
    this.element = h("div", { class: "home", tabindex: "0", role: "group", "aria-label": `${store.app?.name ?? "App"} home` }, this.page);
  }

  /** Tells the app that its home was opened, and shows what it has. */
  async load() {
    const answer = await attempt(() => act("/ui/home"));
    if (!answer || this.#shown) return; // what came over the stream meanwhile is newer
    if (answer.view) this.show(answer.view);
    else setTimeout(() => this.#shown || put(this.page, h("p", { class: "quiet" }, `${store.app?.name ?? "The app"} has not put anything here yet.`)), PATIENCE_MS);
  }

  show(view) {
    this.#shown = true;
    const action = this.page.contains(document.activeElement) && document.activeElement.dataset.action;
    this.#values = new Values(this.#values.all());
    const surface = {
      values: this.#values, level: HEADING_LEVEL,
      press: (blockId, element, value) => attempt(() => act("/ui/press", { view_id: view.id, block_id: blockId, action_id: element.action_id, value, state: this.#values.all() })),
    };
    put(this.page, drawBlocks(view.blocks, surface));
    if (action) this.page.querySelector(`[data-action="${CSS.escape(action)}"]`)?.focus();
  }
}
