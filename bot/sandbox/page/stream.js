// What happens, as it happens: the server's stream for the present person.
import { streamAddress } from "./api.js";
import { showConnection } from "./notices.js";
import { publish } from "./store.js";

const PATIENCE_MS = 1500;
let source = null;
let worry = 0;
let lost = false;

/**
 * Publishes each change under "stream"; starts after what the state already held. After an interruption everything is loaded
 * again, since the sandbox may have been started anew meanwhile.
 */
export function follow(after) {
  source?.close();
  source = new EventSource(streamAddress(after));
  source.onmessage = ({ data }) => publish("stream", JSON.parse(data));
  source.onopen = () => {
    clearTimeout(worry);
    worry = 0;
    showConnection(false);
    if (lost) publish("stream", { type: "reset" });
    lost = false;
  };
  source.onerror = ({ target }) => {
    lost = true;
    worry ||= setTimeout(() => showConnection(true), PATIENCE_MS);
    if (target.readyState === EventSource.CLOSED) setTimeout(() => publish("stream", { type: "reset" }), PATIENCE_MS);
  };
}
