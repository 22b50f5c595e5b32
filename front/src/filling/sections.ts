// A form in sections, one to a page: a question to a page would be too slow for a list of a hundred.
import type { GeneralChildNode, GroupNode, RootNode } from "@getodk/xforms-engine";
import { element, set, write } from "./elements.ts";
import { Children, visible } from "./structure.ts";
import { Text } from "./texts.ts";
import { type Filling, type View, nameOf } from "./view.ts";
import { say } from "./words.ts";

interface Part {
  readonly id: string;
  readonly nodes: () => readonly GeneralChildNode[];
  readonly named: GeneralChildNode | null;
}

// Each group at the top is a section, what stands loose between them one more. A group around all is gone through.
function parts(root: RootNode): Part[] {
  let top: RootNode | GroupNode = root;
  for (;;) {
    const inside: GeneralChildNode[] = top.currentState.children.filter((each) => each.nodeType !== "model-value");
    const [only] = inside;
    if (inside.length !== 1 || only?.nodeType !== "group" || only.appearances?.["field-list"]) break;
    top = only;
  }
  const found: Part[] = [];
  let loose: GeneralChildNode[] = [];
  const gather = (): void => {
    const [first, ...rest] = loose;
    if (first) found.push({ id: first.nodeId, nodes: () => [first, ...rest], named: null });
    loose = [];
  };
  for (const node of top.currentState.children) {
    if (node.nodeType === "model-value") continue;
    if (node.nodeType !== "group" && !node.nodeType.startsWith("repeat-range")) {
      loose.push(node);
      continue;
    }
    gather();
    found.push({ id: node.nodeId, nodes: () => (node.nodeType === "group" ? node.currentState.children : [node]), named: node });
  }
  gather();
  return found;
}

export class Sections implements View {
  readonly element = element("div");
  readonly title: HTMLElement;
  private readonly caption = element("p", { class: "govuk-caption-l tirek-section__count" });
  private readonly label: Text;
  private readonly menu: HTMLDetailsElement;
  private readonly links = element("ol", { class: "govuk-list tirek-section__list" });
  private readonly all: Part[];
  private readonly views = new Map<string, Children>();
  private at: string;

  constructor(
    root: RootNode,
    private readonly formTitle: () => string,
    private readonly filling: Filling,
    private readonly turned: () => void,
    first = 0,
  ) {
    this.all = parts(root);
    this.at = (this.shown()[first] ?? this.shown()[0])?.id ?? "";
    const said = element("span");
    this.title = element("h2", { class: "govuk-heading-l", tabindex: "-1", id: "section-title" }, said);
    this.label = new Text(said, filling);
    this.menu = element("details", { class: "govuk-details tirek-section__menu" }, element("summary", { class: "govuk-details__summary" }, element("span", { class: "govuk-details__summary-text" })), this.links);
    this.element.append(this.menu, this.caption, this.title);
    this.refresh();
  }

  private shown(): Part[] {
    return this.all.filter((part) => part.nodes().some(visible) && (part.named === null || part.named.currentState.relevant));
  }

  get number(): number {
    return Math.max(0, this.shown().findIndex((part) => part.id === this.at));
  }

  get last(): boolean {
    return this.number >= this.shown().length - 1;
  }

  // Goes to a section by its number from 0, and leaves the reader at its title.
  go(number: number, focus = true): void {
    const target = this.shown()[number];
    if (!target) return;
    if (target.id !== this.at) this.leave();
    this.at = target.id;
    this.menu.open = false;
    this.refresh();
    this.turned();
    if (!focus) return;
    (this.title.hidden ? this.element : this.title).focus();
    window.scrollTo(0, Math.max(0, this.element.getBoundingClientRect().top + window.scrollY - 16));
  }

  // What a section lacks is said once it was left.
  leave(): void {
    const part = this.shown()[this.number];
    if (part) for (const node of part.nodes()) for (const id of lacking(node)) this.filling.shown.add(id);
  }

  // The number of the section that a node stands in.
  sectionOf(nodeId: string): number {
    return this.shown().findIndex((part) => part.nodes().some((node) => contains(node, nodeId)));
  }

  // Every section is made, as paper wants them all.
  open(everything: boolean): void {
    for (const part of this.all) {
      if (everything) this.view(part);
      this.views.get(part.id)?.element.toggleAttribute("hidden", !everything && part.id !== this.at);
    }
  }

  private view(part: Part): Children {
    let view = this.views.get(part.id);
    if (!view) {
      view = new Children(part.nodes, this.filling, 3);
      view.element.classList.add("tirek-section");
      this.views.set(part.id, view);
      this.element.append(view.element);
    }
    view.element.dataset["title"] = this.nameOf(part);
    return view;
  }

  private nameOf(part: Part): string {
    return part.named ? nameOf(part.named) : this.formTitle();
  }

  refresh(): void {
    const shown = this.shown();
    const at = shown[this.number];
    const several = shown.length > 1;
    this.menu.hidden = this.caption.hidden = this.title.hidden = !several;
    if (!at) return;
    this.at = at.id;
    const count = say("section", { number: this.number + 1, all: shown.length });
    write(this.caption, count);
    write(this.menu.querySelector("span") as Element, say("sections"));
    if (at.named?.currentState.label) this.label.write(at.named.currentState.label);
    else {
      this.label.write(null);
      write(this.title.firstElementChild as Element, this.nameOf(at));
    }
    const here = this.view(at);
    for (const [id, view] of this.views) view.element.toggleAttribute("hidden", id !== this.at);
    here.refresh();
    this.list(shown);
    document.title = several ? `${this.nameOf(at)} · ${count} · ${this.formTitle()} · Tirek` : `${this.formTitle()} · Tirek`;
  }

  private list(shown: readonly Part[]): void {
    this.links.replaceChildren(
      ...shown.map((part, index) => {
        const link = element("a", { class: "govuk-link", href: `#section-${index + 1}` }, this.nameOf(part));
        set(link, { "aria-current": part.id === this.at ? "step" : null });
        const missing = part.nodes().flatMap(lacking).filter((id) => this.filling.shown.has(id)).length;
        const tag = missing ? element("strong", { class: "govuk-tag govuk-tag--red" }, say("to-answer", { count: missing })) : null;
        return element("li", {}, link, " ", tag);
      }),
    );
  }
}

// The nodes below a node, itself included, whose answers are not as the form asks.
export function lacking(node: GeneralChildNode): string[] {
  const state = node.validationState;
  if ("violations" in state) return state.violations.map(({ nodeId }: { nodeId: string }) => nodeId);
  return state.violation ? [node.nodeId] : [];
}

function contains(node: { nodeId: string; currentState: { children: readonly unknown[] | null } }, nodeId: string): boolean {
  return node.nodeId === nodeId || (node.currentState.children ?? []).some((child) => contains(child as typeof node, nodeId));
}
