// Pictures, sound, films and other files, shown as they are; kept sealed on this device until they are sent.
import type { UploadNode } from "@getodk/xforms-engine";
import { button, element, set, write } from "../elements.ts";
import { isRemoved } from "../payload.ts";
import { type Filling, idOf } from "../view.ts";
import { say } from "../words.ts";
import type { Field } from "./question.ts";

export const megabytes = (bytes: number): string => (bytes / 1_048_576).toLocaleString(undefined, { maximumFractionDigits: 1 });

const DRAWN = ["annotate", "draw", "signature"] as const;

export function upload(node: UploadNode, filling: Filling): Field {
  const { accept } = node.nodeOptions.media;
  const input = element("input", { class: "govuk-file-upload tirek-upload__input", type: "file", id: `${idOf(node)}-field`, accept: accept === "*" ? null : accept });
  const shown = element("div", { class: "tirek-upload__shown" });
  const remove = button("", () => {
    put(null);
    filling.announce(say("file-removed"));
    input.focus();
  });
  const again = button("", () => node.retryFetch());
  let showing: File | null = null;
  let address = "";

  const put = (file: File | null): void => {
    node.setValue(file);
    filling.unreadable.delete(node.nodeId);
    input.value = "";
    filling.redrawing.soon();
  };
  input.addEventListener("change", () => void take());
  const take = async (): Promise<void> => {
    const [file] = input.files ?? [];
    if (!file) return;
    const small = await smaller(file, node.maxPixels);
    if (small.size <= filling.mostBytes && small.size > 0) return put(small);
    input.value = "";
    filling.unreadable.set(node.nodeId, say(small.size ? "file-too-large" : "file-empty", { name: file.name, size: megabytes(filling.mostBytes) }));
    filling.redrawing.soon();
  };
  // A file that was sent before and cannot be fetched now: the form is not sent without it unless a person says so.
  let missed = false;
  const missing = (name: string | null): void => {
    if (name !== null) filling.unreadable.set(node.nodeId, say("file-missing", { name }));
    else if (isRemoved(node) && node.currentState.required) filling.unreadable.set(node.nodeId, say("required"));
    else if (missed) filling.unreadable.delete(node.nodeId);
    missed = filling.unreadable.has(node.nodeId) && (name !== null || isRemoved(node));
  };
  const show = (file: File | null): void => {
    if (address) URL.revokeObjectURL(address);
    address = file ? URL.createObjectURL(file) : "";
    showing = file;
    shown.replaceChildren(...(file ? [preview(file, address), element("p", { class: "tirek-upload__name" }, `${file.name} (${say("megabytes", { size: megabytes(file.size) })})`)] : []));
  };
  const drawn = DRAWN.some((each) => node.appearances[each]);
  return {
    element: element("div", { class: "tirek-upload" }, shown, input, again, remove),
    focus: input,
    several: false,
    remark: [drawn ? say("no-drawing") : "", say("file-limit", { size: megabytes(filling.mostBytes) })].join(" ").trim(),
    refresh() {
      const { value, readonly, attachmentState } = node.currentState;
      if (value !== showing) show(value);
      if (attachmentState.loading) write(shown, say("file-loading"));
      missing(attachmentState.loadingError ? (attachmentState.intrinsicName ?? "") : null);
      write(remove, say("file-remove"));
      write(again, say("file-again"));
      remove.hidden = readonly || (!value && !attachmentState.loadingError);
      again.hidden = !attachmentState.loadingError;
      input.hidden = readonly;
      set(input, { disabled: readonly });
    },
  };
}

function preview(file: File, address: string): HTMLElement {
  if (file.type.startsWith("image/")) return element("img", { src: address, alt: say("file-shown", { name: file.name }), class: "tirek-told__image" });
  if (file.type.startsWith("audio/")) return element("audio", { src: address, controls: true, "aria-label": file.name });
  if (file.type.startsWith("video/")) return element("video", { src: address, controls: true, class: "tirek-told__image", "aria-label": file.name });
  return element("span");
}

// A form may say how many pixels a picture needs at most.
async function smaller(file: File, mostPixels: number | null): Promise<File> {
  if (!mostPixels || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  const bitmap = await createImageBitmap(file).catch(() => null);
  const longest = bitmap ? Math.max(bitmap.width, bitmap.height) : 0;
  if (!bitmap || longest <= mostPixels) return file;
  const scale = mostPixels / longest;
  const canvas = element("canvas", { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, file.type, 0.85));
  return blob ? new File([blob], file.name, { type: file.type }) : file;
}
