// What is said of the element that is chosen, in fields which the page brought along: `data-property` names each.
interface Moddle {
  $type: string;
  id: string;
  get(name: string): unknown;
  eventDefinitions?: Moddle[];
  messageRef?: Moddle;
  timeDuration?: Moddle;
  body?: string;
  default?: Moddle;
}
interface Element {
  id: string;
  type: string;
  businessObject: Moddle & { sourceRef?: Moddle; conditionExpression?: Moddle };
  labelTarget?: Element;
  source?: Element;
}
interface Modeler {
  get<T>(name: string): T;
  getDefinitions(): { rootElements: Moddle[]; get(name: string): Moddle[] };
}
interface Modeling {
  updateProperties(element: Element, properties: Record<string, unknown>): void;
  updateModdleProperties(element: Element, of: Moddle, properties: Record<string, unknown>): void;
  updateLabel(element: Element, text: string): void;
}
interface Factory {
  create(type: string, properties: Record<string, unknown>): Moddle;
}
type Property = {
  of(element: Element): boolean;
  read(element: Element): string;
  write(element: Element, text: string): void;
};

const NAMED = /Task|Event|Gateway|SubProcess|CallActivity|SequenceFlow|Participant|Process$/;
const CHOOSING = ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway"];
const NAME = /^[A-Za-z_][\w.-]*$/; // what XML takes for an id

export function properties(root: HTMLElement, modeler: Modeler): void {
  const modeling = modeler.get<Modeling>("modeling");
  const factory = modeler.get<Factory>("bpmnFactory");
  const definition = (element: Element, kind: string): Moddle | undefined =>
    element.businessObject.eventDefinitions?.find((each) => each.$type === `bpmn:${kind}EventDefinition`);
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const expression = (body: string): Moddle => factory.create("bpmn:FormalExpression", { body });

  // A message is known by its id; one that nobody has named yet is added to the drawing.
  const message = (id: string): Moddle | undefined => {
    if (!id) return undefined;
    const definitions = modeler.getDefinitions();
    const known = definitions.rootElements.find((each) => each.$type === "bpmn:Message" && each.id === id);
    if (known) return known;
    const made = factory.create("bpmn:Message", { id, name: id });
    definitions.get("rootElements").push(made);
    return made;
  };

  const known: Record<string, Property> = {
    name: {
      of: (element) => NAMED.test(element.type),
      read: (element) => text(element.businessObject.get("name")),
      write: (element, said) => modeling.updateLabel(element, said),
    },
    role: {
      of: (element) => element.type === "bpmn:Lane",
      read: (element) => text(element.businessObject.get("name")),
      write: (element, role) => modeling.updateLabel(element, role),
    },
    id: {
      of: (element) => NAMED.test(element.type) || element.type === "bpmn:Lane",
      read: (element) => element.businessObject.id,
      write: (element, id) => {
        if (NAME.test(id) && id !== element.businessObject.id) modeling.updateProperties(element, { id });
      },
    },
    form: {
      of: (element) => element.type === "bpmn:UserTask",
      read: (element) => text(element.businessObject.get("tirek:form")),
      write: (element, form) => modeling.updateProperties(element, { "tirek:form": form || undefined }),
    },
    condition: {
      of: (element) => element.type === "bpmn:SequenceFlow" && CHOOSING.includes(element.source?.type ?? ""),
      read: (element) => text(element.businessObject.conditionExpression?.body),
      write: (element, body) => modeling.updateProperties(element, { conditionExpression: body ? expression(body) : undefined }),
    },
    limit: {
      of: (element) => definition(element, "Timer") !== undefined,
      read: (element) => text(definition(element, "Timer")?.timeDuration?.body),
      write: (element, body) => {
        const timer = definition(element, "Timer");
        if (timer) modeling.updateModdleProperties(element, timer, { timeDuration: body ? expression(body) : undefined });
      },
    },
    message: {
      of: (element) => definition(element, "Message") !== undefined,
      read: (element) => definition(element, "Message")?.messageRef?.id ?? "",
      write: (element, id) => {
        const event = definition(element, "Message");
        if (event && (!id || NAME.test(id))) modeling.updateModdleProperties(element, event, { messageRef: message(id) });
      },
    },
    called: {
      of: (element) => element.type === "bpmn:CallActivity",
      read: (element) => text(element.businessObject.get("calledElement")),
      write: (element, process) => modeling.updateProperties(element, { calledElement: process || undefined }),
    },
  };

  const groups = [...root.querySelectorAll<HTMLElement>("[data-property]")];
  const nothing = root.querySelector<HTMLElement>("[data-nothing]");
  let chosen: Element | undefined;

  const field = (group: HTMLElement): HTMLInputElement | null => group.querySelector("input, select, textarea");
  // A field that somebody is typing in keeps what they have typed so far.
  const tell = (typed: Node | null = null): void => {
    for (const group of groups) {
      const property = known[group.dataset.property ?? ""];
      group.hidden = !(chosen && property?.of(chosen));
      const input = field(group);
      if (input && input !== typed && chosen && property && !group.hidden) {
        const value = property.read(chosen);
        // What the list does not offer is shown all the same, for it stands in the file.
        if (input instanceof HTMLSelectElement && ![...input.options].some((option) => option.value === value)) input.add(new Option(value, value));
        input.value = value;
      }
    }
    if (nothing) nothing.hidden = chosen !== undefined;
  };
  for (const group of groups) {
    const input = field(group);
    input?.addEventListener("change", () => {
      const property = known[group.dataset.property ?? ""];
      if (chosen && property) property.write(chosen, input.value.trim());
      tell(document.activeElement === input ? null : document.activeElement);
    });
  }
  const events = modeler.get<{ on(name: string, heard: (event: { newSelection?: Element[] }) => void): void }>("eventBus");
  events.on("selection.changed", ({ newSelection }) => {
    const one = newSelection?.length === 1 ? newSelection[0] : undefined;
    chosen = one?.labelTarget ?? one;
    tell();
  });
  events.on("commandStack.changed", () => tell(document.activeElement));
  events.on("import.done", () => {
    chosen = undefined;
    tell();
  });
  tell();
}
