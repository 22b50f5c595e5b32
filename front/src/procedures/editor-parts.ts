// Only what the house carries out can be drawn: the same list as the check of a mechanism has, offered from the start.
import ElementFactory from "bpmn-js/lib/features/modeling/ElementFactory";
import { translate } from "./editor-words.ts";

type Entries = Record<string, unknown>;
type Only = (entries: Entries) => Entries;
interface Menus {
  registerProvider(...what: unknown[]): void;
}

const AFTER_ALL = 500; // providers of a lower priority come later, and get what the others gave

const DRAWN = [
  ...["hand-tool", "space-tool", "global-connect-tool", "tool-separator"],
  ...["create.start-event", "create.intermediate-event", "create.end-event", "create.exclusive-gateway", "create.task"],
  ...["create.subprocess-expanded", "create.participant-expanded"],
];
const APPENDED = [
  ...["append.end-event", "append.gateway", "append.append-task", "append.intermediate-event", "append.text-annotation"],
  ...["append.message-intermediate-event", "append.timer-intermediate-event"],
  ...["replace", "connect", "delete", "lane-insert-above", "lane-insert-below", "lane-divide-two", "lane-divide-three"],
];
const REPLACED = [
  ...["user-task", "call-activity", "expanded-subprocess", "subprocess"],
  ...["exclusive-gateway", "parallel-gateway", "inclusive-gateway"],
  ...["none-start", "message-start", "timer-start", "none-end", "none-intermediate-throw"],
  ...["message-intermediate-catch", "timer-intermediate-catch", "message-boundary", "timer-boundary"],
  ...["non-interrupting-message-boundary", "non-interrupting-timer-boundary", "sequence-flow", "default-flow"],
].map((name) => `replace-with-${name}`);

function only(names: string[]): Only {
  return (entries) => Object.fromEntries(Object.entries(entries).filter(([name]) => names.includes(name)));
}

function limits(palette: Menus, contextPad: Menus, popupMenu: Menus): void {
  palette.registerProvider(AFTER_ALL, { getPaletteEntries: () => only(DRAWN) });
  contextPad.registerProvider(AFTER_ALL, { getContextPadEntries: () => only(APPENDED), getMultiElementContextPadEntries: () => only(APPENDED) });
  popupMenu.registerProvider("bpmn-replace", AFTER_ALL, {
    getPopupMenuEntries: () => only(REPLACED),
    getPopupMenuHeaderEntries: () => only(["toggle-non-interrupting"]),
  });
}
limits.$inject = ["palette", "contextPad", "popupMenu"];

// A step is always done by a person: a bare task is made one of them.
class Factory extends (ElementFactory as unknown as new (...parts: unknown[]) => { create(kind: string, given: { type?: string }): unknown }) {
  static $inject = ["bpmnFactory", "moddle"];
  override create(kind: string, given: { type?: string }): unknown {
    return super.create(kind, given.type === "bpmn:Task" ? { ...given, type: "bpmn:UserTask" } : given);
  }
}

export const parts = {
  __init__: ["limits"],
  limits: ["type", limits],
  elementFactory: ["type", Factory],
  translate: ["value", translate],
};

// The one attribute of our own that a drawing has.
export const ours = {
  name: "Tirek",
  uri: "urn:tirek:procedures",
  prefix: "tirek",
  xml: { tagAlias: "lowerCase" },
  types: [{ name: "Asked", extends: ["bpmn:UserTask"], properties: [{ name: "form", isAttr: true, type: "String" }] }],
};
