// Block Kit blocks as elements, in messages, modals and the home tab.
import { fileAddress } from "./api.js";
import { control, isGroup } from "./controls.js";
import { freshId, h } from "./dom.js";
import { drawTable, markdown } from "./markdown.js";
import { link, unescape } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { textNodes, textOf } from "./text.js";

const DRAWN = {
  section, header, divider: () => h("hr"), context, actions, context_actions: actions, input, image, markdown: markdownBlock,
  rich_text: (block) => h("div", { class: "b-rich" }, richText(block)), table,
};

/** surface: {values, press(blockId, element, value), level: heading level of a header block}. */
export function drawBlocks(blocks, surface) {
  return blocks.map((block) => {
    const drawn = DRAWN[block.type]?.(block, surface) ?? h("p", { class: "b-unknown" }, `This page cannot show a “${block.type}” block.`);
    drawn.dataset.blockId = block.block_id ?? "";
    return drawn;
  });
}

const live = (block, surface, names) => (element) => control(element, { blockId: block.block_id, surface, names: names?.(element) ?? named(element) });
const named = (element) => (isGroup(element) || !("text" in element) ? { "aria-label": textOf(element.placeholder) || "Choose" } : {});

function section(block, surface) {
  const textId = freshId("section");
  const body = h("div", { class: "b-section-body" },
    block.text && h("div", { class: "text", id: textId }, textNodes(block.text)),
    block.fields && h("div", { class: "b-fields" }, block.fields.map((field) => h("div", { class: "text" }, textNodes(field)))));
  return h("div", { class: "b-section" }, body, block.accessory && accessory(block, surface, textId));
}

function accessory(block, surface, textId) {
  if (block.accessory.type === "image") return picture(block.accessory, "b-thumb");
  const describe = (element) => ({ ...named(element), "aria-describedby": block.text ? textId : null });
  return h("div", { class: "b-accessory" }, live(block, surface, describe)(block.accessory));
}

function header(block, surface) {
  return h(`h${surface.level}`, { class: "b-header" }, textOf(block.text));
}

function context(block) {
  return h("div", { class: "b-context" }, block.elements.map((element) =>
    element.type === "image" ? picture(element, "b-context-image") : h("span", { class: "text" }, textNodes(element))));
}

function actions(block, surface) {
  return h("div", { class: "b-actions" }, block.elements.map(live(block, surface)));
}

function picture(block, kind) {
  const source = block.image_url ?? (block.slack_file?.id ? fileAddress({ url: `/ui/file/${block.slack_file.id}` }) : block.slack_file?.url);
  return h("img", { class: kind, src: source, alt: unescape(block.alt_text ?? ""), loading: "lazy" });
}

function image(block) {
  const shown = picture(block, "b-image");
  const away = block.image_url && link(block.image_url);
  return h("figure", { class: "b-figure" }, block.title && h("figcaption", {}, textOf(block.title)),
    away ? h("a", { href: block.image_url, target: "_blank", rel: "noopener noreferrer" }, shown) : shown);
}

function markdownBlock(block, surface) {
  return h("div", { class: "b-markdown" }, markdown(block.text, surface.level));
}

function table(block) {
  const cell = (content) => (content.type === "rich_text" ? richText(content) : textOf({ text: content.text }));
  const [head = [], ...rows] = block.rows.map((row) => row.map(cell));
  return drawTable(head, rows, (block.column_settings ?? []).map((column) => column?.align));
}

/** An input of a view: label, control, hint, and the place where its error is shown. */
function input(block, surface) {
  const { element } = block;
  const [labelId, inputId, hintId, errorId] = ["label", "input", "hint", "error"].map(freshId);
  const group = isGroup(element);
  const names = {
    id: inputId, "aria-labelledby": labelId, "aria-describedby": [block.hint && hintId, errorId].filter(Boolean).join(" "),
    "aria-required": block.optional || group ? null : "true",
  };
  const label = [textOf(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  return h("div", { class: "b-input" },
    group ? h("div", { class: "label", id: labelId }, label) : h("label", { class: "label", id: labelId, for: inputId }, label),
    control(element, { blockId: block.block_id, surface, names, live: Boolean(block.dispatch_action) }) ??
      h("p", { class: "b-unknown" }, `This page cannot show a “${element.type}” input.`),
    block.hint && h("p", { class: "hint", id: hintId }, textOf(block.hint)),
    h("p", { class: "field-error", id: errorId, hidden: true }));
}
