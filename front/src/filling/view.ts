// What every part of the page is: an element, and how to bring it up to date with the engine.
import type { AnyControlNode, AnyNode } from "@getodk/xforms-engine";
import type { Redrawing } from "./redrawing.ts";

export interface View {
  readonly element: HTMLElement;
  refresh(): void;
}

// What the parts of one filling share.
export interface Filling {
  readonly redrawing: Redrawing;
  readonly mostBytes: number;
  // The guidance of a question in the form's language, which the engine would run together with its hint.
  guidance(node: AnyControlNode): string;
  // The address of a file that belongs to the form.
  media(name: string): string;
  // What a person wrote that the engine cannot take as an answer, by node: it is said, and nothing is sent with it.
  readonly unreadable: Map<string, string>;
  // Nodes whose violations are shown: what was answered badly, and all of a section that was left.
  readonly shown: Set<string>;
  announce(text: string): void;
  // What is removed can be had back: asked before, and told after by the function it gives.
  beforeRemoval(): Promise<() => void>;
}

export const idOf = (node: AnyNode): string => node.nodeId.replace(":", "-");

const HIDDEN_LABELS = /^\s*$/;

// The words that name a node, else its name in the form.
export function nameOf(node: AnyNode): string {
  const label = node.currentState.label?.asString ?? "";
  return HIDDEN_LABELS.test(label) ? (node.currentState.reference.split("/").pop() ?? "") : plain(label);
}

const plain = (text: string): string => text.replace(/<[^>]*>|[*_#`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, "").trim();
