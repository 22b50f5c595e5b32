// Saves by itself: sealed on this device at once, on the server when it can be reached. One save at a time, and the
// last change is never left out.
import { pack } from "./keeping/packing.ts";
import { type Synced, keepOnServer } from "./keeping/server.ts";
import { type Kept, drop, find, keep } from "./keeping/vault.ts";

const HERE_AFTER_MS = 600;
const SERVER_AFTER_MS = 4000;
const SERVER_AGAIN_MS = 30_000;
const SYNC_WITHIN_MS = 5000;

export type Saved = "saving" | "here" | "server" | "failed" | Synced;
type About = Pick<Kept, "account" | "form" | "version" | "title">;

export class Saving {
  private timer = 0;
  private serverTimer = 0;
  private dirty = false;
  private busy: Promise<void> = Promise.resolve();
  private syncing: Promise<Synced | null> = Promise.resolve(null);
  private stopped = false;

  constructor(
    public id: string,
    private readonly about: () => About,
    private readonly answers: () => Promise<FormData>,
    private readonly told: (saved: Saved) => void,
  ) {}

  get unsaved(): boolean {
    return this.dirty;
  }

  changed(): void {
    if (this.stopped) return;
    this.dirty = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.now(), HERE_AFTER_MS);
  }

  // Puts by what was changed; the server follows.
  now(): Promise<void> {
    clearTimeout(this.timer);
    this.busy = this.busy.then(() => this.here());
    return this.busy;
  }

  private async here(): Promise<void> {
    if (!this.dirty || this.stopped) return;
    this.dirty = false;
    this.told("saving");
    try {
      await this.put("draft");
      this.told("here");
      this.later(SERVER_AFTER_MS);
    } catch {
      this.dirty = true; // no room, or no storage at all: it is said, and tried again with the next change
      this.told("failed");
    }
  }

  private async put(kind: Kept["kind"]): Promise<Kept> {
    const known = await find(this.id);
    const kept: Kept = { id: this.id, kind, ...this.about(), changed: Date.now(), onServer: known?.onServer ?? "", ahead: true, refused: "" };
    await keep(kept, await pack(await this.answers()));
    return kept;
  }

  later(after: number): void {
    clearTimeout(this.serverTimer);
    if (!this.stopped) this.serverTimer = window.setTimeout(() => void this.toServer(), after);
  }

  toServer(): Promise<Synced | null> {
    clearTimeout(this.serverTimer);
    const next = this.syncing.then(() => this.sync());
    this.syncing = next.catch(() => null);
    return next;
  }

  private async sync(): Promise<Synced | null> {
    const kept = await find(this.id);
    if (!kept?.ahead || kept.kind !== "draft" || this.stopped) return null;
    const synced = await keepOnServer(kept);
    this.told(synced);
    if (synced === "changed-elsewhere" && !this.stopped) await this.apart(kept);
    if (synced === "unreachable") this.later(SERVER_AGAIN_MS);
    return synced;
  }

  // Another device wrote into the same draft: both are kept, ours under a new name.
  private async apart(kept: Kept): Promise<void> {
    this.id = crypto.randomUUID();
    this.dirty = true;
    await this.now();
    if (!this.dirty && (await find(kept.id))?.kind === "draft") await drop(kept.id); // not what waits, nor while ours is not kept
  }

  // Makes the draft one that waits to be sent; nothing is saved after that.
  async finish(): Promise<Kept> {
    clearTimeout(this.timer);
    clearTimeout(this.serverTimer);
    await this.busy;
    await Promise.race([this.syncing, new Promise((done) => setTimeout(done, SYNC_WITHIN_MS))]);
    this.stopped = true; // an answer that comes late must not take for a draft what waits to be sent
    try {
      const kept = await this.put("waiting");
      this.dirty = false;
      return kept;
    } catch (fault) {
      this.stopped = false;
      throw fault;
    }
  }

  stop(): void {
    this.stopped = true;
    this.dirty = false;
    clearTimeout(this.timer);
    clearTimeout(this.serverTimer);
  }
}
