// A move of the clock that is under way: where it goes, how far it has come, and the way to stop it.
import { act } from "./api.js";
import { byId, h, put } from "./dom.js";
import { attempt, toast } from "./notices.js";
import { store } from "./store.js";
import { fullMoment, shortMoment } from "./time.js";

let stopping = false;

/** Draws the move that is under way, or takes it away; while there is one its button stays, so that no press is lost. */
export function drawMoving(element) {
  const { local, moving_to: to } = store.clock;
  if (!to) return finish(element);
  if (element.hidden) put(element, h("span", { class: "spinner", "aria-hidden": "true" }), h("p", { class: "moving-words" }), stopButton());
  element.hidden = false;
  put(element.querySelector(".moving-words"), h("span", {}, "Moving to ", h("strong", {}, shortMoment(to))), " ", h("span", {}, "Now ", h("strong", {}, shortMoment(local))));
  return undefined;
}

function stopButton() {
  const button = h("button", { type: "button", class: "button", onclick: async () => {
    if (stopping) return;
    stopping = true;
    button.textContent = "Stopping…";
    button.setAttribute("aria-disabled", "true");
    await attempt(() => act("/ui/stop"));
  } }, "Stop");
  return button;
}

function finish(element) {
  if (element.contains(document.activeElement)) byId("clock").querySelector(".clock-face").focus();
  element.hidden = true;
  put(element);
  if (stopping) toast(`Stopped. It is ${fullMoment(store.clock.local)}.`, "note");
  stopping = false;
}
