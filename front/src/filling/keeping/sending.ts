// What was finished waits here, sealed, until the server has it. It is sent as often as needed, and counts once: the
// answers carry a name of their own, and the server knows what it has already.
import { ADDRESSES, accountNow, ask } from "./asking.ts";
import { unpack } from "./packing.ts";
import { discard } from "./server.ts";
import { type Kept, content, drop, find, list, note } from "./vault.ts";

export type Outcome =
  | { readonly state: "sent"; readonly url: string }
  | { readonly state: "waiting"; readonly because: "unreachable" | "signed-out" | "other-account" }
  | { readonly state: "refused"; readonly sentence: string };

const ANSWERS = "xml_submission_file";

export async function send(id: string, most: number): Promise<Outcome> {
  return navigator.locks.request("tirek-sending", async () => {
    const kept = await find(id);
    if (!kept || kept.kind !== "waiting") return { state: "sent", url: "" }; // another tab was quicker
    return sendNow(kept, most);
  });
}

async function sendNow(kept: Kept, most: number): Promise<Outcome> {
  const account = await accountNow();
  if (account !== null && account !== kept.account) return { state: "waiting", because: "other-account" };
  const packed = await content(kept);
  if (!packed) return { state: "sent", url: "" };
  let url = "";
  for (const part of parts(await unpack(packed), most)) {
    const answer = await ask(ADDRESSES.submissions, part);
    if (answer.state === "unreachable" || answer.state === "signed-out") return { state: "waiting", because: answer.state };
    if (answer.state === "refused") {
      await note(kept, { refused: answer.sentence });
      return { state: "refused", sentence: answer.sentence };
    }
    url = await answer.response.json().then((told: { url?: string }) => told.url ?? "", () => "");
  }
  const now = await find(kept.id); // its draft may have reached the server while it was sent
  await drop(kept.id);
  if (now?.onServer) await discard(kept.id, now.onServer);
  return { state: "sent", url };
}

// Files travel in several parts where they are many, each part with the answers that they belong to.
function* parts(data: FormData, most: number): Generator<FormData> {
  const answers = data.get(ANSWERS) as File;
  let part = new FormData();
  let size = 0;
  part.set(ANSWERS, answers, ANSWERS);
  for (const [name, value] of data) {
    if (name === ANSWERS || !(value instanceof File)) continue;
    if (size > 0 && size + value.size > most) {
      yield part;
      part = new FormData();
      part.set(ANSWERS, answers, ANSWERS);
      size = 0;
    }
    part.set(name, value, value.name);
    size += value.size;
  }
  yield part;
}

// Sends all that waits for this account; what the server refused waits for a person. Says whether the server was reached.
export async function sendAll(account: string, most: number, told: (kept: Kept, outcome: Outcome) => void): Promise<boolean> {
  for (const kept of await list()) {
    if (kept.kind !== "waiting" || kept.account !== account || kept.refused) continue;
    const outcome = await send(kept.id, most);
    told(kept, outcome);
    if (outcome.state === "waiting") return outcome.because !== "unreachable";
  }
  return true;
}

const AGAIN_AFTER_MS = 3000;
const AGAIN_AT_MOST_MS = 60_000;

// Does it now, when the network is back, and again after a while as long as the server cannot be reached: a device may
// take itself for connected long before it is.
export function untilReached(attempt: () => Promise<boolean>): void {
  let timer = 0;
  let pause = AGAIN_AFTER_MS;
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    if (await attempt().catch(() => false)) return void (pause = AGAIN_AFTER_MS);
    timer = window.setTimeout(() => void run(), pause);
    pause = Math.min(pause * 2, AGAIN_AT_MOST_MS);
  };
  addEventListener("online", () => void run());
  void run();
}
