// The page on which a form is filled: what is shown, what is kept as it changes, and what is sent.
import type { RootNode } from "@getodk/xforms-engine";
import { type Definition, configOf } from "./definition.ts";
import { button, element, write } from "./elements.ts";
import { ADDRESSES } from "./keeping/asking.ts";
import { unpack } from "./keeping/packing.ts";
import { type Outcome, send, sendAll, untilReached } from "./keeping/sending.ts";
import { type Kept, content } from "./keeping/vault.ts";
import { LEAVING } from "./leaving.ts";
import { languages, titleIn } from "./languages.ts";
import { link, notice } from "./notices.ts";
import type { FillPage } from "./page.ts";
import { answers, payload } from "./payload.ts";
import { Problems } from "./problems.ts";
import { Redrawing } from "./redrawing.ts";
import { Saving } from "./saving.ts";
import { Sections } from "./sections.ts";
import { sentPanel, savedSentence } from "./said.ts";
import type { Filling } from "./view.ts";
import { say } from "./words.ts";

interface Start {
  readonly id: string;
  readonly version: string;
  readonly kept: Kept | null;
}

export class FillingPage {
  private readonly form = document.getElementById("filling") as HTMLElement;
  private readonly redrawing = new Redrawing();
  private readonly said = element("p", { class: "govuk-visually-hidden", role: "status", "aria-live": "polite" });
  private readonly saved = element("p", { class: "govuk-hint tirek-saved" });
  private readonly saving: Saving;
  private readonly filling: Filling;
  private root!: RootNode;
  private sections!: Sections;
  private problems!: Problems;
  private before: FormData | null = null;
  private sending = false;

  constructor(
    private readonly page: FillPage,
    private readonly definition: Definition,
    media: (name: string) => string,
    private readonly start: Start,
  ) {
    const about = () => ({ account: page.account, form: page.form, version: start.version, title: this.title() });
    this.saving = new Saving(start.id, about, () => payload(this.root), (now) => this.tell(now));
    this.filling = {
      redrawing: this.redrawing,
      mostBytes: page.mostBytes,
      media,
      guidance: (node) => definition.guidance(node),
      unreadable: new Map(),
      shown: new Set(),
      announce: (text) => write(this.said, text),
      beforeRemoval: () => this.remove(),
    };
  }

  private title(): string {
    return titleIn(this.page.titles, this.root);
  }

  async show(): Promise<void> {
    const config = configOf(this.redrawing, this.page.username);
    const packed = this.start.kept && (await content(this.start.kept));
    if (packed) this.root = await this.definition.goOn(await unpack(packed), config);
    else if (this.page.edit) this.root = await this.definition.correct(await instanceOf(this.page.edit.instance), this.page.edit.files, config);
    else this.root = this.definition.begin(config);
    this.redrawing.each(() => this.refresh());
    this.last = answers(this.root);
    this.build();
    this.watch();
    const from = /^#section-(\d+)$/.exec(location.hash)?.[1];
    if (from) this.sections.go(Number(from) - 1, false);
    if (!this.start.kept) return;
    this.tell(this.start.kept.ahead ? "here" : "kept");
    this.saving.later(0);
  }

  // Draws the form anew: at the start, in another language, and when a removal is taken back.
  private build(): void {
    const at = this.sections?.number ?? 0;
    const switcher = languages(this.root, () => this.build());
    this.sections = new Sections(this.root, () => this.title(), this.filling, () => this.turned(), at);
    const wrong = new Problems(this.root, this.sections, this.filling);
    document.getElementById("filling-problems")?.replaceChildren(wrong.element);
    this.problems = wrong;
    this.form.replaceChildren(this.said, switcher, this.saved, this.sections.element, this.buttons());
    this.step();
    write(document.querySelector("h1") as Element, this.title());
    this.redrawing.soon();
  }

  private readonly back = button("", () => this.turn(-1), "secondary");
  private readonly next = button("", () => this.turn(1), "");
  private readonly finish = button("", () => void this.send(), "");

  private buttons(): HTMLElement {
    const leave = link(say("save-and-leave"), ADDRESSES.list);
    leave.addEventListener("click", (event) => {
      event.preventDefault();
      void this.leave();
    });
    return element("div", { class: "govuk-button-group tirek-section__buttons" }, this.next, this.finish, this.back, leave);
  }

  private turn(by: number): void {
    location.hash = `section-${this.sections.number + by + 1}`;
  }

  private turned(): void {
    this.problems?.refresh();
    this.step();
    void this.saving.now();
  }

  private step(): void {
    write(this.back, say("back"));
    write(this.next, say("continue"));
    write(this.finish, say("send"));
    this.back.hidden = this.sections.number === 0;
    this.next.hidden = this.sections.last;
    this.finish.hidden = !this.sections.last;
  }

  private refresh(): void {
    this.sections.refresh();
    this.problems.refresh();
    this.step();
  }

  private watch(): void {
    // A change is one that a person made, by hand or by a button.
    for (const kind of ["input", "change", "click"] as const)
      this.form.addEventListener(kind, (event) => kind !== "click" || (event.target as Element).closest("button") ? this.touched() : undefined);
    addEventListener("hashchange", () => {
      const section = /^#section-(\d+)$/.exec(location.hash || "#section-1")?.[1];
      if (section) this.sections.go(Number(section) - 1);
    });
    addEventListener("beforeunload", (event) => {
      if (!this.saving.unsaved) return;
      void this.saving.now();
      event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => void (document.hidden ? this.saving.now().then(() => this.saving.toServer()) : undefined));
    addEventListener("online", () => void this.saving.toServer());
    for (const kind of ["online", "offline"]) addEventListener(kind, () => notice("offline", !navigator.onLine));
    notice("offline", !navigator.onLine);
    document.addEventListener("tirek:leaving", () => void this.saving.now());
    new BroadcastChannel(LEAVING).onmessage = () => {
      this.saving.stop();
      location.assign(ADDRESSES.signIn);
    };
    addEventListener("beforeprint", () => this.sections.open(true));
    addEventListener("afterprint", () => this.sections.open(false));
  }

  private last = "";

  private touched(): void {
    queueMicrotask(() => {
      const now = answers(this.root);
      if (now === this.last) return;
      this.last = now;
      notice("removed", false);
      this.before = null;
      this.saving.changed();
      this.saved.dataset["state"] = "changed";
      this.remember();
    });
  }

  // The address leads back to the draft, also after the page's language was changed.
  private remember(): void {
    const address = new URL(location.href);
    if (address.searchParams.get("draft") === this.saving.id) return;
    address.searchParams.set("draft", this.saving.id);
    history.replaceState(null, "", address);
    for (const next of document.querySelectorAll<HTMLInputElement>(".tirek-languages input[name=next]")) next.value = address.pathname + address.search;
  }

  private tell(now: Parameters<typeof savedSentence>[0]): void {
    write(this.saved, savedSentence(now));
    this.saved.dataset["state"] = now;
    const signIn = `${ADDRESSES.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
    notice("signed-out", now === "signed-out", {}, link(say("sign-in"), signIn));
    notice("no-room", now === "failed");
    if (now === "changed-elsewhere") notice("changed-elsewhere", true);
    this.remember();
  }

  // Keeps the form as it was before something is removed; the function that it gives is called when it was.
  private async remove(): Promise<() => void> {
    const before = await payload(this.root);
    return () => {
      this.before = before;
      this.last = answers(this.root);
      this.saving.changed();
      notice("removed", true, {}, button(say("undo"), () => void this.undo()));
    };
  }

  private async undo(): Promise<void> {
    if (!this.before) return;
    this.root = await this.definition.goOn(this.before, configOf(this.redrawing, this.page.username));
    this.before = null;
    this.filling.shown.clear();
    this.filling.unreadable.clear();
    notice("removed", false);
    this.build();
    this.saving.changed();
    this.filling.announce(say("undone"));
  }

  private async leave(): Promise<void> {
    await this.saving.now();
    await Promise.race([this.saving.toServer(), new Promise((done) => setTimeout(done, 3000))]);
    if (!this.saving.unsaved) location.assign(ADDRESSES.list);
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sections.leave();
    if (this.problems.tell() || this.filling.unreadable.size > 0) return;
    this.sending = true;
    this.finish.setAttribute("aria-disabled", "true");
    try {
      await this.root.prepareInstancePayload(); // the form may stamp the end of the filling
      const kept = await this.saving.finish();
      const outcome = await send(kept.id, this.page.mostBytes);
      this.ended(outcome);
      if (outcome.state === "waiting") this.waiting();
    } catch {
      notice("no-room", true);
    } finally {
      this.sending = false;
      this.finish.removeAttribute("aria-disabled");
    }
  }

  // Sends what waits, of this form and of others.
  waiting(): void {
    untilReached(() => sendAll(this.page.account, this.page.mostBytes, (sent, outcome) => this.sentLater(sent, outcome)));
  }

  // What had waited was sent now: this form, or one that was filled before it.
  sentLater(kept: Kept, outcome: Outcome): void {
    if (kept.id === this.saving.id) return outcome.state === "waiting" ? undefined : this.ended(outcome);
    if (outcome.state === "sent") notice("sent-later", true, { title: kept.title });
  }

  private ended(outcome: Outcome): void {
    for (const key of ["sent-later", "offline", "signed-out", "newer-version", "removed", "no-room"]) notice(key, false);
    const panel = sentPanel(outcome, location.pathname);
    this.form.replaceChildren(panel);
    panel.focus();
    scrollTo(0, 0);
  }
}

async function instanceOf(address: string): Promise<string> {
  const response = await fetch(address, { cache: "no-store" });
  if (!response.ok) throw new Error(say("no-instance"));
  return response.text();
}
