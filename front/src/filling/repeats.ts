// What is asked once for each of several: added, numbered, removed; what was removed can be had back.
import type { RepeatInstanceNode, RepeatRangeNode } from "@getodk/xforms-engine";
import { button, element, write } from "./elements.ts";
import { Children, heading, place, size } from "./structure.ts";
import { type Filling, type View, idOf, nameOf } from "./view.ts";
import { say } from "./words.ts";

export class Repeat implements View {
  readonly element: HTMLElement;
  private readonly list = element("div");
  private readonly add: HTMLButtonElement;
  private readonly none = element("p", { class: "govuk-hint" });
  private readonly views = new Map<string, One>();

  constructor(
    private readonly node: RepeatRangeNode,
    private readonly filling: Filling,
    private readonly level: number,
  ) {
    this.add = button("", () => this.more(), "secondary");
    this.element = element("div", { id: idOf(node), class: "tirek-repeat" }, this.list, this.none, this.add);
    this.refresh();
  }

  private more(): void {
    if (this.node.nodeType !== "repeat-range:uncontrolled") return;
    this.node.addInstances();
    this.refresh();
    const last = this.node.currentState.children.at(-1);
    if (last) this.views.get(last.nodeId)?.title.focus();
    this.filling.redrawing.soon();
  }

  private async remove(one: RepeatInstanceNode): Promise<void> {
    if (this.node.nodeType !== "repeat-range:uncontrolled") return;
    const removed = await this.filling.beforeRemoval();
    this.node.removeInstances(this.node.currentState.children.indexOf(one));
    removed();
    this.filling.redrawing.soon();
  }

  refresh(): void {
    const { children, readonly } = this.node.currentState;
    const free = this.node.nodeType === "repeat-range:uncontrolled" && !readonly;
    const ids = new Set<string>(children.map((each) => each.nodeId));
    for (const id of this.views.keys()) if (!ids.has(id)) this.views.delete(id);
    const name = nameOf(this.node);
    children.forEach((each, index) => {
      const view = this.views.get(each.nodeId) ?? new One(each, this.filling, this.level, () => void this.remove(each));
      this.views.set(each.nodeId, view);
      view.number(say("numbered", { name, number: index + 1 }), free);
      view.refresh();
    });
    place(this.list, children.map((each) => (this.views.get(each.nodeId) as One).element));
    write(this.none, say("none-yet", { name }));
    this.none.hidden = children.length > 0;
    write(this.add, say(children.length ? "add-another" : "add", { name }));
    this.add.hidden = !free;
  }
}

class One implements View {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  private readonly taken: HTMLButtonElement;
  private readonly children: Children;

  constructor(node: RepeatInstanceNode, filling: Filling, level: number, remove: () => void) {
    const id = idOf(node);
    this.title = element(heading(level), { class: `govuk-heading-${size(Math.max(level, 3))}`, id: `${id}-title`, tabindex: "-1" });
    this.taken = button("", remove);
    this.children = new Children(() => node.currentState.children, filling, level + 1);
    const top = element("div", { class: "tirek-repeat__top" }, this.title, this.taken);
    this.element = element("div", { id, class: "tirek-card", role: "group", "aria-labelledby": this.title.id }, top, this.children.element);
  }

  number(title: string, removable: boolean): void {
    write(this.title, title);
    if (this.taken.textContent !== `${say("remove")} ${title}`)
      this.taken.replaceChildren(say("remove"), element("span", { class: "govuk-visually-hidden" }, ` ${title}`));
    this.taken.hidden = !removable;
  }

  refresh(): void {
    this.children.refresh();
  }
}
