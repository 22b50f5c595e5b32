// Heat on the tasks of a drawing: each in one of five colours, with its number beside it; a table says the same.
import type Viewer from "bpmn-js/lib/Viewer";

export type Heat = Record<string, [number, string]>; // task: step of colour (0 is none), number as the page says it

interface Canvas {
  addMarker(id: string, marker: string): void;
}
interface Registry {
  get(id: string): { width: number; height: number } | undefined;
  getGraphics(id: string): SVGGElement;
}

const SVG = "http://www.w3.org/2000/svg";
const LETTER = 7;
const HIGH = 20;

// Gives the hottest task: it is what the drawing is first scrolled to.
export function heatUp(viewer: Viewer, heat: Heat): string | undefined {
  const canvas = viewer.get<Canvas>("canvas");
  const registry = viewer.get<Registry>("elementRegistry");
  for (const [id, [step, said]] of Object.entries(heat)) {
    const task = registry.get(id);
    if (!task) continue;
    canvas.addMarker(id, `tirek-heat-${step}`);
    const visual = registry.getGraphics(id).querySelector<SVGGElement>(".djs-visual");
    const shape = visual?.firstElementChild as SVGElement | null;
    if (!visual || !shape) continue;
    shape.style.fill = getComputedStyle(shape).fill; // so that a picture that is kept has it too
    visual.append(badge(task.width, said));
  }
  const [hottest] = Object.entries(heat).sort(([, a], [, b]) => b[0] - a[0]);
  return hottest?.[1][0] ? hottest[0] : undefined;
}

// The number stands on the upper edge of the task, at the right. It is drawn, so that it grows with the drawing.
function badge(right: number, said: string): SVGGElement {
  const width = said.length * LETTER + 12;
  const group = made("g", { transform: `translate(${right - width + 8} ${-HIGH / 2})` }) as SVGGElement;
  const text = made("text", { x: String(width / 2), y: "14", "text-anchor": "middle", fill: "#10282b", "font-family": "Noto Sans, arial, sans-serif", "font-size": "12", "font-weight": "700" });
  text.textContent = said;
  group.append(made("rect", { width: String(width), height: String(HIGH), rx: "10", fill: "#ffffff", stroke: "#10282b" }), text);
  return group;
}

function made(tag: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
