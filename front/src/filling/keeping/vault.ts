// What is kept on this device: sealed (AES-GCM) under a key that the browser holds and shows to nobody, not even to us.
// Beside the sealed answers stand only what is needed to find them: whose, which form, when.
export interface Kept {
  readonly id: string;
  readonly account: string;
  readonly kind: "draft" | "waiting";
  readonly form: string;
  readonly version: string;
  readonly title: string;
  readonly changed: number;
  // When the server kept it last, as the server says it; empty where it is on this device alone.
  readonly onServer: string;
  // What was changed after that.
  readonly ahead: boolean;
  // Why the server would not have it, if it said so.
  readonly refused: string;
}

interface Sealed extends Kept {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

const NAME = "tirek-filling";
const KEY = "key";

function settled<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error ?? new Error("indexedDB"));
  });
}

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("keys");
      asked.result.createObjectStore("kept", { keyPath: "id" });
    };
    asked.onerror = () => failed(asked.error ?? new Error("indexedDB"));
    asked.onsuccess = () => {
      const closed = (): void => void (opening = null);
      asked.result.onclose = closed;
      asked.result.onversionchange = () => {
        asked.result.close(); // another tab erases all
        closed();
      };
      done(asked.result);
    };
  });
  opening.catch(() => (opening = null));
  return opening;
}

async function store(name: "keys" | "kept", mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await open()).transaction(name, mode, { durability: "strict" }).objectStore(name);
}

async function key(): Promise<CryptoKey> {
  const known = await settled<CryptoKey | undefined>((await store("keys", "readonly")).get(KEY));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const keys = await store("keys", "readwrite");
  // Another tab may have made one at this moment: the first stays.
  const first = await settled<CryptoKey | undefined>(keys.get(KEY));
  if (first) return first;
  await settled(keys.put(made, KEY));
  return made;
}

const bound = ({ id, account }: Kept): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${id}\x1f${account}`);

export async function keep(kept: Kept, content: ArrayBuffer): Promise<void> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bound(kept) }, await key(), content);
  await settled((await store("kept", "readwrite")).put({ ...kept, nonce, sealed } satisfies Sealed));
}

// Changes what stands beside the sealed answers, unless they were changed meanwhile; they stay as they are.
export async function note(kept: Kept, change: Partial<Kept>): Promise<void> {
  const all = await store("kept", "readwrite");
  const now = await settled<Sealed | undefined>(all.get(kept.id));
  if (now && now.changed === kept.changed) await settled(all.put({ ...now, ...change }));
}

export async function find(id: string): Promise<Kept | null> {
  return (await settled<Sealed | undefined>((await store("kept", "readonly")).get(id))) ?? null;
}

export async function content(kept: Kept): Promise<ArrayBuffer | null> {
  const sealed = await settled<Sealed | undefined>((await store("kept", "readonly")).get(kept.id));
  if (!sealed) return null;
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.nonce, additionalData: bound(sealed) }, await key(), sealed.sealed);
}

export async function list(): Promise<Kept[]> {
  const all = await settled<Sealed[]>((await store("kept", "readonly")).getAll());
  return all.map(({ nonce: _nonce, sealed: _sealed, ...kept }) => kept).sort((one, other) => other.changed - one.changed);
}

export async function drop(id: string): Promise<void> {
  await settled((await store("kept", "readwrite")).delete(id));
}

// The key first: without it nothing that is left over could be read.
export async function erase(): Promise<void> {
  if (!(await exists())) return;
  await settled((await store("keys", "readwrite")).clear());
  await settled((await store("kept", "readwrite")).clear());
  (await open()).close();
  opening = null;
  await new Promise<void>((done) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = () => done();
  });
}

export async function exists(): Promise<boolean> {
  if (!("indexedDB" in window)) return false;
  return !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === NAME);
}
