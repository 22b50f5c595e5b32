// Everything works without this file; with it, pages answer sooner and lose less.
import "./styles/tirek.scss";
import { initAll } from "govuk-frontend";
import htmx from "htmx.org";
import { accountMenu } from "./islands/account-menu.ts";
import { beside } from "./islands/beside.ts";
import { copy } from "./islands/copy.ts";
import { dropZone } from "./islands/drop-zone.ts";
import { editor, insertFigure } from "./islands/editor.ts";
import { sendOnce } from "./islands/send-once.ts";
import { scrolling } from "./islands/scrolling.ts";
import { tableFilter } from "./islands/table-filter.ts";
import { trouble } from "./islands/trouble.ts";
import { unsaved } from "./islands/unsaved.ts";

type Island = (root: HTMLElement) => void;

// What a template writes, and what comes to life there.
const ISLANDS: Record<string, Island> = {
  ".tirek-account": accountMenu,
  ".tirek-beside": beside,
  ".tirek-document, .tirek-picker, .tirek-table, .tirek-wide": scrolling,
  "[data-copy]": copy,
  "[data-editor]": editor,
  "[data-filter]": tableFilter,
  "[data-insert]": insertFigure,
  "[data-unsaved]": unsaved,
};

// The strict Content-Security-Policy allows neither inline styles nor evaluated code.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // pages with personal data stay out of the browser's storage
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "4..", swap: true, error: true }, // a refusal is an answer: the server says where it belongs
  { code: "5..", swap: false, error: true },
];

function within(scope: Element, selector: string): HTMLElement[] {
  const found = [...scope.querySelectorAll<HTMLElement>(selector)];
  return scope.matches(selector) ? [scope as HTMLElement, ...found] : found;
}

const alive = new WeakSet<Element>();

function bringToLife(scope: Element): void {
  for (const field of within(scope, "input.govuk-file-upload")) dropZone(field);
  initAll({ scope });
  for (const [selector, island] of Object.entries(ISLANDS))
    for (const root of within(scope, selector)) {
      if (alive.has(root)) continue;
      alive.add(root);
      island(root);
    }
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
sendOnce(document);
trouble(document);
htmx.onLoad((loaded) => bringToLife(loaded as Element)); // the body first, then whatever is swapped in
