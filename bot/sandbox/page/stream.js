// What happens, as it happens: the server's stream for the present person.
import { streamAddress } from "./api.js";
import { showConnection } from "./notices.js";
import { publish } from "./store.js";

const PATIENCE_MS = 1500;
let source = null;
let worry = 0;

/** Publishes each change under "stream"; starts after what the state already held. */
export function follow(after) {
  source?.close();
  source = new EventSource(streamAddress(after));
  source.onmessage = ({ data }) => publish("stream", JSON.parse(data));
  source.onopen = () => {
    clearTimeout(worry);
    showConnection(false);
  };
  source.onerror = ({ target }) => {
    clearTimeout(worry);
    worry = setTimeout(() => showConnection(true), PATIENCE_MS);
    if (target.readyState === EventSource.CLOSED) setTimeout(() => publish("stream", { type: "reset" }), PATIENCE_MS);
  };
}
