// One of several, or any of them: radios and checkboxes; a long list is found by writing a part of its words.
import type { SelectItem, SelectNode } from "@getodk/xforms-engine";
import { element, set, textButton, write } from "../elements.ts";
import { Text } from "../texts.ts";
import { type Filling, idOf } from "../view.ts";
import { say } from "../words.ts";
import type { Field } from "./question.ts";

const LONG = 15;
const MOST_SHOWN = 100;
const MOST_LETTERS_ASIDE = 45;
const ASIDE = ["horizontal", "horizontal-compact", "likert", "columns-pack"] as const;

export function choices(node: SelectNode, filling: Filling): Field {
  return new Choices(node, filling);
}

interface Option {
  readonly item: HTMLElement;
  readonly input: HTMLInputElement;
  readonly words: string;
}

class Choices implements Field {
  readonly several = true;
  readonly element = element("div");
  private readonly one: boolean;
  private readonly kind: "radios" | "checkboxes";
  private readonly list: HTMLElement;
  private readonly search: HTMLInputElement;
  private readonly searching: HTMLElement;
  private readonly found = element("p", { class: "govuk-hint tirek-remark", role: "status" });
  private readonly clear: HTMLButtonElement;
  private readonly options = new Map<string, Option>();
  private built = "";

  constructor(
    private readonly node: SelectNode,
    private readonly filling: Filling,
  ) {
    this.one = node.selectType === "select1";
    this.kind = this.one ? "radios" : "checkboxes";
    this.list = element("div", { class: `govuk-${this.kind}` });
    this.search = element("input", { class: "govuk-input", type: "text", autocomplete: "off", id: `${idOf(node)}-search` });
    this.search.addEventListener("input", () => this.narrow());
    this.search.addEventListener("change", (event) => event.stopPropagation()); // looking for an answer gives none
    this.searching = element("div", { class: "tirek-find" }, element("label", { class: "govuk-label", for: this.search.id }), this.search, this.found);
    this.clear = textButton("", () => this.choose([]));
    this.list.addEventListener("change", () => this.choose([...this.options].filter(([, { input }]) => input.checked).map(([value]) => value)));
    this.element.append(this.searching, this.list, element("p", { class: "tirek-clear" }, this.clear));
  }

  get focus(): HTMLElement {
    const { value } = this.node.currentState;
    return this.options.get(value[0] ?? "")?.input ?? [...this.options.values()][0]?.input ?? this.search;
  }

  private choose(values: string[]): void {
    this.node.selectValues(values);
    this.filling.redrawing.soon();
  }

  refresh(): void {
    const { valueOptions, readonly, value } = this.node.currentState;
    const wanted = JSON.stringify(valueOptions.map((each) => [each.value, each.label.asString, each.label.imageSource?.href]));
    if (wanted !== this.built) this.build(valueOptions, wanted);
    for (const [each, { input }] of this.options) {
      input.checked = value.includes(each);
      input.disabled = readonly;
    }
    const long = this.node.appearances["autocomplete"] || valueOptions.length > LONG;
    this.searching.hidden = !long || readonly;
    this.list.classList.toggle("tirek-long", long);
    this.narrow();
    write(this.clear, say("clear"));
    this.clear.hidden = !this.one || readonly || value.length === 0;
    if (valueOptions.length === 0) this.list.replaceChildren(element("p", { class: "govuk-hint" }, say("no-choices")));
  }

  private build(items: readonly SelectItem[], wanted: string): void {
    const at = document.activeElement instanceof HTMLInputElement ? document.activeElement.value : null;
    const held = this.list.contains(document.activeElement);
    this.built = wanted;
    this.options.clear();
    this.list.classList.toggle(`govuk-${this.kind}--inline`, this.aside(items));
    items.forEach((item, index) => this.options.set(item.value, this.option(item, index)));
    this.list.replaceChildren(...[...this.options.values()].map(({ item }) => item));
    if (held && at !== null) this.options.get(at)?.input.focus();
  }

  // A few short words stand beside one another where there is room: a list of a hundred questions stays short.
  private aside(items: readonly SelectItem[]): boolean {
    if (ASIDE.some((each) => this.node.appearances[each])) return true;
    const words = items.map((each) => each.label);
    return words.length <= 5 && words.every((each) => !each.imageSource) && words.map((each) => each.asString).join("").length <= MOST_LETTERS_ASIDE;
  }

  private option(item: SelectItem, index: number): Option {
    const id = `${idOf(this.node)}-${index}`;
    const type = this.one ? "radio" : "checkbox";
    const kind = this.kind;
    const input = element("input", { class: `govuk-${kind}__input`, type, id, name: idOf(this.node), value: item.value });
    const label = element("label", { class: `govuk-label govuk-${kind}__label`, for: id });
    new Text(label, this.filling).write(item.label);
    if (!item.label.asString.trim()) label.prepend(item.value);
    return { item: element("div", { class: `govuk-${kind}__item` }, input, label), input, words: item.label.asString.toLocaleLowerCase() };
  }

  // What is chosen stays in sight, whatever is looked for.
  private narrow(): void {
    const wanted = this.searching.hidden ? "" : this.search.value.trim().toLocaleLowerCase();
    let matching = 0;
    for (const { item, input, words } of this.options.values()) {
      const matches = words.includes(wanted) && ++matching <= (this.searching.hidden ? Infinity : MOST_SHOWN);
      item.hidden = !matches && !input.checked;
    }
    write(this.searching.firstElementChild as Element, say("find"));
    write(this.found, say(matching > MOST_SHOWN ? "found-many" : "found", { count: Math.min(matching, MOST_SHOWN), all: this.options.size }));
    set(this.list, { tabindex: this.searching.hidden ? null : "0", role: this.searching.hidden ? null : "group", "aria-label": this.searching.hidden ? null : say("choices") });
  }
}
