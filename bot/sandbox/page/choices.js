// Elements that choose: selects of every source, checkboxes, radio buttons.
import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { nameOf, people, store } from "./store.js";
import { textNodes, textOf } from "./text.js";

const FILTER_FROM = 8;

/** What an element offers: [{title?, options: [{value, label, detail?, text}]}]. */
function offered(element) {
  const own = ({ value, text, description }) => ({ value, label: textOf(text), detail: textOf(description), text, description });
  if (element.option_groups) return element.option_groups.map(({ label, options }) => ({ title: textOf(label), options: options.map(own) }));
  if (element.options) return [{ options: element.options.map(own) }];
  if (element.type.includes("users")) return [{ options: people().map((user) => ({ value: user.id, label: nameOf(user), detail: user.title })) }];
  const direct = element.type.includes("conversations");
  const channels = [...store.channels.values()].filter(({ kind }) => kind !== "dm");
  const rooms = channels.map(({ id, name }) => ({ value: id, label: `#${name}` }));
  const dms = direct ? people().map((user) => ({ value: user.id, label: `@${nameOf(user)}` })) : [];
  return [{ options: [...rooms, ...dms] }];
}

const flat = (groups) => groups.flatMap(({ options }) => options);

/** One of many. Where choosing acts at once it is a menu: arrow keys look before Enter chooses. */
export function single(element, ctx) {
  return ctx.live ? menuSelect(element, ctx) : formSelect(element, ctx);
}

function menuSelect(element, ctx) {
  const groups = offered(element);
  const labelOf = (value) => flat(groups).find((option) => option.value === value)?.label;
  let chosen = ctx.start ?? null;
  const shown = h("span", {}, labelOf(chosen) ?? (textOf(element.placeholder) || "Choose"));
  const choose = (value) => {
    chosen = value;
    shown.textContent = labelOf(value);
    ctx.press(value, button);
  };
  const build = () => ({
    label: textOf(element.placeholder) || "Choose",
    groups: groups.map(({ title, options }) => ({
      title, entries: options.map(({ value, label, detail }) => ({ label, detail, checked: value === chosen, run: () => choose(value) })),
    })),
  });
  const named = ctx.names["aria-label"] && !textOf(element.placeholder) ? ctx.names : { "aria-describedby": ctx.names["aria-describedby"] };
  const button = menuButton({ class: "button select", ...named, "data-action": element.action_id }, [shown, icon("down")], build);
  ctx.read(() => chosen);
  return button;
}

function formSelect(element, ctx) {
  const drawn = ({ value, label, detail }) => h("option", { value, selected: value === ctx.start }, detail ? `${label} (${detail})` : label);
  const select = h("select", { class: "input", ...ctx.names },
    h("option", { value: "" }, textOf(element.placeholder) || "Choose…"),
    offered(element).map(({ title, options }) => (title ? h("optgroup", { label: title }, options.map(drawn)) : options.map(drawn))));
  ctx.read(() => select.value || null);
  return select;
}

/** Any number of many, as a list of checkboxes with a filter when it is long. */
export function several(element, ctx) {
  const options = flat(offered(element));
  const rows = options.map((option) => choiceRow(option, { type: "checkbox", checked: (ctx.start ?? []).includes(option.value) }));
  const box = h("div", { class: "choice-list", role: "group", ...ctx.names }, rows);
  const read = () => [...box.querySelectorAll(":checked")].map(({ value }) => value);
  box.addEventListener("change", () => ctx.live && ctx.press(read(), box));
  ctx.read(read);
  return options.length < FILTER_FROM ? box : h("div", { class: "choices" }, filter(rows), box);
}

function filter(rows) {
  const narrow = ({ currentTarget }) => {
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(currentTarget.value.trim().toLowerCase());
  };
  return h("input", { class: "input", type: "search", placeholder: "Filter", "aria-label": "Filter the choices", oninput: narrow });
}

function choiceRow({ value, label, detail, text, description }, attributes) {
  const id = freshId("choice");
  return h("div", { class: "choice" }, h("input", { id, value, ...attributes }),
    h("label", { for: id }, text ? textNodes(text) : label,
      (description || detail) && h("span", { class: "choice-detail" }, description ? textNodes(description) : detail)));
}

/** Slack's checkboxes element. */
export function checkboxes(element, ctx) {
  return boxes(element, ctx, "checkbox", (box) => [...box.querySelectorAll(":checked")].map(({ value }) => value));
}

/** Slack's radio_buttons element. */
export function radios(element, ctx) {
  return boxes(element, ctx, "radio", (box) => box.querySelector(":checked")?.value ?? null);
}

function boxes(element, ctx, type, reader) {
  const name = freshId("choices");
  const held = [ctx.start ?? []].flat();
  const box = h("div", { class: "choice-rows", role: type === "radio" ? "radiogroup" : "group", ...ctx.names },
    offered(element).flatMap(({ options }) => options).map((option) => choiceRow(option, { type, name, checked: held.includes(option.value) })));
  const read = () => reader(box);
  box.addEventListener("change", () => ctx.live && ctx.press(read(), box));
  ctx.read(read);
  return box;
}
