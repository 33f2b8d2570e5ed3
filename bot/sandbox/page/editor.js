// Rewriting one's own message in its place.
import { act } from "./api.js";
import { h } from "./dom.js";
import { typed } from "./mrkdwn.js";
import { attempt } from "./notices.js";

/** Turns an article's body into a small form; Esc gives up, Enter saves. `redraw` shows the message again. */
export function edit(article, message, channel, redraw) {
  const body = article.querySelector(".msg-body");
  const text = h("textarea", { class: "input", rows: "2", "aria-label": "Edit message" });
  text.value = typed(message.text);
  const leave = () => {
    form.remove();
    redraw();
    article.focus();
  };
  const save = async (submit) => {
    submit.preventDefault();
    const words = text.value.trim();
    if (words && words !== typed(message.text) && !(await attempt(() => act("/ui/edit", { channel: channel.id, ts: message.ts, text: words })))) return;
    if (form.isConnected) leave();
  };
  const form = h("form", { class: "editor", onsubmit: save }, text,
    h("div", { class: "editor-foot" }, h("button", { type: "button", class: "button", onclick: leave }, "Cancel"), h("button", { class: "button primary" }, "Save")));
  text.addEventListener("keydown", (key) => {
    key.stopPropagation();
    if (key.key === "Escape") leave();
    if (key.key === "Enter" && !key.shiftKey && !key.isComposing) {
      key.preventDefault();
      form.requestSubmit();
    }
  });
  body.replaceWith(form);
  text.focus();
}
