// Asks before something is done.
import { freshId, h } from "./dom.js";
import { rememberFocus } from "./focus.js";

/** Resolves to whether the person agreed. `text` may be nodes. */
export function confirmed({ title, text, confirm = "Yes", deny = "Cancel", danger = false }) {
  const titleId = freshId("confirm");
  const bodyId = freshId("confirm-text");
  const restoreFocus = rememberFocus();
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: "dialog small", "aria-labelledby": titleId, "aria-describedby": bodyId },
      h("form", { method: "dialog" },
        h("header", { class: "dialog-head" }, h("h2", { id: titleId }, title)),
        h("div", { class: "dialog-body", id: bodyId }, h("div", { class: "text" }, text)),
        h("footer", { class: "dialog-foot" },
          h("button", { class: "button", value: "no", autofocus: danger }, deny),
          h("button", { class: danger ? "button danger" : "button primary", value: "yes", autofocus: !danger }, confirm))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      restoreFocus();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
