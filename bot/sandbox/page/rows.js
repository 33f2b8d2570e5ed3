// What stands around a message in its list: the day, the line above what is new, and whether it continues the one before.
import { h } from "./dom.js";
import { store } from "./store.js";
import { dateOf, dayName, minutesApart } from "./time.js";

const GROUP_MINUTES = 5;

/** Dresses a row for its neighbour; it may be called again when the neighbour changed. */
export function frameRow(row, message, before, { isNew, isRoot }) {
  for (const old of row.querySelectorAll(":scope > .day, :scope > .new-line")) old.remove();
  const newDay = !before || dateOf(before.local) !== dateOf(message.local);
  const lines = [newDay && !isRoot && h("div", { class: "day" }, h("span", {}, dayName(message.local, store.clock.local))), isNew && h("div", { class: "new-line" }, h("span", {}, "New"))];
  row.prepend(...lines.filter(Boolean));
  row.querySelector("article").classList.toggle("grouped", !newDay && !isNew && continues(message, before));
  row.classList.toggle("root", isRoot);
}

function continues(message, before) {
  return before.user === message.user && (before.username ?? "") === (message.username ?? "") && !message.is_ephemeral && !before.is_ephemeral &&
    !message.subtype?.startsWith("channel_") && !before.subtype?.startsWith("channel_") && !before.reply_count && minutesApart(before.local, message.local) < GROUP_MINUTES;
}
