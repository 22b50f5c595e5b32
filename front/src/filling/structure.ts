// Groups within a section, and the questions in them: what is relevant is there, in the order of the form.
import type { AnyControlNode, GeneralChildNode, GroupNode } from "@getodk/xforms-engine";
import { element, set } from "./elements.ts";
import { question } from "./questions/kinds.ts";
import { Repeat } from "./repeats.ts";
import { Text } from "./texts.ts";
import { type Filling, type View, idOf } from "./view.ts";

export const heading = (level: number): "h2" | "h3" | "h4" | "h5" | "h6" => `h${Math.min(Math.max(level, 2), 6)}` as "h2";
export const size = (level: number): string => (level <= 2 ? "l" : level === 3 ? "m" : "s");

const isRange = (node: GeneralChildNode): node is Extract<GeneralChildNode, { nodeType: `repeat-range:${string}` }> =>
  node.nodeType.startsWith("repeat-range");

// What is on the page of a node: nothing for what is only computed, or not asked now.
export function visible(node: GeneralChildNode): boolean {
  if (node.nodeType === "model-value" || !node.currentState.relevant) return false;
  if (node.nodeType === "group") return node.currentState.hasRelevantBodyNodes && node.currentState.children.some(visible);
  return true;
}

export class Children implements View {
  readonly element = element("div");
  private readonly views = new Map<string, View>();

  constructor(
    private readonly nodes: () => readonly GeneralChildNode[],
    private readonly filling: Filling,
    private readonly level: number,
  ) {
    this.refresh();
  }

  refresh(): void {
    const shown = this.nodes().filter(visible);
    const ids = new Set<string>(shown.map((node) => node.nodeId));
    for (const id of this.views.keys()) if (!ids.has(id)) this.views.delete(id);
    const elements = shown.map((node) => this.view(node).element);
    place(this.element, elements);
  }

  private view(node: GeneralChildNode): View {
    const known = this.views.get(node.nodeId);
    if (known) {
      known.refresh();
      return known;
    }
    const made = this.make(node);
    this.views.set(node.nodeId, made);
    return made;
  }

  private make(node: GeneralChildNode): View {
    if (node.nodeType === "group") return new Group(node, this.filling, this.level);
    if (isRange(node)) return new Repeat(node, this.filling, this.level);
    return question(node as AnyControlNode, this.filling);
  }
}

// Only what differs is moved, so that the field somebody is writing in keeps its focus.
export function place(parent: HTMLElement, elements: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(elements);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  elements.forEach((each, index) => {
    if (parent.children[index] !== each) parent.insertBefore(each, parent.children[index] ?? null);
  });
}

class Group implements View {
  readonly element: HTMLElement;
  private readonly label: Text;
  private readonly title: HTMLElement;
  private readonly children: Children;

  constructor(
    private readonly node: GroupNode,
    filling: Filling,
    level: number,
  ) {
    const id = idOf(node);
    this.title = element(heading(level), { class: `govuk-heading-${size(level)}`, id: `${id}-title` });
    this.label = new Text(this.title, filling);
    this.children = new Children(() => node.currentState.children, filling, level + 1);
    this.element = element("div", { id, class: "tirek-group" }, this.title, this.children.element);
    this.refresh();
  }

  refresh(): void {
    const { label } = this.node.currentState;
    const named = Boolean(label?.asString.trim());
    this.label.write(label);
    this.title.hidden = !named;
    set(this.element, { role: named ? "group" : null, "aria-labelledby": named ? this.title.id : null });
    this.element.classList.toggle("tirek-group--named", named);
    this.children.refresh();
  }
}
