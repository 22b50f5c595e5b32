// What fits needs no stop on the way of the Tab key.
export function scrolling(root: HTMLElement): void {
  const fit = (): void => {
    root.tabIndex = root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight ? 0 : -1;
  };
  new ResizeObserver(fit).observe(root);
}
