// Interactive elements of Block Kit: which one draws which, and what pressing does.
import { checkboxes, radios, several, single } from "./choices.js";
import { confirmed } from "./confirm.js";
import { h } from "./dom.js";
import { datePicker, dateTimePicker, email, fileInput, number, plainText, richTextInput, timePicker, webAddress } from "./fields.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { link, unescape } from "./mrkdwn.js";
import { textNodes, textOf } from "./text.js";

const DRAWN = {
  button, workflow_button: button, overflow, icon_button: iconButton, feedback_buttons: feedbackButtons,
  checkboxes, radio_buttons: radios,
  static_select: single, users_select: single, conversations_select: single, channels_select: single,
  multi_static_select: several, multi_users_select: several, multi_conversations_select: several, multi_channels_select: several,
  plain_text_input: plainText, rich_text_input: richTextInput, email_text_input: email, url_text_input: webAddress, number_input: number,
  datepicker: datePicker, timepicker: timePicker, datetimepicker: dateTimePicker, file_input: fileInput,
};
const HOLDS_NOTHING = new Set(["button", "workflow_button", "overflow", "icon_button", "feedback_buttons"]);
const BOXES = new Set(["checkboxes", "radio_buttons"]);

export const isGroup = (element) => BOXES.has(element.type) || element.type.startsWith("multi_");

/**
 * Draws an element, or answers null for a kind that is not known.
 * surface: {values, press(blockId, element, value)}; names: attributes that name the control; live: choosing presses at once.
 */
export function control(element, { blockId, surface, names = {}, live = true }) {
  const draw = DRAWN[element.type];
  if (!draw) return null;
  const ctx = {
    names: { ...names, "data-action": element.action_id, "data-block": blockId },
    live,
    start: HOLDS_NOTHING.has(element.type) ? null : surface.values.start(blockId, element),
    read: (reader) => surface.values.add(blockId, element.action_id, reader),
    press: (value, node) => press(element, value, node, () => surface.press(blockId, element, value)),
  };
  return draw(element, ctx);
}

async function press(element, value, node, send) {
  if (node.getAttribute("aria-busy") === "true" && node.tagName === "BUTTON") return;
  if (element.confirm && !(await agreed(element))) return;
  node.setAttribute("aria-busy", "true");
  await send();
  node.removeAttribute("aria-busy");
}

function agreed({ confirm, style }) {
  return confirmed({
    title: textOf(confirm.title) || "Are you sure?", text: textNodes(confirm.text), confirm: textOf(confirm.confirm) || "Yes",
    deny: textOf(confirm.deny) || "Cancel", danger: (confirm.style ?? style) === "danger",
  });
}

function button(element, ctx) {
  const attributes = {
    class: `button ${element.style ?? ""}`.trim(), ...ctx.names, "aria-label": element.accessibility_label ?? null,
    onclick: ({ currentTarget }) => ctx.press(element.value ?? null, currentTarget),
  };
  const away = element.url && link(element.url);
  if (!away) return h("button", { type: "button", ...attributes }, textOf(element.text));
  return h("a", { ...attributes, href: unescape(element.url), target: "_blank", rel: "noopener noreferrer" }, textOf(element.text));
}

function overflow(element, ctx) {
  const entries = () => element.options.map(({ text, description, value, url }) => ({
    label: textOf(text), detail: textOf(description),
    run: () => {
      if (url && link(url)) open(unescape(url), "_blank", "noopener");
      ctx.press(value, node);
    },
  }));
  const node = menuButton({ class: "button square", ...ctx.names, "aria-label": "More choices" }, icon("more"),
    () => ({ label: "More choices", groups: [{ entries: entries() }] }));
  return node;
}

function iconButton(element, ctx) {
  const label = element.accessibility_label ?? textOf(element.text);
  return h("button", { type: "button", class: "button", ...ctx.names, "aria-label": label,
    onclick: ({ currentTarget }) => ctx.press(element.value ?? null, currentTarget) }, textOf(element.text));
}

function feedbackButtons(element, ctx) {
  const one = (choice, sign) => choice && h("button", { type: "button", class: "button", ...ctx.names, "aria-label": choice.accessibility_label ?? null,
    onclick: ({ currentTarget }) => ctx.press(choice.value, currentTarget) }, `${sign} ${textOf(choice.text)}`);
  return h("span", { class: "feedback" }, one(element.positive_button, "👍"), one(element.negative_button, "👎"));
}
