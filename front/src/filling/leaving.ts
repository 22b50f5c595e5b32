// Whoever signs out leaves nothing on this device: key, drafts and caches are erased. What exists here alone is first
// brought to the server; where that fails, it is asked whether to lose it.
import { accountNow } from "./keeping/asking.ts";
import { forget } from "./keeping/offline.ts";
import { keepOnServer } from "./keeping/server.ts";
import { sendAll } from "./keeping/sending.ts";
import { type Kept, drop, erase, exists, list } from "./keeping/vault.ts";

const PATIENCE_MS = 8000;
const MOST_AT_ONCE = 20 * 1_048_576;
export const LEAVING = "tirek-leaving";

const onlyHere = (kept: Kept): boolean => kept.kind === "waiting" || kept.ahead;

export async function eraseAll(): Promise<void> {
  new BroadcastChannel(LEAVING).postMessage("erased");
  await erase();
  await forget();
}

async function bringToServer(): Promise<void> {
  const account = await accountNow();
  if (account === null) return;
  await sendAll(account, MOST_AT_ONCE, () => undefined);
  for (const kept of await list()) if (kept.kind === "draft" && kept.ahead && kept.account === account) await keepOnServer(kept);
}

// Stands between the press on “Sign out” and its sending.
export async function signingOut(form: HTMLFormElement): Promise<void> {
  if (await exists()) {
    document.dispatchEvent(new Event("tirek:leaving")); // an open form puts its last words by
    await new Promise((done) => setTimeout(done, 50));
    const trying = bringToServer().catch(() => undefined);
    await Promise.race([trying, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
    const left = (await list()).filter(onlyHere);
    if (left.length > 0 && !(await confirmed(left.length))) return;
  }
  await eraseAll();
  form.submit();
}

function confirmed(count: number): Promise<boolean> {
  const dialog = document.getElementById("leaving") as HTMLDialogElement;
  for (const place of dialog.querySelectorAll("[data-count]")) place.textContent = String(count);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "leave"), { once: true }));
}

// A session that ended by itself: what the server has is erased here; what exists here alone stays sealed, and the
// sign-in page says so.
export async function sessionEnded(told: HTMLElement | null): Promise<void> {
  if (!(await exists())) return;
  const all = await list();
  const left = all.filter(onlyHere);
  await forget();
  if (left.length === 0) return eraseAll();
  for (const kept of all) if (!onlyHere(kept)) await drop(kept.id);
  if (told) told.hidden = false;
}
