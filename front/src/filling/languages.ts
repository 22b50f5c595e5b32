// The languages of a form: another one changes words and nothing else.
import type { FormLanguage, RootNode } from "@getodk/xforms-engine";
import { button, element, set } from "./elements.ts";
import { say, speak } from "./words.ts";

const CODE = /\(([a-z]{2,3})(?:-\w+)?\)\s*$/i;

const codeOf = (language: string): string => CODE.exec(language)?.[1]?.toLowerCase() ?? language.slice(0, 2).toLowerCase();
const nameOf = (language: string): string => language.replace(CODE, "").trim() || language;

let wanted = document.documentElement.lang;

// Buttons for the languages. The form begins in the page's own where it has it, and stays in what was chosen.
export function languages(root: RootNode, changed: () => void): HTMLElement {
  const all = root.languages.filter((each): each is FormLanguage => !each.isSyntheticDefault);
  const own = all.find((each) => codeOf(each.language) === wanted);
  if (own && own.language !== root.currentState.activeLanguage.language) root.setLanguage(own);
  const now = root.currentState.activeLanguage.language;
  if (now) speak(codeOf(now));
  const form = document.getElementById("filling");
  if (form && now) form.lang = codeOf(now);
  const buttons = all.map((each) => {
    const made = button(nameOf(each.language), () => {
      wanted = codeOf(each.language);
      root.setLanguage(each);
      changed();
      document.querySelector<HTMLElement>(".tirek-form-languages [aria-pressed=true]")?.focus();
    });
    set(made, { lang: codeOf(each.language), "aria-pressed": String(each.language === now) });
    return made;
  });
  return element("div", { class: "tirek-form-languages", role: "group", "aria-label": say("form-language"), hidden: all.length < 2 }, ...buttons);
}

export function titleIn(titles: Record<string, string>, root: RootNode): string {
  const code = codeOf(root.currentState.activeLanguage.language || document.documentElement.lang);
  return titles[code] ?? titles[document.documentElement.lang] ?? Object.values(titles)[0] ?? "";
}
