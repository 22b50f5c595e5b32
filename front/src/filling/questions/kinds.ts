// Which field a node of the form is given.
import type { AnyControlNode, AnyInputNode, GeopointInputNode, GeotraceInputNode, IntInputNode } from "@getodk/xforms-engine";
import type { Filling, View } from "../view.ts";
import { choices } from "./choices.ts";
import { moment } from "./moments.ts";
import { path, place } from "./place.ts";
import { Note, acknowledge, unsupported } from "./plain.ts";
import { type Field, Question } from "./question.ts";
import { rank } from "./rank.ts";
import { upload } from "./upload.ts";
import { number, text } from "./written.ts";

export function question(node: AnyControlNode, filling: Filling): View {
  return node.nodeType === "note" ? new Note(node, filling) : new Question(node, filling, field(node, filling));
}

function field(node: Exclude<AnyControlNode, { nodeType: "note" }>, filling: Filling): Field {
  switch (node.nodeType) {
    case "input":
      return input(node, filling);
    case "range":
      return number(node, filling);
    case "select":
      return choices(node, filling);
    case "rank":
      return rank(node, filling);
    case "trigger":
      return acknowledge(node, filling);
    case "upload":
      return upload(node, filling);
    default:
      return unsupported(node);
  }
}

function input(node: AnyInputNode, filling: Filling): Field {
  switch (node.valueType) {
    case "string":
    case "barcode":
    case "boolean":
      return text(node, filling);
    case "int":
    case "decimal":
      return number(node as IntInputNode, filling);
    case "date":
    case "time":
    case "dateTime":
      return moment(node, filling);
    case "geopoint":
      return place(node as GeopointInputNode, filling);
    case "geotrace":
    case "geoshape":
      return path(node as GeotraceInputNode, filling);
    default:
      return unsupported(node);
  }
}
