// The list of forms: what lies on this device alone, what waits to be sent, and sending it.
import { button, element, textButton, write } from "./elements.ts";
import { ADDRESSES } from "./keeping/asking.ts";
import { remember, serveOffline } from "./keeping/offline.ts";
import { keepOnServer } from "./keeping/server.ts";
import { type Outcome, sendAll, untilReached } from "./keeping/sending.ts";
import { type Kept, drop, list, note } from "./keeping/vault.ts";
import { link, notice } from "./notices.ts";
import { type ListPage, read } from "./page.ts";
import { say } from "./words.ts";

async function waiting(): Promise<void> {
  const page = read<ListPage>();
  const place = document.getElementById("filling-waiting") as HTMLElement;
  const shown = new Waiting(page, place);
  await shown.draw();
  untilReached(() => shown.sendAll());
  await serveOffline();
  await remember([]);
}

class Waiting {
  private readonly said = element("p", { role: "status", class: "govuk-body" });

  constructor(
    private readonly page: ListPage,
    private readonly place: HTMLElement,
  ) {}

  async draw(): Promise<void> {
    const all = await list();
    const others = all.filter((kept) => kept.account !== this.page.account);
    for (const kept of others) if (kept.kind === "draft" && !kept.ahead) await drop(kept.id); // the server has it
    const foreign = others.filter((kept) => kept.kind === "waiting" || kept.ahead);
    const ours = all.filter((kept) => kept.account === this.page.account);
    this.place.replaceChildren(
      this.said,
      ...this.section("waiting-list", ours.filter((kept) => kept.kind === "waiting")),
      ...this.section("here-list", ours.filter((kept) => kept.kind === "draft" && kept.ahead)),
      ...this.foreign(foreign),
    );
  }

  private section(key: string, kepts: readonly Kept[]): HTMLElement[] {
    if (kepts.length === 0) return [];
    const rows = kepts.map((kept) => this.row(kept));
    const heading = element("h2", { class: "govuk-heading-m" }, say(key));
    const send = key === "waiting-list" ? [button(say("send-now"), () => void this.again(kepts), "")] : [];
    return [heading, element("ul", { class: "govuk-list tirek-kept" }, ...rows), ...send];
  }

  private row(kept: Kept): HTMLElement {
    const when = new Date(kept.changed).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
    const fill = `${this.page.fill.replace("FORM", encodeURIComponent(kept.form))}?draft=${kept.id}`;
    const name = kept.kind === "draft" ? link(kept.title, fill) : element("strong", {}, kept.title);
    const why = kept.refused ? [element("p", { class: "govuk-error-message" }, say("refused-because", { why: kept.refused }))] : [];
    const erase = textButton(say("erase"), () => void this.erase(kept));
    erase.setAttribute("aria-label", `${say("erase")}: ${kept.title}, ${when}`);
    return element("li", {}, name, element("span", { class: "tirek-soft" }, when), erase, ...why);
  }

  private foreign(kepts: readonly Kept[]): HTMLElement[] {
    if (kepts.length === 0) return [];
    const erase = button(say("erase-others"), () => void Promise.all(kepts.map((kept) => this.erase(kept, false))));
    return [element("div", { class: "govuk-inset-text" }, element("p", { class: "govuk-body" }, say("of-others", { count: kepts.length })), erase)];
  }

  private async erase(kept: Kept, asking = true): Promise<void> {
    if (asking && !confirm(say("erase-sure", { title: kept.title }))) return;
    await drop(kept.id);
    await this.draw();
  }

  private async again(kepts: readonly Kept[]): Promise<void> {
    for (const kept of kepts) if (kept.refused) await note(kept, { refused: "" });
    await this.sendAll();
  }

  async sendAll(): Promise<boolean> {
    let sent = 0;
    let last: Outcome | null = null;
    const reached = await sendAll(this.page.account, this.page.mostBytes, (_, outcome) => {
      last = outcome;
      if (outcome.state === "sent") sent++;
    });
    for (const kept of await list()) if (kept.kind === "draft" && kept.ahead && kept.account === this.page.account) await keepOnServer(kept);
    await this.draw();
    if (sent) write(this.said, say("sent-count", { count: sent }));
    const because = (last as Outcome | null)?.state === "waiting" ? (last as unknown as { because: string }).because : "";
    notice("signed-out", because === "signed-out", {}, link(say("sign-in"), `${ADDRESSES.signIn}?next=${ADDRESSES.list}`));
    notice("offline", because === "unreachable");
    return reached && (await list()).every((kept) => kept.kind !== "draft" || !kept.ahead || kept.account !== this.page.account);
  }
}

void waiting();
