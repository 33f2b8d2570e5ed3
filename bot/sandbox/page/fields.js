// Elements that take text, numbers, dates, times and files.
import { fileAddress, upload } from "./api.js";
import { h, put } from "./dom.js";
import { attempt } from "./notices.js";
import { textOf } from "./text.js";

const MULTILINE_ROWS = 4;

function textInput(tag, attributes, element, ctx) {
  const input = h(tag, { class: "input", placeholder: textOf(element.placeholder) || null, maxlength: element.max_length, ...attributes, ...ctx.names });
  input.value = ctx.start ?? "";
  ctx.read(() => input.value);
  if (ctx.live) pressOn(input, element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"], ctx);
  return input;
}

function pressOn(input, triggers, ctx) {
  if (triggers.includes("on_character_entered")) input.addEventListener("input", () => ctx.press(input.value, input));
  if (!triggers.includes("on_enter_pressed")) return;
  input.addEventListener("keydown", (key) => {
    if (key.key !== "Enter" || key.shiftKey || key.isComposing) return;
    key.preventDefault();
    ctx.press(input.value, input);
  });
}

export function plainText(element, ctx) {
  return element.multiline ? textInput("textarea", { rows: MULTILINE_ROWS }, element, ctx) : textInput("input", { type: "text" }, element, ctx);
}

export const richTextInput = (element, ctx) => textInput("textarea", { rows: MULTILINE_ROWS }, element, ctx);
export const email = (element, ctx) => textInput("input", { type: "email", autocomplete: "off" }, element, ctx);
export const webAddress = (element, ctx) => textInput("input", { type: "url" }, element, ctx);

/** A number stays text: the server says what is wrong with it, in the place where it is wrong. */
export const number = (element, ctx) => textInput("input", { type: "text", inputmode: element.is_decimal_allowed ? "decimal" : "numeric" }, element, ctx);

/**
 * A native picker. Where it acts at once, typing commits on Enter or on leaving, since a browser reports every half-typed date;
 * choosing with the pointer commits at once.
 */
function picker(type, ctx) {
  const input = h("input", { class: "input", type, ...ctx.names });
  input.value = ctx.start ?? "";
  ctx.read(() => input.value || null);
  if (!ctx.live) return input;
  let committed = input.value;
  let typing = false;
  const commit = () => {
    if (input.value === committed) return;
    committed = input.value;
    ctx.press(input.value || null, input);
  };
  input.addEventListener("keydown", ({ key }) => {
    typing = key !== "Enter";
    if (key === "Enter") commit();
  });
  input.addEventListener("pointerdown", () => (typing = false));
  input.addEventListener("change", () => typing || commit());
  input.addEventListener("blur", commit);
  return input;
}

export const datePicker = (element, ctx) => picker("date", ctx);
export const timePicker = (element, ctx) => picker("time", ctx);
export const dateTimePicker = (element, ctx) => picker("datetime-local", ctx);

/** Uploads at once and holds the ids of what arrived. */
export function fileInput(element, ctx) {
  const limit = element.max_files ?? 10;
  const accept = element.filetypes?.map((type) => `.${type}`).join(",");
  let files = [];
  const list = h("ul", { class: "file-names", "aria-live": "polite" });
  const draw = () => put(list, files.map((file) => h("li", {}, h("a", { href: fileAddress(file), target: "_blank" }, file.name))));
  const take = async ({ currentTarget: input }) => {
    input.setAttribute("aria-busy", "true");
    const answer = await attempt(() => upload([...input.files]));
    input.removeAttribute("aria-busy");
    files = [...files, ...(answer?.files ?? [])].slice(-limit);
    draw();
  };
  ctx.read(() => files.map(({ id }) => id));
  return h("div", { class: "file-input" }, h("input", { class: "input", type: "file", accept, multiple: limit > 1, ...ctx.names, onchange: take }), list);
}
