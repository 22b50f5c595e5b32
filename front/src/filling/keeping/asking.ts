// Asking the server: what it says, or that it cannot be reached, or that nobody is signed in any more.
export type Answer =
  | { readonly state: "answered"; readonly response: Response }
  | { readonly state: "refused"; readonly status: number; readonly sentence: string }
  | { readonly state: "unreachable" }
  | { readonly state: "signed-out" };

export interface Session {
  readonly account: string;
  readonly csrf: string;
}

export const ADDRESSES = {
  session: "/forms/session/",
  submissions: "/forms/submissions/",
  list: "/forms/",
  signIn: "/account/sign-in/",
  worker: "/forms/worker.js",
  draft: (id: string): string => `/forms/drafts/${id}/`,
  keep: (id: string): string => `/forms/drafts/${id}/keep/`,
  discard: (id: string): string => `/forms/drafts/${id}/discard/`,
} as const;

const ANSWERED_WITHIN_MS = 20_000;
const TAKEN_WITHIN_MS = 180_000;

let session: Session | null = null;

export async function ask(address: string, body?: FormData): Promise<Answer> {
  const first = await once(address, body);
  if (first.state !== "refused" || first.status !== 403 || !body) return first;
  session = null; // signed in again meanwhile: the page's old proof counts no more
  return once(address, body);
}

async function once(address: string, body?: FormData): Promise<Answer> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body) {
    const now = await signedIn();
    if (now.state !== "answered") return now;
    headers["X-CSRFToken"] = session?.csrf ?? "";
  }
  const signal = AbortSignal.timeout(body ? TAKEN_WITHIN_MS : ANSWERED_WITHIN_MS);
  return judged(() => fetch(address, { method: body ? "POST" : "GET", body: body ?? null, headers, redirect: "manual", cache: "no-store", signal }));
}

async function judged(asked: () => Promise<Response>): Promise<Answer> {
  let response: Response;
  try {
    response = await asked();
  } catch {
    return { state: "unreachable" };
  }
  if (response.type === "opaqueredirect" || response.status === 401) {
    session = null;
    return { state: "signed-out" };
  }
  if (response.ok) return { state: "answered", response };
  if (response.status >= 502 && response.status <= 504) return { state: "unreachable" };
  return { state: "refused", status: response.status, sentence: await sentence(response) };
}

// Who is signed in, and the proof that what we send comes from here: both may be others than when the page came.
export async function signedIn(): Promise<Answer> {
  if (session) return { state: "answered", response: new Response() };
  const signal = AbortSignal.timeout(ANSWERED_WITHIN_MS);
  const answer = await judged(() => fetch(ADDRESSES.session, { signal, redirect: "manual", cache: "no-store", headers: { "Tirek-Background": "1" } }));
  if (answer.state === "answered") session = (await answer.response.json()) as Session;
  return answer;
}

export async function accountNow(): Promise<string | null> {
  session = null;
  await signedIn();
  return (session as Session | null)?.account ?? null;
}

async function sentence(response: Response): Promise<string> {
  const text = await response.text().catch(() => "");
  if (response.headers.get("content-type")?.includes("json")) {
    const { refusal } = JSON.parse(text) as { refusal?: { sentence: string; hint: string } };
    return [refusal?.sentence, refusal?.hint].filter(Boolean).join(" ");
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const parts = [...page.querySelectorAll("main h1, main h1 ~ p")].map((part) => part.textContent?.trim());
  return parts.filter(Boolean).join(" ") || `HTTP ${response.status}`;
}
