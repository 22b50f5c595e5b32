// Draws how a service really runs: activities, and what follows what, as often or as slow as it is.
// The list of the same beside it is the picture in words; each arrow leads to the cases behind it.
import { Graph, layout } from "@dagrejs/dagre";
import { plain, type Kept, keptParts } from "./detail.ts";

export interface Activity {
  name: string;
  count: number;
  told: string; // how often, as the page says it
}
export interface Arrow {
  from: string; // empty: where cases begin
  to: string; // empty: where they end
  count: number;
  median_s: number | null;
  often: string;
  slow: string;
  href: string;
}
interface Told {
  activities: Activity[];
  arrows: Arrow[];
}
type By = "often" | "slow";

const SVG = "http://www.w3.org/2000/svg";
const LETTER = 7.4;
const LINE = 18;
const WIDEST = 24;
const EDGE = 16;
const BEGIN = "\u0001";
const END = "\u0002";

export async function showMap(root: HTMLElement): Promise<void> {
  const place = root.querySelector<HTMLElement>(".tirek-map__canvas");
  const shown = root.querySelector<HTMLElement>(".tirek-drawing__shown");
  const detail = root.querySelector<HTMLInputElement>("[data-map=detail]");
  const picture = root.querySelector<HTMLAnchorElement>("[data-map=picture]");
  if (!place || !shown || !root.dataset.mapUrl) return;
  const answer = await fetch(root.dataset.mapUrl, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  const told = (await answer.json()) as Told;
  shown.hidden = false;

  let scale = 1;
  const by = (): By => (root.querySelector<HTMLInputElement>("input[data-map=by]:checked")?.value === "slow" ? "slow" : "often");
  const draw = (): void => {
    const kept = keptParts(told.activities, told.arrows, Number(detail?.value ?? 50));
    const svg = drawn(kept, by(), root.dataset.called ?? "");
    place.replaceChildren(svg);
    enlarge(svg, scale);
    if (picture) {
      if (picture.href.startsWith("blob:")) URL.revokeObjectURL(picture.href);
      picture.href = URL.createObjectURL(new Blob([plain(svg)], { type: "image/svg+xml" }));
    }
  };
  root.addEventListener("input", (event) => {
    if ((event.target as Element).matches("[data-map=detail], [data-map=by]")) draw();
  });
  root.addEventListener("click", (event) => {
    const asked = (event.target as Element).closest<HTMLElement>("[data-map]")?.dataset.map;
    if (asked !== "larger" && asked !== "smaller") return;
    scale = Math.min(2, Math.max(0.2, scale * (asked === "larger" ? 1.25 : 0.8)));
    const svg = place.querySelector<SVGSVGElement>("svg");
    if (svg) enlarge(svg, scale);
  });
  draw();
}

function enlarge(svg: SVGSVGElement, scale: number): void {
  const box = svg.viewBox.baseVal;
  svg.setAttribute("width", String(Math.round(box.width * scale)));
  svg.setAttribute("height", String(Math.round(box.height * scale)));
}

function lines(name: string): string[] {
  const found: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = found.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= WIDEST) found[found.length - 1] = `${last} ${word}`;
    else found.push(word.length > WIDEST ? `${word.slice(0, WIDEST - 1)}…` : word);
  }
  return found.length > 3 ? [...found.slice(0, 2), `${found[2]}…`] : found;
}

function drawn(kept: Kept, by: By, called: string): SVGSVGElement {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: "TB", nodesep: 34, ranksep: 54, marginx: EDGE, marginy: EDGE });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const each of kept.activities) {
    const text = lines(each.name);
    const widest = Math.max(each.told.length, ...text.map((line) => line.length));
    graph.setNode(each.name, { width: widest * LETTER + 24, height: (text.length + 1) * LINE + 14 });
  }
  for (const end of [BEGIN, END]) graph.setNode(end, { width: 26, height: 26 });
  const node = (name: string, end: string): string => name || end;
  for (const each of kept.arrows) {
    const said = each[by];
    graph.setEdge(node(each.from, BEGIN), node(each.to, END), { width: said.length * LETTER + 6, height: LINE, labelpos: "c", weight: each.from && each.to ? 2 : 1 });
  }
  layout(graph);
  const size = graph.graph() as { width: number; height: number };
  const svg = made("svg", { viewBox: `0 0 ${Math.ceil(size.width)} ${Math.ceil(size.height)}`, role: "group", "aria-label": called });
  svg.append(heads());
  const most = Math.max(1, ...kept.arrows.map((each) => each.count));
  const slowest = Math.max(1, ...kept.arrows.map((each) => each.median_s ?? 0));
  const labels: Element[] = [];
  for (const each of kept.arrows) {
    const place = graph.edge(node(each.from, BEGIN), node(each.to, END)) as { points: { x: number; y: number }[]; x: number; y: number };
    const share = by === "often" ? Math.sqrt(each.count / most) : Math.sqrt((each.median_s ?? 0) / slowest);
    const link = made("a", { href: each.href, class: `tirek-map__arrow tirek-map__arrow--${by}` });
    const title = made("title");
    title.textContent = `${each.from || "▶"} → ${each.to || "■"}: ${each.often}${each.slow ? `, ${each.slow}` : ""}`;
    link.append(
      title,
      made("path", { d: curve(place.points), class: "tirek-map__reach" }),
      made("path", { d: curve(place.points), class: "tirek-map__line", "stroke-width": String(1 + share * 6), "marker-end": "url(#tirek-head)" }),
    );
    const label = made("text", { x: String(place.x), y: String(place.y + 4), "text-anchor": "middle", class: "tirek-map__label" });
    label.textContent = each[by];
    link.append(label);
    labels.push(link);
  }
  svg.append(...labels);
  for (const each of kept.activities) svg.append(box(each, graph.node(each.name) as Box, by === "often" ? kept.most : 0));
  svg.append(circle(graph.node(BEGIN) as Box, "tirek-map__begin"), circle(graph.node(END) as Box, "tirek-map__end"));
  return svg as SVGSVGElement;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function box(each: Activity, at: Box, most: number): Element {
  const group = made("g", { class: "tirek-map__activity", transform: `translate(${at.x - at.width / 2} ${at.y - at.height / 2})` });
  const depth = most ? Math.ceil((each.count / most) * 4) : 0;
  group.append(made("rect", { width: String(at.width), height: String(at.height), rx: "5", class: `tirek-map__box tirek-map__box--${depth}` }));
  const text = lines(each.name);
  for (const [row, line] of [...text, each.told].entries()) {
    const words = made("text", { x: String(at.width / 2), y: String(LINE * (row + 1) + 2), "text-anchor": "middle", class: row < text.length ? "tirek-map__name" : "tirek-map__count" });
    words.textContent = line;
    group.append(words);
  }
  const title = made("title");
  title.textContent = `${each.name}: ${each.told}`;
  group.prepend(title);
  return group;
}

function circle(at: Box, name: string): Element {
  return made("circle", { cx: String(at.x), cy: String(at.y), r: "12", class: name });
}

function heads(): Element {
  const defs = made("defs");
  const head = made("marker", { id: "tirek-head", viewBox: "0 0 10 10", refX: "9", refY: "5", markerWidth: "9", markerHeight: "9", markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" });
  head.append(made("path", { d: "M 0 0 L 10 5 L 0 10 z", class: "tirek-map__head" }));
  defs.append(head);
  return defs;
}

// Through the middles between the points, so that an arrow bends and has no corner.
function curve(points: { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M ${first.x} ${first.y}`;
  for (let i = 0; i < rest.length - 1; i++) {
    const a = rest[i]!;
    const b = rest[i + 1]!;
    const end = i === rest.length - 2 ? b : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    path += ` Q ${a.x} ${a.y} ${end.x} ${end.y}`;
  }
  const last = rest.at(-1);
  return rest.length === 1 && last ? `${path} L ${last.x} ${last.y}` : path;
}

function made(tag: string, attributes: Record<string, string> = {}): Element {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
