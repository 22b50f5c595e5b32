// A button that copies a text (`data-copy`) and says so in words (`data-copied`), also to a screen reader.
export function copy(root: HTMLElement): void {
  const button = root.querySelector<HTMLButtonElement>("button");
  const said = root.querySelector<HTMLElement>("[role=status]");
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(root.dataset.copy ?? "");
    if (said) said.textContent = root.dataset.copied ?? "";
    setTimeout(() => said && (said.textContent = ""), 4000);
  });
}
