// Asks before a page with unsent changes is left.
export function unsaved(root: HTMLElement): void {
  const form = root as HTMLFormElement;
  const written = (): string => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]));
  let kept = written();
  form.addEventListener("submit", () => (kept = ""));
  form.addEventListener("htmx:afterRequest", (event) => {
    const { successful, elt } = (event as CustomEvent).detail;
    if (successful && elt === form) kept = written(); // saved in place
  });
  window.addEventListener("beforeunload", (event) => {
    if (form.isConnected && kept && written() !== kept) event.preventDefault();
  });
}
