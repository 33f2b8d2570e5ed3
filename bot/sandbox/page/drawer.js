// The sidebar on a narrow window: a drawer that opens over the conversation.
import { byId } from "./dom.js";

const NARROW = matchMedia("(max-width: 760px)");

export function setUpDrawer() {
  const [button, sidebar, scrim] = ["drawer-button", "sidebar", "scrim"].map(byId);
  const set = (open) => {
    document.body.classList.toggle("drawer-open", open);
    button.setAttribute("aria-expanded", String(open));
    sidebar.inert = NARROW.matches && !open;
    if (open) (sidebar.querySelector("[aria-current]") ?? sidebar.querySelector("a"))?.focus();
  };
  const close = () => {
    const inside = sidebar.contains(document.activeElement) && NARROW.matches;
    set(false);
    if (inside) button.focus();
  };
  button.addEventListener("click", () => set(!document.body.classList.contains("drawer-open")));
  scrim.addEventListener("click", close);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && document.body.classList.contains("drawer-open") && close());
  NARROW.addEventListener("change", () => set(false));
  set(false);
  return { close };
}
