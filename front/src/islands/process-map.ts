// The map of a process. What draws it is fetched when a page has one; the list of the same is there without it.
export function processMap(root: HTMLElement): void {
  import("../maps/process-map.ts")
    .then(({ showMap }) => showMap(root))
    .catch(() => {
      const failed = root.querySelector<HTMLElement>(".tirek-drawing__failed");
      if (failed) failed.textContent = root.dataset.failed ?? "";
    });
}
