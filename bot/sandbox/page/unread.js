// What waits to be read: the server counts when the page starts and when something is read, the page counts what comes between.
import { publish, store } from "./store.js";

/** Counts a new message of another person in its channel; replies count when they are for this person. */
export function countUnread({ channel: id, thread, message }) {
  const channel = store.channels.get(id);
  if (!channel || message.user === store.me.id) return;
  const forMe = channel.kind === "dm" || message.text.includes(`<@${store.me.id}`);
  if (thread && !forMe && message.subtype !== "thread_broadcast") return;
  channel.unread++;
  if (forMe) channel.mentions++;
  publish("channels");
}
