// The site's clock, and moving it.
import { act } from "./api.js";
import { byId, h, hiddenText, put } from "./dom.js";
import { icon } from "./icons.js";
import { drawMoving } from "./moving.js";
import { announce, attempt } from "./notices.js";
import { place } from "./place.js";
import { store } from "./store.js";
import { daysLater, daysUntil, fullMoment, secondsLater, shortDay, timeOf, yearLater } from "./time.js";

const START = "07:00";
const MONDAY = 1;
const TICK_MS = 10_000;
let asked = false;

/** Whether the clock is on its way, or was told to be. */
const moving = () => asked || Boolean(store.clock.moving_to);

/** The moves on offer: [{label, body: what /ui/advance takes}]. */
function moves() {
  const { local } = store.clock;
  return [
    { label: "+1 h", spoken: "Move the clock one hour on", body: { by: "PT1H" } },
    { label: "+4 h", spoken: "Move the clock four hours on", body: { by: "PT4H" } },
    { label: `Tomorrow ${START}`, body: { to: daysLater(local, 1, START) } },
    { label: `Next Monday ${START}`, body: { to: daysLater(local, daysUntil(local, MONDAY), START) } },
  ];
}

/** Draws the clock bar again, with the focus where it was. */
export function drawClock(element) {
  drawMoving(byId("moving"));
  const held = element.contains(document.activeElement) ? document.activeElement.dataset.move : null;
  if (element.querySelector(":popover-open") && !moving()) return showTime(element);
  put(element, face(), h("div", { class: "moves" }, moves().map(moveButton)));
  element.setAttribute("aria-busy", String(moving()));
  if (held) element.querySelector(`[data-move="${held}"]`)?.focus();
  return undefined;
}

/** Lets the shown time run where the site's clock runs. */
export function keepTime(element) {
  setInterval(() => {
    if (!store.clock.running) return;
    store.clock.local = secondsLater(store.clock.local, TICK_MS / 1000);
    showTime(element);
  }, TICK_MS);
}

function showTime(element) {
  element.querySelector(".clock-day").textContent = shortDay(store.clock.local);
  element.querySelector(".clock-time").textContent = timeOf(store.clock.local);
}

function moveButton({ label, spoken, body }, index) {
  return h("button", { type: "button", class: "move", "aria-label": spoken ? `${label}: ${spoken}` : null, "aria-disabled": moving() ? "true" : null, "data-move": `quick-${index}`, onclick: () => move(body) }, label);
}

function face() {
  const { local, tz } = store.clock;
  const panel = h("div", { class: "menu clock-panel", popover: "auto", role: "group", "aria-label": "Move the clock" });
  const button = h("button", { type: "button", class: "clock-face", "aria-expanded": "false", "aria-disabled": moving() ? "true" : null, "data-move": "face", title: `${fullMoment(local)} (${tz})`, onclick: () => moving() || panel.matches(":popover-open") || open(panel, button) },
    icon("clock"), hiddenText("Site time: "), h("span", { class: "clock-day" }, shortDay(local)), " ", h("span", { class: "clock-time" }, timeOf(local)), hiddenText(". Move the clock"), icon("down"));
  panel.addEventListener("toggle", ({ newState }) => button.setAttribute("aria-expanded", String(newState === "open")));
  return [button, panel];
}

function open(panel, button) {
  const { local } = store.clock;
  const own = h("input", { class: "input", type: "datetime-local", id: "clock-to", min: local.slice(0, 16), required: true });
  own.value = local.slice(0, 16);
  own.addEventListener("input", () => own.setCustomValidity(refusal(own.value)));
  const go = (submit) => {
    submit.preventDefault();
    if (own.value) leave({ to: own.value });
  };
  const leave = (body) => {
    panel.hidePopover();
    button.focus();
    void move(body);
  };
  put(panel, h("p", { class: "clock-zone" }, `${fullMoment(local)}, ${store.clock.tz}`),
    h("div", { class: "clock-moves" }, moves().map(({ label, body }) => h("button", { type: "button", class: "button", onclick: () => leave(body) }, label))),
    h("form", { class: "clock-own", onsubmit: go }, h("label", { for: "clock-to" }, "Move to"), own, h("button", { class: "button primary" }, "Go")));
  panel.showPopover();
  place(panel, button);
  panel.querySelector("button").focus();
}

/** What is wrong with a time to move to, in words. */
function refusal(local) {
  const farthest = yearLater(store.clock.local.slice(0, 16));
  return local > farthest || local.length > farthest.length ? `The clock moves a year ahead at most, to ${fullMoment(farthest)}.` : "";
}

/** Moves the clock; everything that falls due on the way happens before this ends. */
async function move(body) {
  if (moving()) return;
  asked = true;
  drawClock(byId("clock"));
  announce("Moving the clock.");
  const answer = await attempt(() => act("/ui/advance", body));
  asked = false;
  if (answer) {
    store.clock = answer.clock;
    announce(`The clock now shows ${fullMoment(answer.clock.local)}.`);
  }
  drawClock(byId("clock"));
}
