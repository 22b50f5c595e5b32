// Answers for the network when it is away, with what the pages of filling have put by. It stores no answer of anybody.
interface Fetching extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface Extending extends Event {
  waitUntil(done: Promise<unknown>): void;
}

const scope = self as unknown as {
  addEventListener(name: string, told: (event: Event) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

const CACHE = "tirek-filling";
const PATIENCE_MS = 4000;

scope.addEventListener("install", (event) => (event as Extending).waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => (event as Extending).waitUntil(scope.clients.claim()));
scope.addEventListener("fetch", (event) => {
  const { request } = event as Fetching;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin || request.cache === "no-store") return;
  (event as Fetching).respondWith(answer(request, address));
});

async function answer(request: Request, address: URL): Promise<Response> {
  const kept = (await caches.has(CACHE)) ? await (await caches.open(CACHE)).match(address, { ignoreSearch: true, ignoreVary: true }) : undefined;
  if (!kept) return fetch(request);
  const fresh = fetch(request);
  const late = new Promise<Response>((done) => setTimeout(() => done(kept.clone()), PATIENCE_MS));
  fresh.then((response) => renew(address, response.clone()), () => undefined);
  return Promise.race([fresh, late]).catch(() => kept);
}

// What is put by is renewed whenever the network gives it anew; a way to the sign-in page is not.
async function renew(address: URL, response: Response): Promise<void> {
  if (!response.ok || response.redirected || response.type !== "basic" || !(await caches.has(CACHE))) return;
  await (await caches.open(CACHE)).put(address.pathname, response);
}
