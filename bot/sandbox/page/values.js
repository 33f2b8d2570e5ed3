// What the inputs of one message or view hold, in the shapes of the page's API: {block_id: {action_id: value}}.
import { localOfEpoch } from "./time.js";
import { store } from "./store.js";

const OPTION = ({ value }) => value;

/** What an element holds before anybody touched it. */
export function initialValue(element) {
  const epoch = element.initial_date_time;
  return [
    element.initial_value, element.initial_option?.value, element.initial_options?.map(OPTION), element.initial_user, element.initial_users,
    element.initial_conversation, element.initial_conversations, element.initial_channel, element.initial_channels, element.initial_date,
    element.initial_time, epoch && localOfEpoch(epoch, store.workspace.tz),
  ].find((value) => value !== undefined && value !== null);
}

export class Values {
  #readers = new Map();

  /** `kept`: values of an earlier drawing of the same view, which win over initial ones. */
  constructor(kept = {}) {
    this.kept = kept;
  }

  start(blockId, element) {
    return this.kept[blockId]?.[element.action_id] ?? initialValue(element);
  }

  add(blockId, actionId, read) {
    this.#readers.set(JSON.stringify([blockId, actionId]), read);
  }

  all() {
    const out = {};
    for (const [key, read] of this.#readers) {
      const [blockId, actionId] = JSON.parse(key);
      (out[blockId] ??= {})[actionId] = read();
    }
    return out;
  }
}
