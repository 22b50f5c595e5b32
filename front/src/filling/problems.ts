// What is wrong, above the form: each line leads to its question, in whatever section that stands.
import type { AnyControlNode, AnyNode, RootNode } from "@getodk/xforms-engine";
import { element, write } from "./elements.ts";
import { troubleOf } from "./questions/question.ts";
import type { Sections } from "./sections.ts";
import { type Filling, type View, idOf, nameOf } from "./view.ts";
import { say } from "./words.ts";

export class Problems implements View {
  readonly element = element("div", { class: "govuk-error-summary", tabindex: "-1", hidden: true });
  private readonly title = element("h2", { class: "govuk-error-summary__title" });
  private readonly list = element("ul", { class: "govuk-list govuk-error-summary__list" });
  private told = false;

  constructor(
    private readonly root: RootNode,
    private readonly sections: Sections,
    private readonly filling: Filling,
  ) {
    this.element.append(element("div", { role: "alert" }, this.title, element("div", { class: "govuk-error-summary__body" }, this.list)));
  }

  // Shows all that is wrong with the form, and says whether there is anything.
  tell(): boolean {
    for (const { nodeId } of this.root.validationState.violations) this.filling.shown.add(nodeId);
    this.told = true;
    this.filling.redrawing.soon();
    this.refresh();
    if (this.element.hidden) return false;
    this.element.focus();
    this.element.scrollIntoView({ block: "start" });
    return true;
  }

  refresh(): void {
    const wrong = this.told ? this.nodes() : [];
    this.element.hidden = wrong.length === 0;
    if (wrong.length === 0) return this.list.replaceChildren();
    write(this.title, say("problem"));
    this.list.replaceChildren(...wrong.map((node) => this.line(node)));
  }

  private nodes(): AnyControlNode[] {
    const found: AnyControlNode[] = [];
    const look = (node: AnyNode): void => {
      if (!node.currentState.relevant) return;
      if (node.currentState.children) for (const child of node.currentState.children) look(child);
      else if (troubleOf(node as AnyControlNode, this.filling) !== null) found.push(node as AnyControlNode);
    };
    look(this.root);
    return found;
  }

  private line(node: AnyControlNode): HTMLElement {
    const link = element("a", { href: `#${idOf(node)}` }, `${nameOf(node)}: ${troubleOf(node, this.filling) ?? ""}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const section = this.sections.sectionOf(node.nodeId);
      if (section >= 0 && section !== this.sections.number) this.sections.go(section, false);
      focus(document.getElementById(idOf(node)));
    });
    return element("li", {}, link);
  }
}

function focus(question: HTMLElement | null): void {
  question?.scrollIntoView({ block: "start" });
  question?.querySelector<HTMLElement>("input:not([type=text][id$=-search]), textarea, select, [tabindex='-1']")?.focus({ preventScroll: true });
}
