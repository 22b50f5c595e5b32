// A document beside its reading. A link to a line (`#line-12`) moves the document's own pane, not the page;
// while the page scrolls, the document follows the finding at the top of the screen.
const PART = "article, tr, li, .govuk-summary-list__row";

export function beside(root: HTMLElement): void {
  const pane = root.querySelector<HTMLElement>(".tirek-document");
  const column = root.querySelector<HTMLElement>(".tirek-beside__document");
  if (!pane || !column) return;
  const stacked = (): boolean => getComputedStyle(column).position !== "sticky"; // on a phone nothing moves by itself
  let lit: HTMLElement[] = [];
  let chosenAt = -Infinity; // a line that was asked for stays, though the page still settles from the scroll to its link

  const linesOf = (part: Element): HTMLElement[] =>
    [...part.querySelectorAll<HTMLAnchorElement>('a[href^="#line-"]')]
      .map((link) => document.getElementById(link.hash.slice(1)))
      .filter((line) => line !== null);

  const show = (lines: HTMLElement[]): void => {
    if (!lines.length) return;
    for (const line of lit) line.classList.remove("tirek-lines__lit");
    for (const line of lines) line.classList.add("tirek-lines__lit");
    lit = lines;
    pane.scrollTo({ top: lines[0].offsetTop - pane.clientHeight / 3 });
  };

  root.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#line-"]');
    const line = link && document.getElementById(link.hash.slice(1));
    if (!line || stacked()) return;
    event.preventDefault();
    chosenAt = performance.now();
    show([line]);
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
  });
  root.addEventListener("focusin", (event) => {
    const part = (event.target as Element).closest(PART);
    const asked = (event.target as Element).matches('a[href^="#line-"]'); // its click will say which line
    if (part && !asked && !pane.contains(part) && !stacked()) show(linesOf(part));
  });

  const onScreen = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) entry.isIntersecting ? onScreen.add(entry.target) : onScreen.delete(entry.target);
      const first = [...root.querySelectorAll("article")].find((finding) => onScreen.has(finding));
      if (first && !stacked() && performance.now() - chosenAt > 1000) show(linesOf(first));
    },
    { rootMargin: "-5% 0px -60% 0px" },
  );
  for (const finding of root.querySelectorAll("article")) observer.observe(finding);
  root.addEventListener("htmx:load", (event) => observer.observe(event.target as Element)); // settled: swapped in anew
}
