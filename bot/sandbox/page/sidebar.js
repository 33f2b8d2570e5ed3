// The list of places: channels, people, the app.
import { channelAddress, HOME, userAddress } from "./address.js";
import { act } from "./api.js";
import { avatar } from "./avatar.js";
import { h, put } from "./dom.js";
import { icon } from "./icons.js";
import { attempt } from "./notices.js";
import { dmWith, nameOf, people, publish, store, takeChannel } from "./store.js";

/** Draws the sidebar; `here` is {home} or {channel, user}. */
export function drawSidebar(element, here) {
  const held = element.contains(document.activeElement) && document.activeElement.getAttribute("href");
  const rooms = [...store.channels.values()].filter(({ kind }) => kind !== "dm");
  put(element,
    h("div", { class: "workspace" }, h("span", { class: "workspace-name" }, store.workspace.name)),
    part("Channels", [...rooms.map((channel) => room(channel, here)), ...store.joinable.map(joinable)]),
    part("Direct messages", people().filter(({ id }) => id !== store.me.id).map((user) => person(user, here))),
    part("Apps", apps(here)));
  if (held) element.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus();
}

const part = (title, rows) => h("section", {}, h("h2", {}, title), h("ul", {}, rows.map((row) => h("li", {}, row))));

function room(channel, here) {
  return place({ href: channelAddress(channel), picture: icon(channel.kind === "private" ? "lock" : "hash"), name: channel.name, channel, current: here.channel?.id === channel.id });
}

function joinable(channel) {
  return h("button", { type: "button", class: "place joinable", onclick: () => void join(channel) }, icon("hash"), h("span", { class: "place-name" }, `Join ${channel.name}`));
}

async function join(channel) {
  const answer = await attempt(() => act("/ui/join", { channel: channel.id }));
  if (!answer) return;
  takeChannel(answer.channel); // an address that names no known channel leads elsewhere
  location.hash = channelAddress(channel);
  publish("stream", { type: "reset" });
}

function person(user, here) {
  const current = !here.home && here.user?.id === user.id;
  return place({ href: userAddress(user), picture: avatar(user.id, "small"), name: nameOf(user), detail: user.title, channel: dmWith(user.id), current });
}

function apps(here) {
  const bot = store.users.get(store.app?.user);
  if (!bot) return [];
  const name = store.app.name;
  return [
    place({ href: HOME, picture: icon("home"), name: `${name} home`, current: here.home }),
    place({ href: userAddress(bot), picture: avatar(bot.id, "small"), name, detail: "messages", channel: dmWith(bot.id), current: !here.home && here.user?.id === bot.id }),
  ];
}

function place({ href, picture, name, detail, channel, current }) {
  const { unread = 0, mentions = 0 } = current ? {} : channel ?? {};
  return h("a", { href, class: unread ? "place unread" : "place", "aria-current": current ? "page" : null },
    picture, h("span", { class: "place-name" }, name, detail && h("span", { class: "place-detail" }, ` ${detail}`)),
    unread > 0 && h("span", { class: mentions ? "count mention-count" : "count" }, String(mentions || unread), h("span", { class: "sr" }, mentions ? " for you, unread" : " unread")));
}
