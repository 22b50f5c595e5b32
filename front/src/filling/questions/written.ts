// Answers that are written: text, also of several lines; whole and decimal numbers; codes that a reader would scan.
import type { AnyInputNode, AnyRangeNode, DecimalInputNode, IntInputNode } from "@getodk/xforms-engine";
import { element, set } from "../elements.ts";
import { type Filling, idOf } from "../view.ts";
import { say } from "../words.ts";
import type { Field } from "./question.ts";

type Box = HTMLInputElement | HTMLTextAreaElement;

// A box whose text goes to the engine as it is written. What cannot be an answer is said, kept in the box, and not sent.
export function box(
  node: AnyInputNode | AnyRangeNode,
  filling: Filling,
  input: Box,
  answer: (text: string) => string | null,
  wrong: () => string,
  shown: () => string = () => node.currentState.instanceValue,
): Field {
  input.id = `${idOf(node)}-field`;
  let given = "";
  const take = (): void => {
    const text = input.value.trim() === "" ? "" : input.value;
    const value = text === "" ? "" : answer(text);
    if (value !== null) filling.unreadable.delete(node.nodeId);
    given = value ?? "";
    (node as { setValue(value: string): unknown }).setValue(given);
    if (value !== null) given = shown();
  };
  input.addEventListener("input", take);
  input.addEventListener("change", () => {
    take();
    if (input.value.trim() !== "" && answer(input.value) === null) filling.unreadable.set(node.nodeId, wrong());
    filling.redrawing.soon();
  });
  return {
    element: input,
    focus: input,
    several: false,
    refresh() {
      const now = shown();
      const ours = now === given && document.activeElement === input;
      if (!ours && !filling.unreadable.has(node.nodeId) && input.value !== now) input.value = given = now;
      set(input, { readonly: node.currentState.readonly });
    },
  };
}

export function text(node: AnyInputNode, filling: Filling): Field {
  const { appearances } = node;
  const rows = node.valueType === "string" ? node.nodeOptions?.rows : null;
  const input =
    appearances["multiline"] || rows
      ? element("textarea", { class: "govuk-textarea", rows: rows ?? 5 })
      : element("input", { class: "govuk-input", type: "text", autocomplete: "off" });
  if (appearances["numbers"]) set(input, { inputmode: "numeric" });
  if (appearances["url"]) set(input, { inputmode: "url" });
  const field = box(node, filling, input, (written) => written, () => "");
  if (node.valueType === "barcode") return { ...field, remark: say("barcode") };
  return field;
}

const WHOLE = /^[-+−]?\d{1,10}$/;
const DECIMAL = /^[-+−]?(\d+([.,]\d*)?|[.,]\d+)$/;

export function number(node: IntInputNode | DecimalInputNode | AnyRangeNode, filling: Filling): Field {
  const whole = node.valueType === "int";
  const input = element("input", {
    class: "govuk-input govuk-input--width-10 tirek-number",
    type: "text",
    inputmode: whole ? "numeric" : "decimal",
    autocomplete: "off",
  });
  const limits = node.nodeType === "range" ? node.definition.bounds : null;
  const read = (written: string): string | null => {
    const text = written.replace(/[\s\u00a0\u202f]/g, "");
    if (!(whole ? WHOLE : DECIMAL).test(text)) return null;
    const value = text.replace(",", ".").replace("−", "-");
    if (whole && Math.abs(Number(value)) > 2_147_483_647) return null;
    return !limits || within(Number(value), limits) ? value : null;
  };
  const wrong = (): string => {
    if (limits) return say("number-between", { from: String(limits.start), to: String(limits.end), step: String(limits.step) });
    return say(whole ? "whole-number" : "number");
  };
  const field = box(node, filling, input, read, wrong, () => shownNumber(node.currentState.value));
  return limits ? { ...field, remark: wrong() } : field;
}

const shownNumber = (value: bigint | number | null): string => (value === null ? "" : String(value));

interface Limits {
  readonly start: bigint | number;
  readonly end: bigint | number;
  readonly step: bigint | number;
}

function within(value: number, { start, end, step }: Limits): boolean {
  const [from, to, by] = [Number(start), Number(end), Math.abs(Number(step))];
  if (value < Math.min(from, to) || value > Math.max(from, to)) return false;
  const steps = (value - from) / by;
  return by === 0 || Math.abs(steps - Math.round(steps)) < 1e-9;
}
