// Where something is: in figures, or from this device when asked. No map is drawn: its tiles would tell others where.
import type { GeopointInputNode, GeoshapeInputNode, GeotraceInputNode } from "@getodk/xforms-engine";
import { button, element, set, write } from "../elements.ts";
import { type Filling, idOf } from "../view.ts";
import { say } from "../words.ts";
import type { Field } from "./question.ts";

interface Point {
  latitude: number;
  longitude: number;
  altitude: number | null;
  accuracy: number | null;
}

const LOOKING_MS = 30_000;
const NUMBER = /^[-+−]?\d{1,3}([.,]\d+)?$/;

const read = (text: string): number => (NUMBER.test(text.trim()) ? Number(text.trim().replace(",", ".").replace("−", "-")) : NaN);
const isPlace = ({ latitude, longitude }: Point): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);

// A button that asks the device where it is, and says what came of it.
function locating(filling: Filling, found: (point: Point) => void): { parts: HTMLElement[]; refresh(readonly: boolean): void } {
  const told = element("p", { class: "govuk-hint tirek-remark", role: "status" });
  const ask = button("", () => {
    write(told, say("looking"));
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, altitude, accuracy } }) => {
        write(told, say("found-place", { metres: Math.round(accuracy) }));
        found({ latitude, longitude, altitude, accuracy });
        filling.redrawing.soon();
      },
      ({ code }) => write(told, say(code === 1 ? "place-denied" : "place-unknown")),
      { enableHighAccuracy: true, timeout: LOOKING_MS, maximumAge: 0 },
    );
  });
  return {
    parts: [ask, told],
    refresh(readonly) {
      write(ask, say("use-place"));
      ask.hidden = readonly || !("geolocation" in navigator);
    },
  };
}

const PARTS = ["latitude", "longitude", "accuracy"] as const;

export function place(node: GeopointInputNode, filling: Filling): Field {
  const inputs = PARTS.map((part) =>
    element("input", { class: "govuk-input govuk-input--width-10", type: "text", inputmode: "text", autocomplete: "off", id: `${idOf(node)}-${part}` }),
  );
  const [latitude, longitude, accuracy] = inputs as [HTMLInputElement, HTMLInputElement, HTMLInputElement];
  let altitude: number | null = null;
  const give = (point: Point | null): void => {
    node.setValue(point);
    filling.unreadable.delete(node.nodeId);
  };
  const take = (): void => {
    if (inputs.every((each) => each.value.trim() === "")) return give(null);
    const within = accuracy.value.trim() === "" ? null : read(accuracy.value);
    const point = { latitude: read(latitude.value), longitude: read(longitude.value), altitude, accuracy: within };
    if (isPlace(point) && (within === null || within >= 0)) return give(point);
    node.setValue(null);
    filling.unreadable.set(node.nodeId, say("no-place"));
  };
  const device = locating(filling, (point) => {
    altitude = point.altitude;
    give(point);
  });
  const fields = inputs.map((input) => element("div", { class: "tirek-place__part" }, element("label", { class: "govuk-label", for: input.id }), input));
  // Only when all parts were left: who goes from one to the next is not yet done.
  const around = element("div", { class: "tirek-place" }, ...fields);
  around.addEventListener("change", (event) => {
    if (latitude.value && longitude.value) take();
    else event.stopPropagation();
  });
  around.addEventListener("focusout", (event) => {
    if (around.contains(event.relatedTarget as Node | null)) return;
    take();
    filling.redrawing.soon();
  });
  return {
    element: element("div", {}, around, ...device.parts),
    focus: latitude,
    several: true,
    refresh() {
      const { value, readonly } = node.currentState;
      const held = around.contains(document.activeElement);
      PARTS.forEach((part, index) => {
        const input = inputs[index] as HTMLInputElement;
        write(fields[index]?.firstElementChild as Element, say(part));
        set(input, { readonly });
        const now = value?.[part];
        if (!held && !filling.unreadable.has(node.nodeId)) input.value = now === null || now === undefined ? "" : String(now);
      });
      altitude = value?.altitude ?? altitude;
      device.refresh(readonly);
    },
  };
}

const line = ({ latitude, longitude, altitude, accuracy }: Point): string =>
  [latitude, longitude, ...(altitude === null && accuracy === null ? [] : [altitude ?? 0, accuracy ?? 0])].join(" ");

// A way or an area, point by point: one to a line.
export function path(node: GeotraceInputNode | GeoshapeInputNode, filling: Filling): Field {
  const area = node.valueType === "geoshape";
  const input = element("textarea", { class: "govuk-textarea", rows: 5, id: `${idOf(node)}-field`, spellcheck: "false" });
  const give = (points: Point[]): void => {
    const [first, last] = [points[0], points[points.length - 1]];
    const closed = !area || !first || !last || (first.latitude === last.latitude && first.longitude === last.longitude);
    node.setValue(points.length ? (closed || !first ? points : [...points, first]) : null);
  };
  const points = (): (Point | null)[] =>
    input.value.split(/\n/).filter((each) => each.trim()).map((each) => {
      const [latitude = NaN, longitude = NaN, altitude = null, accuracy = null] = each.trim().split(/[\s;]+/).map((part) => Number(part.replace(/,$/, "")));
      const point = { latitude, longitude, altitude, accuracy };
      return isPlace(point) && !Number.isNaN(altitude) && !Number.isNaN(accuracy) ? point : null;
    });
  const take = (): void => {
    const given = points();
    const enough = given.length === 0 || given.length >= (area ? 3 : 2);
    if (enough && given.every((each) => each !== null)) {
      filling.unreadable.delete(node.nodeId);
      return give(given);
    }
    node.setValue(null);
    filling.unreadable.set(node.nodeId, say(area ? "no-area" : "no-way"));
  };
  input.addEventListener("change", take);
  const device = locating(filling, (point) => {
    input.value = `${input.value.trimEnd()}\n${line(point)}`.trim();
    take();
  });
  return {
    element: element("div", {}, input, ...device.parts),
    focus: input,
    several: false,
    remark: say(area ? "area" : "way"),
    refresh() {
      const { value, readonly } = node.currentState;
      const now = (value ?? []).map(line).join("\n");
      if (document.activeElement !== input && !filling.unreadable.has(node.nodeId) && input.value !== now) input.value = now;
      set(input, { readonly });
      device.refresh(readonly);
    },
  };
}
