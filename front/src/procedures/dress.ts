// What bpmn-js is dressed in comes with it, and not with every page: as a sheet of its own, which the policy allows.
import shapes from "bpmn-js/dist/assets/diagram-js.css?inline";

// The letters of the house: Kazakh has some that others lack.
const fontFamily = '"Noto Sans", "Segoe UI", arial, sans-serif';
export const LETTERS = { textRenderer: { defaultStyle: { fontFamily }, externalStyle: { fontFamily, fontSize: 11 } } };

let dressed = false;

export function dress(...others: string[]): void {
  if (dressed) return;
  dressed = true;
  for (const css of [shapes, ...others]) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
}
