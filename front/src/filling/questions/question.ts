// A question as the design system has it: label or legend, hint, guidance, what is wrong, and the field itself.
import type { AnyControlNode } from "@getodk/xforms-engine";
import { element, set, write } from "../elements.ts";
import { Text } from "../texts.ts";
import { type Filling, type View, idOf, nameOf } from "../view.ts";
import { say } from "../words.ts";

// The field of a question. `focus` is what an error leads to; a set of fields stands in a fieldset.
export interface Field {
  readonly element: HTMLElement;
  readonly focus: HTMLElement;
  readonly several: boolean;
  readonly remark?: string;
  refresh(): void;
}

export class Question implements View {
  readonly element: HTMLElement;
  private readonly label: Text;
  private readonly labelled: HTMLElement;
  private readonly hint: Text;
  private readonly hinted: HTMLElement;
  private readonly guided: HTMLDetailsElement;
  private readonly wrong: HTMLElement;
  private readonly needed = element("span", { class: "tirek-needed" });
  private readonly around: HTMLElement;
  private readonly id: string;

  constructor(
    private readonly node: AnyControlNode,
    private readonly filling: Filling,
    private readonly field: Field,
  ) {
    this.id = idOf(node);
    const said = element("span");
    this.label = new Text(said, filling);
    this.labelled = field.several
      ? element("legend", { class: "govuk-fieldset__legend" }, said, this.needed)
      : element("label", { class: "govuk-label", for: field.focus.id }, said, this.needed);
    this.hinted = element("div", { id: `${this.id}-hint`, class: "govuk-hint" });
    this.hint = new Text(this.hinted, filling, false);
    this.guided = element("details", { class: "govuk-details" });
    this.guided.append(
      element("summary", { class: "govuk-details__summary" }, element("span", { class: "govuk-details__summary-text" })),
      element("div", { class: "govuk-details__text" }),
    );
    this.wrong = element("p", { id: `${this.id}-wrong`, class: "govuk-error-message" });
    const remark = field.remark ? [element("p", { class: "govuk-hint tirek-remark" }, field.remark)] : [];
    const parts = [this.labelled, this.hinted, this.guided, this.wrong, ...remark, field.element];
    this.around = field.several ? element("fieldset", { class: "govuk-fieldset" }, ...parts) : element("div", {}, ...parts);
    this.element = element("div", { class: "govuk-form-group tirek-question", id: this.id }, this.around);
    // What was answered badly is said when the field is left, never while somebody still writes.
    this.element.addEventListener("change", () => this.judge());
    this.refresh();
  }

  private judge(): void {
    if (this.node.validationState.violation?.condition === "constraint") this.filling.shown.add(this.node.nodeId);
    this.filling.redrawing.soon();
  }

  refresh(): void {
    const state = this.node.currentState;
    this.label.write(state.label);
    if (!state.label?.asString.trim()) write(this.labelled.firstElementChild as Element, nameOf(this.node));
    this.hint.write(state.hint);
    this.hinted.hidden = !state.hint?.asString.trim();
    this.guide();
    write(this.needed, state.required && !state.readonly ? ` ${say("needed")}` : "");
    const trouble = troubleOf(this.node, this.filling);
    this.element.classList.toggle("govuk-form-group--error", trouble !== null);
    this.wrong.hidden = trouble === null;
    this.wrong.replaceChildren(
      ...(trouble === null ? [] : [element("span", { class: "govuk-visually-hidden" }, `${say("error")} `), trouble]),
    );
    const describes = [this.hinted.hidden ? "" : this.hinted.id, trouble === null ? "" : this.wrong.id].join(" ").trim();
    const described = this.field.several ? this.around : this.field.focus;
    set(described, { "aria-describedby": describes || null });
    if (!this.field.several) set(described, { "aria-invalid": trouble !== null ? "true" : null });
    this.field.refresh();
  }

  private guide(): void {
    const guidance = this.filling.guidance(this.node);
    this.guided.hidden = guidance === "";
    write(this.guided.querySelector("span") as Element, say("guidance"));
    write(this.guided.lastElementChild as Element, guidance);
  }
}

// What is wrong with an answer, once it may be said.
export function troubleOf(node: AnyControlNode, filling: Filling): string | null {
  const unreadable = filling.unreadable.get(node.nodeId);
  if (unreadable) return unreadable;
  const violation = filling.shown.has(node.nodeId) ? node.validationState.violation : null;
  return violation && (violation.message?.asString.trim() || say(violation.condition));
}
