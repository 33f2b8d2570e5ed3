// Finding the focus again after a part of the page was drawn anew.

const NAMED = ["keep", "action", "move"];

/** Remembers what has the focus; the answer puts it back, into the same message if the control itself is gone. */
export function rememberFocus() {
  const before = document.activeElement;
  const article = before?.closest("article");
  const timeline = before?.closest(".main, .pane");
  const name = NAMED.find((key) => before?.dataset[key]);
  const selector = name && `[data-${name}="${CSS.escape(before.dataset[name])}"]`;
  return () => {
    if (before?.isConnected) return before.focus({ preventScroll: true });
    const again = article?.isConnected ? article : article && timeline?.querySelector(`article[data-ts="${article.dataset.ts}"]`);
    return ((selector && (again ?? timeline)?.querySelector(selector)) || again)?.focus({ preventScroll: true });
  };
}
