// What of a map is shown when not all of it is, and how it is kept as a picture.
import type { Activity, Arrow } from "./process-map.ts";

export interface Kept {
  activities: Activity[];
  arrows: Arrow[];
  most: number;
}

const FEW = 16; // so many activities are always shown, whatever the detail

// The most frequent activities, and arrows from the most frequent on; each activity keeps its strongest way in and out,
// so that nothing that is shown hangs in the air.
export function keptParts(activities: Activity[], arrows: Arrow[], detail: number): Kept {
  const share = Math.min(100, Math.max(0, detail)) / 100;
  const sorted = [...activities].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const shown = sorted.slice(0, Math.max(FEW, Math.ceil(sorted.length * share)));
  const names = new Set(shown.map((each) => each.name));
  const possible = arrows
    .filter((each) => (!each.from || names.has(each.from)) && (!each.to || names.has(each.to)))
    .sort((a, b) => b.count - a.count);
  const kept = new Set(possible.slice(0, Math.ceil(possible.length * share)));
  for (const side of ["from", "to"] as const) {
    const seen = new Set<string>();
    for (const each of possible) {
      if (each.from === each.to || !each[side] || seen.has(each[side])) continue;
      seen.add(each[side]);
      kept.add(each);
    }
  }
  const most = Math.max(1, ...shown.map((each) => each.count));
  return { activities: shown, arrows: possible.filter((each) => kept.has(each)), most };
}

const LOOKS = ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "paint-order", "opacity"];

// A picture by itself has no style sheet: each part takes along how it looks here.
export function plain(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const parts = [...svg.querySelectorAll("*")];
  for (const [i, part] of [...copy.querySelectorAll("*")].entries()) {
    const look = getComputedStyle(parts[i]!);
    for (const name of LOOKS) part.setAttribute(name, look.getPropertyValue(name));
    part.removeAttribute("href");
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}
