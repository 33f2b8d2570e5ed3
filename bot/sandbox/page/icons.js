// The page's own line icons, drawn on a 20 × 20 grid, and Siteloop's mark.
import { svg } from "./dom.js";

const PATHS = {
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "M5 5l10 10M15 5L5 15",
  hash: "M8 3L6.5 17M13.5 3L12 17M3.5 7.5h14M2.5 12.5h14",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  home: "M3 9.5L10 3.5l7 6M5 8.5V16.5h10V8.5M8.5 16.5v-4h3v4",
  down: "M5 7.5l5 5 5-5",
  clock: "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M10 6v4.3l3 1.8",
  clip: "M15.5 9.5l-5.8 5.8a3.4 3.4 0 0 1-4.8-4.8l6.5-6.5a2.3 2.3 0 0 1 3.2 3.2l-6.4 6.4a1.1 1.1 0 0 1-1.6-1.6l5.6-5.6",
  send: "M3 10l14-6.5L13.5 17l-3.6-5.2zM9.9 11.8L17 3.5",
  reply: "M4 4.5h12v9H9.5L6 16.5v-3H4z",
  smile: "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M6.8 11.5c1.4 2.4 5 2.4 6.4 0M7.5 7.8v.4M12.5 7.8v.4",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5M10 7.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4",
  bulb: "M7.5 14.5h5M8 17h4M10 2.8a5 5 0 0 0-3 9c.5.5.7 1.2.7 2.7h4.6c0-1.5.2-2.2.7-2.7a5 5 0 0 0-3-9",
  bolt: "M11 2.5L4.5 11.5H9.5L8.5 17.5L15.5 8.5H10.5z",
  file: "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5V6.5h4",
  back: "M12 4.5L6.5 10l5.5 5.5M6.5 10H17",
  at: "M10 6.8a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4M13.2 7v4.2c0 2.6 4.3 2.4 4.3-1.2A7.5 7.5 0 1 0 14.5 16",
};

/** A decorative icon in the colour of the text around it. */
export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" }, svg("path", { d: PATHS[name] }));
}

/** Siteloop's mark: a loop that closes on a hook. */
export function mark() {
  return svg(
    "svg",
    { class: "mark", viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false" },
    svg("rect", { width: 32, height: 32, rx: 8, fill: "#ea580c" }),
    svg("path", { d: "M16 4v5", class: "mark-line" }),
    svg("path", { d: "M23 13.5A8 8 0 1 1 16 9.5", class: "mark-line" }),
    svg("path", { d: "M12.5 17.8l2.7 2.7 5-5.4", class: "mark-line" }),
  );
}
