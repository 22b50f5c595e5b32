// The account menu is a <details>; it also closes by Escape and by a click elsewhere.
export function accountMenu(root: HTMLElement): void {
  const details = root as HTMLDetailsElement;
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    if (!root.contains(event.target as Node)) details.open = false;
  });
}
