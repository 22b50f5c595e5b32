// A document beside its reading: the document follows what is being read, by the lines that each part names.
// A part is any element with `data-lines="12 13"`; a line of the document has the id `line-12`.
export function beside(root: HTMLElement): void {
  const pane = root.querySelector<HTMLElement>(".tirek-beside__document");
  if (!pane) return;
  const parts = [...root.querySelectorAll<HTMLElement>("[data-lines]")];
  let lit: HTMLElement[] = [];

  const linesOf = (part: HTMLElement): HTMLElement[] =>
    (part.dataset.lines ?? "")
      .split(/\s+/)
      .map((number) => pane.querySelector<HTMLElement>(`#line-${CSS.escape(number)}`))
      .filter((line) => line !== null);

  const show = (lines: HTMLElement[]): void => {
    if (!lines.length || lines[0] === lit[0]) return;
    for (const line of lit) line.classList.remove("tirek-line--lit");
    for (const line of lines) line.classList.add("tirek-line--lit");
    lit = lines;
    // The pane alone is moved: the page stays where the reader put it.
    pane.scrollTo({ top: lines[0].offsetTop - pane.clientHeight / 3 });
  };

  for (const part of parts) {
    for (const line of linesOf(part)) line.classList.add("tirek-line--found");
    part.addEventListener("focusin", () => show(linesOf(part)));
    part.addEventListener("pointerenter", () => show(linesOf(part)));
  }

  root.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#line-"]');
    const line = link && pane.querySelector<HTMLElement>(`#${CSS.escape(link.hash.slice(1))}`);
    if (!line) return;
    event.preventDefault();
    lit = [];
    for (const other of pane.querySelectorAll(".tirek-line--lit")) other.classList.remove("tirek-line--lit");
    show([line]);
    line.tabIndex = -1;
    line.focus({ preventScroll: !stacked() });
  });

  // While the page scrolls, the topmost part on the screen leads; on a phone the two are stacked and nothing moves.
  const stacked = (): boolean => getComputedStyle(pane).position !== "sticky";
  const onScreen = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) entry.isIntersecting ? onScreen.add(entry.target) : onScreen.delete(entry.target);
      const first = parts.find((part) => onScreen.has(part));
      if (first && !stacked()) show(linesOf(first));
    },
    { rootMargin: "-5% 0px -60% 0px" },
  );
  for (const part of parts) observer.observe(part);
}
