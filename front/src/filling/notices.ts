// What is said about the page itself: the network, the session, another tab. Each thing is said once, and taken back.
import { element } from "./elements.ts";
import { say } from "./words.ts";

const shown = new Map<string, HTMLElement>();

export function notice(key: string, on: boolean, facts: Record<string, string> = {}, ...more: HTMLElement[]): void {
  shown.get(key)?.remove();
  shown.delete(key);
  if (!on) return;
  const told = element("div", { class: "govuk-inset-text tirek-notice", role: "status" }, element("p", { class: "govuk-body" }, say(key, facts)), ...more);
  shown.set(key, told);
  document.getElementById("filling-notices")?.append(told);
}

export function link(text: string, href: string): HTMLAnchorElement {
  return element("a", { class: "govuk-link", href }, text);
}
