// The pane beside a channel that shows one thread.
import { channelAddress } from "./address.js";
import { Composer, droppable } from "./composer.js";
import { h, put } from "./dom.js";
import { icon } from "./icons.js";
import { channelTitle } from "./store.js";
import { Timeline } from "./timeline.js";

export class Thread {
  timeline = null;

  constructor(element) {
    this.element = element;
    droppable(element, () => this.composer);
  }

  open(channel, ts) {
    if (this.timeline?.place.thread === ts && this.timeline.place.channel.id === channel.id) return;
    this.timeline = new Timeline({ channel, thread: ts, label: `Thread in ${channelTitle(channel)}`, empty: "This message is gone.", onGone: () => (location.hash = channelAddress(channel)) });
    this.composer = new Composer({ channel, thread: ts, onSent: () => this.timeline?.toEnd() });
    put(this.element,
      h("header", { class: "pane-head" }, h("h2", {}, "Thread ", h("span", { class: "quiet" }, channelTitle(channel))),
        h("a", { class: "icon-button", href: channelAddress(channel), "aria-label": "Close thread" }, icon("close"))),
      this.timeline.element, this.composer.element);
    this.element.hidden = false;
    void this.timeline.load();
    this.composer.textarea.focus();
  }

  close() {
    if (!this.timeline) return;
    this.timeline = null;
    this.composer = null;
    this.element.hidden = true;
    put(this.element);
  }
}
