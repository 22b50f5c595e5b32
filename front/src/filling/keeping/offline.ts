// Forms that were opened once open without a network too: page, script, style, letters, definition and its media.
import { ADDRESSES } from "./asking.ts";

export const CACHE = "tirek-filling";

export async function serveOffline(): Promise<void> {
  await navigator.serviceWorker?.register(ADDRESSES.worker).catch(() => undefined);
}

// What this page is made of, as it was loaded, and what else it names.
export async function remember(addresses: readonly string[]): Promise<void> {
  if (!("caches" in window)) return;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const assets = loaded.filter((name) => name.startsWith(`${location.origin}/static/`));
  // The list of forms is wanted too, whose script this page does not load.
  const list = assets.find((name) => name.endsWith("/keeping.js"))?.replace("keeping.js", "waiting.js");
  const cache = await caches.open(CACHE);
  for (const address of new Set([location.pathname, ADDRESSES.list, ...assets, ...(list ? [list] : []), ...addresses])) {
    const response = await fetch(address, { redirect: "manual" }).catch(() => null);
    if (response?.ok && response.type !== "opaqueredirect") await cache.put(address, response);
  }
}

export async function forget(): Promise<void> {
  if ("caches" in window) await caches.delete(CACHE);
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
}
