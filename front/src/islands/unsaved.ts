// Asks before a page with unsent changes is left. Stands on a form, or around one.
export function unsaved(root: HTMLElement): void {
  const form = root instanceof HTMLFormElement ? root : root.querySelector("form");
  if (!form) return;
  const written = (): string =>
    JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]));
  const before = written();
  let sent = false;
  form.addEventListener("submit", () => (sent = true));
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("beforeunload", (event) => {
    if (form.isConnected && !sent && written() !== before) event.preventDefault();
  });
}
