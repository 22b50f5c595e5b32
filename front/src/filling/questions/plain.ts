// Questions without much of a field: notes, a thing to acknowledge, and what cannot be asked here.
import type { AnyControlNode, AnyNoteNode, TriggerNode } from "@getodk/xforms-engine";
import { element, write } from "../elements.ts";
import { Text } from "../texts.ts";
import { type Filling, type View, idOf } from "../view.ts";
import { say } from "../words.ts";
import type { Field } from "./question.ts";

export class Note implements View {
  readonly element = element("div", { class: "tirek-note" });
  private readonly label: Text;
  private readonly hint: Text;
  private readonly hinted = element("div", { class: "govuk-hint" });
  private readonly value = element("p", { class: "tirek-note__value" });

  constructor(
    private readonly node: AnyNoteNode,
    filling: Filling,
  ) {
    const told = element("div", { class: "tirek-told" });
    this.label = new Text(told, filling, false);
    this.hint = new Text(this.hinted, filling, false);
    this.element.id = idOf(node);
    this.element.append(told, this.hinted, this.value);
    this.refresh();
  }

  refresh(): void {
    const { label, hint, value } = this.node.currentState;
    this.label.write(label);
    this.hint.write(hint);
    this.hinted.hidden = !hint?.asString.trim();
    const shown = value === null || value === undefined ? "" : typeof value === "object" ? this.node.currentState.instanceValue : String(value);
    write(this.value, shown);
    this.value.hidden = shown === "";
  }
}

export function acknowledge(node: TriggerNode, filling: Filling): Field {
  const input = element("input", { class: "govuk-checkboxes__input", type: "checkbox", id: `${idOf(node)}-field` });
  const label = element("label", { class: "govuk-label govuk-checkboxes__label", for: input.id });
  input.addEventListener("change", () => {
    node.setValue(input.checked);
    filling.redrawing.soon();
  });
  return {
    element: element("div", { class: "govuk-checkboxes" }, element("div", { class: "govuk-checkboxes__item" }, input, label)),
    focus: input,
    several: true,
    refresh() {
      input.checked = node.currentState.value;
      input.disabled = node.currentState.readonly;
      write(label, say("acknowledge"));
    },
  };
}

// It is said in its place, and what was answered elsewhere stays.
export function unsupported(node: AnyControlNode): Field {
  const value = element("p", { class: "tirek-note__value" });
  const said = element("p", { class: "govuk-inset-text" });
  const focus = element("div", { id: `${idOf(node)}-field`, tabindex: "-1" }, said, value);
  return {
    element: focus,
    focus,
    several: true,
    refresh() {
      write(said, say("unsupported", { kind: `${node.nodeType} ${node.valueType}` }));
      write(value, node.currentState.instanceValue);
    },
  };
}
