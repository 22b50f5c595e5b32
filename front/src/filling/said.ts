// What is said of a form that was saved or sent.
import { element } from "./elements.ts";
import { ADDRESSES } from "./keeping/asking.ts";
import type { Outcome } from "./keeping/sending.ts";
import { link } from "./notices.ts";
import type { Saved } from "./saving.ts";
import { say } from "./words.ts";

export function savedSentence(saved: Saved): string {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (saved === "saving") return say("saving");
  if (saved === "failed") return say("not-saved");
  return say(saved === "kept" ? "saved-server" : "saved-here", { time });
}

export function sentPanel(outcome: Outcome, again: string): HTMLElement {
  const links = [link(say("all-forms"), ADDRESSES.list), link(say("fill-another"), again)];
  if (outcome.state === "sent" && outcome.url) links.unshift(link(say("see-answers"), outcome.url));
  const keys = outcome.state === "sent" ? ["sent", "sent-more"] : outcome.state === "refused" ? ["refused", "refused-more"] : ["waiting", `waiting-${outcome.because}`];
  const said = outcome.state === "refused" ? [element("p", { class: "govuk-body" }, outcome.sentence)] : [];
  return element(
    "div",
    { class: `tirek-sent tirek-sent--${outcome.state}`, tabindex: "-1", role: "status" },
    element("h2", { class: "govuk-heading-l" }, say(keys[0] as string)),
    ...said,
    element("p", { class: "govuk-body" }, say(keys[1] as string)),
    element("ul", { class: "govuk-list" }, ...links.map((each) => element("li", {}, each))),
  );
}
