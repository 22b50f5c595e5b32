// Things put in an order, by buttons that a keyboard reaches; what is done is said aloud.
import type { RankNode } from "@getodk/xforms-engine";
import { button, element, set, textButton, write } from "../elements.ts";
import { type Filling, idOf } from "../view.ts";
import { say } from "../words.ts";
import type { Field } from "./question.ts";

export function rank(node: RankNode, filling: Filling): Field {
  const list = element("ol", { class: "tirek-rank" });
  const state = element("p", { class: "govuk-hint tirek-remark" });
  const keep = button("", () => order(shown()));
  const clear = textButton("", () => order([]));
  const focus = element("div", { id: `${idOf(node)}-field`, tabindex: "-1" }, state, list, element("p", {}, keep, clear));
  let built = "";

  const labels = (): Map<string, string> => new Map(node.currentState.valueOptions.map((each) => [each.value, each.label.asString]));
  // What is not in the order yet stands below it, in the order of the form.
  const shown = (): string[] => {
    const ranked = node.currentState.value.filter((each) => labels().has(each));
    return [...ranked, ...[...labels().keys()].filter((each) => !ranked.includes(each))];
  };
  const order = (values: readonly string[]): void => {
    node.setValues(values);
    filling.redrawing.soon();
  };
  const move = (value: string, by: number): void => {
    const values = shown();
    const from = values.indexOf(value);
    values.splice(from, 1);
    values.splice(from + by, 0, value);
    order(values);
    refresh();
    filling.announce(say("moved", { what: labels().get(value) ?? value, place: from + by + 1, all: values.length }));
    const buttons = [...list.querySelectorAll<HTMLButtonElement>(`[data-value="${CSS.escape(value)}"] button`)];
    (buttons[by < 0 ? 0 : 1]?.disabled ? buttons[by < 0 ? 1 : 0] : buttons[by < 0 ? 0 : 1])?.focus();
  };
  const row = (value: string, index: number, all: number): HTMLElement => {
    const words = labels().get(value) ?? value;
    const step = (by: number, sign: string, key: string): HTMLButtonElement => {
      const made = button(sign, () => move(value, by));
      set(made, { "aria-label": say(key, { what: words }), disabled: node.currentState.readonly || index + by < 0 || index + by >= all });
      return made;
    };
    return element("li", { "data-value": value }, element("span", { class: "tirek-rank__words" }, words), step(-1, "↑", "up"), step(1, "↓", "down"));
  };
  function refresh(): void {
    const values = shown();
    const { readonly, value } = node.currentState;
    const ranked = value.length > 0;
    const wanted = JSON.stringify([values, [...labels()], readonly, ranked, say("up")]);
    write(state, say(ranked ? "ranked" : "not-ranked"));
    write(keep, say("keep-order"));
    write(clear, say("clear"));
    keep.hidden = readonly || ranked;
    clear.hidden = readonly || !ranked;
    if (wanted === built) return;
    built = wanted;
    list.replaceChildren(...values.map((each, index) => row(each, index, values.length)));
  }
  return { element: focus, focus, several: true, refresh };
}
