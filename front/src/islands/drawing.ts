// The picture of a procedure. What draws it is large, and is fetched when the place for it comes near the screen.
export function drawing(root: HTMLElement): void {
  const failed = root.querySelector<HTMLElement>(".tirek-drawing__failed");
  const words = root.querySelector<HTMLDetailsElement>("details");
  const load = async (): Promise<void> => {
    try {
      const { show } = await import("../procedures/viewer.ts");
      await show(root);
    } catch {
      root.querySelector<HTMLElement>(".tirek-drawing__shown")?.setAttribute("hidden", "");
      if (failed) failed.textContent = root.dataset.failed ?? "";
      if (words) words.open = true;
    }
  };
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      void load();
    },
    { rootMargin: "400px" },
  );
  near.observe(root);
  // On paper the words stand with the picture.
  let opened = false;
  window.addEventListener("beforeprint", () => {
    opened = words !== null && !words.open;
    if (words) words.open = true;
  });
  window.addEventListener("afterprint", () => {
    if (opened && words) words.open = false;
  });
}

// The same, to be changed: it is what the page is for, and is fetched at once.
export function draw(root: HTMLElement): void {
  import("../procedures/editor.ts")
    .then(({ edit }) => edit(root))
    .catch(() => {
      const failed = root.querySelector<HTMLElement>(".tirek-drawing__failed");
      if (failed) failed.textContent = root.dataset.failed ?? "";
    });
}
