// Shows a drawing with bpmn-js: steps that wait and steps that are done in colour, larger and smaller, kept as a picture.
// The drawing scrolls as any wide table does, with finger, keyboard and wheel; on paper it takes the width of the sheet.
import Viewer from "bpmn-js/lib/Viewer";
import { dress, LETTERS } from "./dress.ts";
import { type Heat, heatUp } from "./heat.ts";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Canvas {
  addMarker(id: string, marker: string): void;
  getContainer(): HTMLElement;
  viewbox(box?: Box): { inner: Box };
}
interface Registry {
  get(id: string): (Box & { waypoints?: unknown }) | undefined;
}

const EDGE = 16;
const STEP = 1.25;
const SMALLEST = 0.15;
const LARGEST = 2;
const READABLE = 1; // smaller, the words of a step can hardly be read

export async function show(root: HTMLElement): Promise<void> {
  const place = root.querySelector<HTMLElement>(".tirek-drawing__canvas");
  const frame = root.querySelector<HTMLElement>(".tirek-drawing__frame");
  const shown = root.querySelector<HTMLElement>(".tirek-drawing__shown");
  if (!place || !frame || !shown || !root.dataset.drawingUrl) return;
  const answer = await fetch(root.dataset.drawingUrl, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  const text = await answer.text();
  dress();
  shown.hidden = false;
  const viewer = new Viewer({ container: place, ...LETTERS });
  await viewer.importXML(text);

  const canvas = viewer.get<Canvas>("canvas");
  const { inner } = canvas.viewbox();
  const box = { x: inner.x - EDGE, y: inner.y - EDGE, width: inner.width + 2 * EDGE, height: inner.height + 2 * EDGE };
  // Once drawn in its own size, the picture is made larger and smaller by the box that it lies in.
  place.style.width = `${box.width}px`;
  place.style.height = `${box.height}px`;
  canvas.viewbox(box);
  const svg = place.querySelector<SVGSVGElement>("svg[data-element-id], .djs-container > svg");
  svg?.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
  svg?.setAttribute("role", "img");
  svg?.setAttribute("aria-label", root.dataset.called ?? "");
  svg?.removeAttribute("tabindex"); // the frame around it is what the keyboard scrolls
  place.style.setProperty("aspect-ratio", `${box.width} / ${box.height}`);
  place.style.height = "";

  const named = (list: string | undefined): string[] => (list ?? "").split(",").filter(Boolean);
  const registry = viewer.get<Registry>("elementRegistry");
  const mark = (ids: string[], marker: string): void => ids.filter((id) => registry.get(id)).forEach((id) => canvas.addMarker(id, marker));
  mark(named(root.dataset.done), "tirek-done");
  mark(named(root.dataset.now), "tirek-now");
  const hottest = root.dataset.heat ? heatUp(viewer, JSON.parse(root.dataset.heat) as Heat) : undefined;

  let scale = 1;
  const draw = (wanted: number): void => {
    const middle = (frame.scrollLeft + frame.clientWidth / 2) / (box.width * scale);
    const centre = (frame.scrollTop + frame.clientHeight / 2) / (box.height * scale);
    scale = Math.min(LARGEST, Math.max(SMALLEST, wanted));
    place.style.width = `${Math.round(box.width * scale)}px`;
    frame.scrollLeft = middle * box.width * scale - frame.clientWidth / 2;
    frame.scrollTop = centre * box.height * scale - frame.clientHeight / 2;
  };
  const whole = (): number => Math.min(frame.clientWidth / box.width, 1);
  draw(READABLE);
  const first = [...named(root.dataset.now), hottest ?? ""].map((id) => registry.get(id)).find((each) => each !== undefined);
  if (first) {
    frame.scrollLeft = (first.x + first.width / 2 - box.x) * scale - frame.clientWidth / 2;
    frame.scrollTop = (first.y + first.height / 2 - box.y) * scale - frame.clientHeight / 2;
  } else frame.scrollTo(0, 0);

  root.addEventListener("click", (event) => {
    const asked = (event.target as Element).closest<HTMLElement>("[data-drawing]")?.dataset.drawing;
    if (asked === "larger") draw(scale * STEP);
    if (asked === "smaller") draw(scale / STEP);
    if (asked === "whole") draw(whole());
  });
  drag(frame);
  await keep(root, viewer);
}

// The mouse takes the drawing along; fingers and the keyboard scroll by themselves.
function drag(frame: HTMLElement): void {
  frame.addEventListener("pointerdown", (begun) => {
    if (begun.pointerType !== "mouse" || begun.button !== 0 || (begun.target as Element).closest("a")) return;
    const { scrollLeft, scrollTop } = frame;
    const move = (now: PointerEvent): void => frame.scrollTo(scrollLeft + begun.clientX - now.clientX, scrollTop + begun.clientY - now.clientY);
    const stop = (): void => window.removeEventListener("pointermove", move);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop, { once: true });
    window.addEventListener("pointercancel", stop, { once: true });
  });
}

// The picture is made when somebody asks for it.
async function keep(root: HTMLElement, viewer: Viewer): Promise<void> {
  const link = root.querySelector<HTMLAnchorElement>("[data-drawing=picture]");
  if (!link) return;
  const { svg } = await viewer.saveSVG();
  link.href = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
}
