// Everything works without this file; with it, pages answer sooner and lose less.
import "./styles/tirek.scss";
import { initAll } from "govuk-frontend";
import htmx from "htmx.org";
import { accountMenu } from "./islands/account-menu.ts";
import { beside } from "./islands/beside.ts";
import { copy } from "./islands/copy.ts";
import { drafts } from "./islands/drafts.ts";
import { draw, drawing } from "./islands/drawing.ts";
import { dropZone, nameAsSeen } from "./islands/drop-zone.ts";
import { editor } from "./islands/editor.ts";
import { processMap } from "./islands/process-map.ts";
import { sendOnce } from "./islands/send-once.ts";
import { scrolling } from "./islands/scrolling.ts";
import { tableFilter } from "./islands/table-filter.ts";
import { trouble } from "./islands/trouble.ts";
import { unsaved } from "./islands/unsaved.ts";

type Island = (root: HTMLElement) => void;

// `data-island="copy"` in a template brings `copy` to life; one element may name several.
const ISLANDS: Record<string, Island> = {
  copy,
  draw,
  drawing,
  editor,
  "process-map": processMap,
  scrolling,
  "table-filter": tableFilter,
  unsaved,
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

const alive = new WeakSet<Element>();

function within(scope: Element, selector: string): HTMLElement[] {
  const found = [...scope.querySelectorAll<HTMLElement>(selector)];
  return (scope.matches(selector) ? [scope as HTMLElement, ...found] : found).filter((root) => !alive.has(root));
}

function bringToLife(scope: Element): void {
  within(scope, "input.govuk-file-upload").forEach(dropZone);
  initAll({ scope });
  nameAsSeen(scope);
  within(scope, ".tirek-account").forEach(accountMenu);
  within(scope, ".tirek-beside").forEach(beside);
  for (const root of within(scope, "[data-island]")) {
    alive.add(root);
    for (const name of (root.dataset.island ?? "").split(" ")) ISLANDS[name]?.(root);
  }
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
sendOnce(document);
trouble(document);
drafts(document);
htmx.onLoad((loaded) => bringToLife(loaded as Element)); // the body first, then whatever is swapped in
