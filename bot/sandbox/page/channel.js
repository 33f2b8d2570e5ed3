// The middle of the page: a channel with its messages and composer, or the app's home.
import { channelAddress, HOME } from "./address.js";
import { act } from "./api.js";
import { avatar } from "./avatar.js";
import { Composer, droppable } from "./composer.js";
import { h, put } from "./dom.js";
import { hintPanel, hintWanted, wantHint } from "./hint.js";
import { Home } from "./home.js";
import { icon } from "./icons.js";
import { attempt } from "./notices.js";
import { channelTitle, isBot, publish, store, userName } from "./store.js";
import { Timeline } from "./timeline.js";

export class Channel {
  channel = null;
  timeline = null;
  composer = null;
  home = null;

  constructor(element) {
    this.element = element;
    droppable(element, () => this.composer);
  }

  /** Shows a channel anew. */
  async open(channel) {
    this.channel = channel;
    this.home = null;
    this.timeline = new Timeline({ channel, label: `Messages in ${channelTitle(channel)}`, empty: beginning(channel) });
    this.composer = new Composer({ channel, onSent: () => this.timeline?.toEnd() });
    this.hint = h("div", { class: "try-place" });
    put(this.element, this.#head(), this.timeline.element, this.hint, this.composer.element);
    void this.#drawHint();
    await this.timeline.load();
  }

  async openHome(dm) {
    Object.assign(this, { channel: null, timeline: null, composer: null, home: new Home() });
    put(this.element, appHead(dm, true), this.home.element);
    await this.home.load();
  }

  /** Puts the focus where one goes on: the composer, or the title where there is none. */
  focus() {
    (this.composer?.textarea ?? this.element.querySelector("h2"))?.focus({ preventScroll: true });
  }

  #head() {
    const { channel } = this;
    if (channel.kind === "dm" && isBot(channel.user)) return appHead(channel, false);
    const dm = channel.kind === "dm";
    return h("header", { class: "pane-head" },
      dm ? avatar(channel.user, "small") : icon(channel.kind === "private" ? "lock" : "hash"),
      h("h2", { tabindex: "-1" }, dm ? userName(channel.user) : channel.name),
      h("p", { class: "topic" }, dm ? store.users.get(channel.user)?.title : channel.topic),
      dm ? null : h("span", { class: "members", title: channel.members.map(userName).join(", ") }, `${channel.members.length} people`),
      dm ? null : this.#leaveButton(),
      dm ? null : this.#hintButton());
  }

  #leaveButton() {
    const { channel } = this;
    return h("button", { type: "button", class: "link-button", "aria-label": `Leave #${channel.name}`, onclick: async () => {
      if (await attempt(() => act("/ui/leave", { channel: channel.id }))) publish("stream", { type: "reset" });
    } }, "Leave");
  }

  #hintButton() {
    return h("button", { type: "button", class: "icon-button", "aria-label": "Try this: hints", title: "Try this", onclick: () => {
      wantHint(!hintWanted());
      void this.#drawHint();
    } }, icon("bulb"));
  }

  async #drawHint() {
    const { hint, composer } = this;
    const wanted = this.channel.kind !== "dm" && hintWanted();
    const close = () => {
      wantHint(false);
      put(hint);
      composer.textarea.focus();
    };
    put(hint, wanted && (await hintPanel({ fill: (text) => composer.fill(text), close })));
  }
}

function appHead(dm, atHome) {
  const tab = (href, name, current) => h("a", { class: "tab", href, "aria-current": current ? "page" : null }, name);
  return h("header", { class: "pane-head app-head" }, avatar(store.app.user, "small"), h("h2", { tabindex: "-1" }, store.app.name),
    h("nav", { class: "tabs", "aria-label": store.app.name }, tab(HOME, "Home", atHome), tab(dm ? channelAddress(dm) : `#/@${store.users.get(store.app.user).name}`, "Messages", !atHome)));
}

function beginning(channel) {
  const name = channelTitle(channel);
  const words = channel.kind === "dm" ? `This is the beginning of your conversation with ${name}.` : `This is the beginning of ${name}. Say what happens on site.`;
  return h("p", {}, words);
}
