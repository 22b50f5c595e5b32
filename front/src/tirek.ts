// Everything works without this file; with it, pages answer sooner and lose less.
import "./styles/tirek.scss";
import { initAll } from "govuk-frontend";
import htmx from "htmx.org";
import { accountMenu } from "./islands/account-menu.ts";
import { beside } from "./islands/beside.ts";
import { copy } from "./islands/copy.ts";
import { editor } from "./islands/editor.ts";
import { sendOnce } from "./islands/send-once.ts";
import { scrolling } from "./islands/scrolling.ts";
import { tableFilter } from "./islands/table-filter.ts";
import { trouble } from "./islands/trouble.ts";
import { unsaved } from "./islands/unsaved.ts";

type Island = (root: HTMLElement) => void;

// `data-island="copy"` in a template brings `copy` to life; one element may name several.
const ISLANDS: Record<string, Island> = {
  "account-menu": accountMenu,
  beside,
  copy,
  editor,
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

function bringToLife(scope: Element): void {
  initAll({ scope });
  const named = [...scope.querySelectorAll<HTMLElement>("[data-island]")];
  if (scope.matches("[data-island]")) named.unshift(scope as HTMLElement);
  for (const root of named) {
    if (root.dataset.alive) continue;
    root.dataset.alive = "yes";
    for (const name of (root.dataset.island ?? "").split(" ")) ISLANDS[name]?.(root);
  }
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
sendOnce(document);
trouble(document);
htmx.onLoad((loaded) => bringToLife(loaded as Element)); // the body first, then whatever is swapped in
