// Days and times, by the browser's own fields: they speak the reader's language and fit a finger.
import type { AnyInputNode } from "@getodk/xforms-engine";
import { element, set } from "../elements.ts";
import { type Filling, idOf } from "../view.ts";
import { say } from "../words.ts";
import type { Field } from "./question.ts";

const CALENDARS = ["ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian"] as const;
const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, "0");

// The offset of this device at a moment, as `+05:00`.
export function offset(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  return `${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

interface Moment {
  readonly type: string;
  toAnswer(shown: string): string;
  toShown(answer: string): string;
}

const DAY: Moment = { type: "date", toAnswer: (shown) => shown, toShown: (answer) => answer.slice(0, 10) };
const MONTH: Moment = { type: "month", toAnswer: (shown) => `${shown}-01`, toShown: (answer) => answer.slice(0, 7) };
const TIME: Moment = {
  type: "time",
  toAnswer: (shown) => `${shown.slice(0, 5)}:00.000${offset(new Date())}`,
  toShown: (answer) => answer.slice(0, 5),
};
const DAY_AND_TIME: Moment = {
  type: "datetime-local",
  toAnswer: (shown) => `${shown.slice(0, 16)}:00.000${offset(new Date(shown))}`,
  toShown(answer) {
    const at = new Date(answer);
    if (Number.isNaN(at.getTime())) return answer.slice(0, 16);
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
  },
};
const YEAR: Moment = { type: "number", toAnswer: (shown) => `${shown.padStart(4, "0")}-01-01`, toShown: (answer) => answer.slice(0, 4) };

function momentOf(node: AnyInputNode): Moment {
  if (node.valueType === "time") return TIME;
  if (node.valueType === "dateTime") return DAY_AND_TIME;
  if (node.appearances["year"]) return YEAR;
  return node.appearances["month-year"] ? MONTH : DAY;
}

export function moment(node: AnyInputNode, filling: Filling): Field {
  const kind = momentOf(node);
  const input = element("input", { class: "govuk-input tirek-moment", type: kind.type, id: `${idOf(node)}-field`, autocomplete: "off" });
  if (kind === YEAR) set(input, { min: 1, max: 9999, step: 1 });
  else if (kind !== TIME) set(input, { max: kind === DAY_AND_TIME ? "9999-12-31T23:59" : "9999-12-31".slice(0, kind === MONTH ? 7 : 10) });
  // Half a date is no answer, and the field keeps it; it is said when the field is left.
  const take = (): void => {
    const half = input.validity.badInput || (kind === YEAR && input.value !== "" && !/^\d{4}$/.test(input.value));
    (node as { setValue(value: string): unknown }).setValue(input.value && !half ? kind.toAnswer(input.value) : "");
    if (half) filling.unreadable.set(node.nodeId, say("half-a-date"));
    else filling.unreadable.delete(node.nodeId);
  };
  input.addEventListener("change", take);
  input.addEventListener("blur", () => {
    if (input.validity.badInput !== filling.unreadable.has(node.nodeId)) take();
    filling.redrawing.soon();
  });
  const calendar = CALENDARS.find((each) => node.appearances[each]);
  return {
    element: input,
    focus: input,
    several: false,
    ...(calendar ? { remark: say("calendar") } : {}),
    refresh() {
      const answer = node.currentState.instanceValue;
      const shown = answer === "" ? "" : kind.toShown(answer);
      if (!filling.unreadable.has(node.nodeId) && input.value !== shown) input.value = shown;
      set(input, { readonly: node.currentState.readonly });
    },
  };
}
