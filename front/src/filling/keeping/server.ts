// Drafts on the server, so that signing out loses nothing, and another device can go on.
import { ADDRESSES, type Answer, ask } from "./asking.ts";
import { type Kept, content, drop, find, keep, note } from "./vault.ts";

export type Synced = "kept" | "unreachable" | "signed-out" | "refused" | "changed-elsewhere";

// What was sent last and never acknowledged: it may have arrived.
const unsure = new Map<string, ArrayBuffer>();

// Brings the server's draft up to ours; refuses itself where the server's was changed by another device meanwhile.
export async function keepOnServer(kept: Kept, again = false): Promise<Synced> {
  const bytes = await content(kept);
  if (!bytes) return "kept";
  const body = new FormData();
  body.set("form", kept.form);
  body.set("version", kept.version);
  body.set("since", kept.onServer);
  body.set("content", new Blob([bytes]), "draft");
  const answer = await ask(ADDRESSES.keep(kept.id), body);
  if (answer.state === "unreachable") unsure.set(kept.id, bytes);
  if (answer.state === "refused" && answer.status === 409 && !again) {
    const onServer = await arrived(kept.id);
    if (onServer) return keepOnServer({ ...kept, onServer }, true);
  }
  if (answer.state !== "answered") return failed(answer);
  unsure.delete(kept.id);
  const { changed } = (await answer.response.json()) as { changed: string };
  const now = await find(kept.id);
  // What was written meanwhile is ahead of what the server has.
  if (now) await note(now, { onServer: changed, ahead: now.changed !== kept.changed });
  else await discard(kept.id, changed); // it was sent or discarded while this was on its way
  return "kept";
}

// When the server kept what we never heard of: the draft that is there is the one that was sent from here.
async function arrived(id: string): Promise<string | null> {
  const ours = unsure.get(id);
  const answer = ours ? await ask(ADDRESSES.draft(id)) : null;
  if (!ours || answer?.state !== "answered") return null;
  const theirs = new Uint8Array(await answer.response.arrayBuffer());
  const same = theirs.length === ours.byteLength && new Uint8Array(ours).every((byte, index) => byte === theirs[index]);
  return same ? answer.response.headers.get("Tirek-Changed") : null;
}

function failed(answer: Exclude<Answer, { state: "answered" }>): Synced {
  if (answer.state !== "refused") return answer.state;
  return answer.status === 409 ? "changed-elsewhere" : "refused";
}

// Gives a draft as it should be gone on with: ours where it is ahead, else the server's.
export async function newest(id: string, account: string): Promise<Kept | null> {
  const ours = await find(id).then((found) => (found?.account === account ? found : null));
  if (ours?.kind === "waiting" || ours?.ahead) return ours;
  const answer = await ask(ADDRESSES.draft(id));
  if (answer.state !== "answered") return ours;
  const { headers } = answer.response;
  const onServer = headers.get("Tirek-Changed") ?? "";
  if (ours && ours.onServer === onServer) return ours;
  const form = { form: headers.get("Tirek-Form") ?? "", version: headers.get("Tirek-Version") ?? "" };
  const title = decodeURIComponent(headers.get("Tirek-Title") ?? "");
  const theirs: Kept = { id, account, kind: "draft", ...form, title, changed: Date.now(), onServer, ahead: false, refused: "" };
  await keep(theirs, await answer.response.arrayBuffer());
  return theirs;
}

// With `since`, the server's draft goes only as it was then: what another device wrote into it later stays.
export async function discard(id: string, since = ""): Promise<void> {
  const known = await find(id);
  await drop(id);
  const body = new FormData();
  if (since) body.set("since", since);
  if (known?.onServer !== "") await ask(ADDRESSES.discard(id), body);
}
