// Where one is, as the address after "#": "#/tower-a", "#/tower-a/1773144000.000100" (its thread), "#/@diego", "#/app".
import { store } from "./store.js";

export const channelAddress = (channel) => {
  const other = channel.kind === "dm" && store.users.get(channel.user);
  return `#/${other ? `@${other.name}` : channel.name}`;
};

export const threadAddress = (channel, ts) => `${channelAddress(channel)}/${ts}`;
export const userAddress = (user) => `#/@${user.name}`;
export const HOME = "#/app";

/** {home: true} or {channel, user, thread} of an address; what does not exist is undefined. */
export function parseAddress(address) {
  const [place = "", thread] = decodeURIComponent(address.replace(/^#\/?/, "")).split("/");
  if (place === "app") return { home: true };
  if (!place.startsWith("@")) {
    return { channel: [...store.channels.values()].find((channel) => channel.kind !== "dm" && channel.name === place), thread };
  }
  const user = [...store.users.values()].find(({ name }) => name === place.slice(1));
  const channel = user && [...store.channels.values()].find(({ kind, user: id }) => kind === "dm" && id === user.id);
  return { user, channel, thread };
}
