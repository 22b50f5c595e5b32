// Narrows the rows of a table already on the page (`data-table`) to those with all the words typed.
export function tableFilter(root: HTMLElement): void {
  const rows = document.querySelectorAll<HTMLTableRowElement>(`#${CSS.escape(root.dataset.table ?? "")} tbody tr`);
  const field = root.querySelector<HTMLInputElement>("input");
  const said = root.querySelector<HTMLElement>("[role=status]");
  if (!field || !rows.length) return;
  root.hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent?.toLocaleLowerCase() ?? "";
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    if (said) said.textContent = words.length ? `${root.dataset.shown ?? ""} ${shown} / ${rows.length}` : "";
  });
}
