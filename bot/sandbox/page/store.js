// What the page knows: one object, and topics that tell the parts of the page when a piece of it changed.

export const store = {
  workspace: { id: "", name: "", tz: "UTC" },
  clock: { now: "", local: "1970-01-01T00:00:00", tz: "UTC", running: false, moving_to: null },
  me: null,
  app: null,
  users: new Map(),
  channels: new Map(),
  joinable: [],
  views: [],
};

const listeners = new Map();

/** Calls `listener` at each publish of a topic; the answer stops that. */
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(listener);
  return () => listeners.get(topic).delete(listener);
}

export function publish(topic, value) {
  for (const listener of [...(listeners.get(topic) ?? [])]) listener(value);
}

/** Takes over what /ui/state answered. */
export function takeState(state) {
  store.workspace = state.workspace;
  store.clock = state.clock;
  store.me = state.me;
  store.app = state.app;
  store.users = new Map(state.users.map((user) => [user.id, user]));
  store.channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  store.joinable = state.joinable;
  store.views = state.views;
}

export function takeChannel(channel) {
  store.channels.set(channel.id, channel);
  publish("channels");
}

/** People by name; bots and ended accounts are left out. */
export const people = () => [...store.users.values()].filter((user) => !user.is_bot && !user.deleted).sort((a, b) => nameOf(a).localeCompare(nameOf(b)));

export const nameOf = (user) => user?.real_name || user?.name || "Someone";
export const userName = (id) => (store.users.has(id) ? nameOf(store.users.get(id)) : "Someone");
export const isBot = (id) => Boolean(store.users.get(id)?.is_bot);

/** A direct message's channel with someone, when there is one already. */
export const dmWith = (userId) => [...store.channels.values()].find((channel) => channel.kind === "dm" && channel.user === userId);

/** "#tower-a", or the other one's name. */
export function channelTitle(channel) {
  return channel.kind === "dm" ? userName(channel.user) : `#${channel.name}`;
}
