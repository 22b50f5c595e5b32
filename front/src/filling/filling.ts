// Opens the page of a form: which draft, which version, and whether it can be filled here at all.
import { Definition } from "./definition.ts";
import { element } from "./elements.ts";
import { FillingPage } from "./filling-page.ts";
import { ADDRESSES } from "./keeping/asking.ts";
import { remember, serveOffline } from "./keeping/offline.ts";
import { newest } from "./keeping/server.ts";
import { link, notice } from "./notices.ts";
import { type FillPage, read } from "./page.ts";
import { say } from "./words.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function fill(): Promise<void> {
  if (!isSecureContext) return stopped("not-secure");
  const page = read<FillPage>();
  const query = new URLSearchParams(location.search);
  const asked = query.get("draft") ?? "";
  const id = UUID.test(asked) ? asked : crypto.randomUUID();
  if (!(await alone(id))) return stopped("other-tab");
  const kept = UUID.test(asked) ? await newest(asked, page.account) : null;
  if (kept?.kind === "waiting") return location.replace(ADDRESSES.list);
  if (kept && kept.form !== page.form) return location.replace(location.href.replace(`/${page.form}/`, `/${kept.form}/`));
  // The page that is put by for when there is no network knows of no sent form.
  if (query.has("corrects") && !page.edit && !kept) return stopped("no-instance");
  if (UUID.test(asked) && !kept) notice("draft-gone", true);
  const version = kept?.version || page.edit?.version || page.version;
  const address = (pattern: string, name = ""): string => pattern.replace("VERSION", encodeURIComponent(version)).replace("NAME", encodeURIComponent(name));
  const definition = await fetch(address(page.definition)).then((response) => (response.ok ? response.text() : null), () => null);
  if (definition === null) return stopped("no-definition");
  notice("newer-version", version !== page.version, {}, link(say("begin-anew"), location.pathname));
  const media = (name: string): string => address(page.media, name);
  try {
    const loaded = await Definition.load(definition, (name) => fetch(media(name)));
    const filling = new FillingPage(page, loaded, media, { id, version, kept });
    await filling.show();
    filling.waiting();
  } catch (fault) {
    return broken(fault);
  }
  await serveOffline();
  await remember([address(page.definition), ...page.mediaNames.map(media)]).catch(() => undefined);
}

// One tab at a time writes into a draft.
function alone(id: string): Promise<boolean> {
  return new Promise((done) => {
    void navigator.locks.request(`tirek-draft-${id}`, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock && new Promise(() => undefined); // until the tab is closed
    });
  });
}

function stopped(key: string, more = ""): void {
  document.getElementById("filling")?.replaceChildren(element("div", { class: "govuk-inset-text", role: "alert" }, element("p", { class: "govuk-body" }, say(key)), more && element("p", { class: "govuk-hint" }, more)));
}

const broken = (fault: unknown): void => stopped("broken-form", fault instanceof Error ? fault.message : String(fault));

fill().catch(broken);
