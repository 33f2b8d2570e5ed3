// Puts a popover beside its button, inside the window.

const GAP = 6;

export function place(popover, anchor) {
  const button = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = button.bottom + GAP + height <= innerHeight;
  const top = below ? button.bottom + GAP : Math.max(GAP, button.top - GAP - height);
  const fromRight = button.left + width > innerWidth - GAP;
  const left = fromRight ? Math.max(GAP, Math.min(button.right, innerWidth - GAP) - width) : button.left;
  popover.style.top = `${top}px`;
  popover.style.left = `${left}px`;
}
