// Changes a drawing where it stands: what is drawn is written into the field of the page's form, and sent from there.
// Nothing is kept before the page has shown what it changes and somebody has said yes.
import Modeler from "bpmn-js/lib/Modeler";
import AlignElements from "bpmn-js/lib/features/align-elements";
import DistributeElements from "bpmn-js/lib/features/distribute-elements";
import Search from "bpmn-js/lib/features/search";
import handles from "bpmn-js/dist/assets/bpmn-js.css?inline";
import icons from "bpmn-js/dist/assets/bpmn-font/css/bpmn-codes.css?inline";
import { dress, LETTERS } from "./dress.ts";
import { ours, parts } from "./editor-parts.ts";
import { properties } from "./properties.ts";

interface Stack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Canvas {
  zoom(how: "fit-viewport" | number, centre?: "auto"): void;
  viewbox(box?: Box): { inner: Box; outer: Box };
  scrollToElement(id: string, space: number): void;
  addMarker(id: string, marker: string): void;
}
type Modules = { _modelingModules: unknown[]; _modules: unknown[] };

// Their icons carry styles that the policy of the page refuses, and a search of its own would hide the browser's.
const LEFT_OUT: unknown[] = [AlignElements, DistributeElements, Search];

const TOOLS = 90;
const EDGE = 20;

class Editor extends Modeler {}
const modules = Modeler.prototype as unknown as Modules;
(Editor.prototype as unknown as Modules)._modules = modules._modules.filter((each) => !LEFT_OUT.includes(each));

export async function edit(root: HTMLElement): Promise<void> {
  const place = root.querySelector<HTMLElement>(".tirek-drawing__canvas");
  const shown = root.querySelector<HTMLElement>(".tirek-drawing__shown");
  const field = document.getElementById(root.dataset.field ?? "") as HTMLTextAreaElement | null;
  const failed = root.querySelector<HTMLElement>(".tirek-drawing__failed");
  if (!place || !shown || !field) return;
  dress(handles, icons);
  shown.hidden = false;
  const modeler = new Editor({ container: place, additionalModules: [parts], moddleExtensions: { tirek: ours }, ...LETTERS } as object);
  properties(root, modeler as never);
  const canvas = modeler.get<Canvas>("canvas");
  const stack = modeler.get<Stack>("commandStack");

  // In its own size the words can be read; it begins where the tools end.
  const readable = (): void => {
    const { inner, outer } = canvas.viewbox();
    canvas.viewbox({ x: inner.x - TOOLS, y: inner.y - EDGE, width: outer.width, height: outer.height });
    const chosen = modeler.get<{ get(): { id: string }[] }>("selection").get()[0];
    if (chosen) canvas.scrollToElement(chosen.id, TOOLS);
  };
  let written = field.value;
  const read = async (): Promise<void> => {
    if (failed) failed.textContent = "";
    try {
      await modeler.importXML(field.value);
      readable();
      const registry = modeler.get<{ get(id: string): unknown }>("elementRegistry");
      const wrong = (root.dataset.wrong ?? "").split(",").filter((id) => registry.get(id));
      for (const id of wrong) canvas.addMarker(id, "tirek-wrong");
      if (wrong[0]) canvas.scrollToElement(wrong[0], TOOLS);
    } catch {
      if (failed) failed.textContent = root.dataset.failed ?? "";
    }
  };
  const write = async (): Promise<void> => {
    const { xml } = await modeler.saveXML({ format: true });
    if (xml) field.value = written = xml;
  };
  await read();
  field.addEventListener("change", () => {
    if (field.value !== written) void read();
  });

  const button = (name: string): HTMLButtonElement | null => root.querySelector(`[data-drawing=${name}]`);
  const can = (): void => {
    for (const [name, may] of [["undo", stack.canUndo()], ["redo", stack.canRedo()]] as const)
      button(name)?.setAttribute("aria-disabled", String(!may));
  };
  modeler.get<{ on(name: string, heard: () => void): void }>("eventBus").on("commandStack.changed", () => {
    void write();
    can();
  });
  can();
  button("undo")?.addEventListener("click", () => stack.canUndo() && stack.undo());
  button("redo")?.addEventListener("click", () => stack.canRedo() && stack.redo());
  button("whole")?.addEventListener("click", () => canvas.zoom("fit-viewport", "auto"));
  button("own-size")?.addEventListener("click", readable);
}
