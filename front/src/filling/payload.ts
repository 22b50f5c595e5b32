// Answers and all their files. The engine gives only files of this sitting; a draft's and a corrected form's belong too.
import type { AnyNode, RootNode, UploadNode } from "@getodk/xforms-engine";

const ANSWERS = "xml_submission_file";
const FILES_WITHIN_MS = 60_000;

export async function payload(root: RootNode): Promise<FormData> {
  const files = uploads(root);
  await loaded(files);
  const data = new FormData();
  data.set(ANSWERS, new File([answers(root)], ANSWERS, { type: "text/xml" }));
  for (const { currentState } of files) {
    const { value, instanceValue } = currentState;
    if (value) data.set(instanceValue, value, instanceValue);
  }
  return data;
}

// The answers as they would be sent now.
export const answers = (root: RootNode): string => withoutRemoved(root.instanceState.instanceXML, uploads(root));

// Where a draft or a corrected form had a file that was removed now, the engine keeps its name.
export const isRemoved = ({ currentState: { value, instanceValue, attachmentState } }: UploadNode): boolean =>
  value === null && instanceValue !== "" && !attachmentState.loading && !attachmentState.loadingError;

function withoutRemoved(xml: string, files: readonly UploadNode[]): string {
  const removed = files.filter(isRemoved);
  if (removed.length === 0) return xml;
  const page = new DOMParser().parseFromString(xml, "application/xml");
  for (const { currentState } of removed) {
    const element = at(page.documentElement, currentState.reference);
    if (element) element.textContent = "";
  }
  return new XMLSerializer().serializeToString(page);
}

// The element at a path such as /data/person[2]/photo.
function at(root: Element, path: string): Element | undefined {
  const [, ...steps] = path.split("/").filter(Boolean);
  return steps.reduce<Element | undefined>((element, step) => {
    const [, name = "", number = "1"] = /^(?:[^:]+:)?([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    return [...(element?.children ?? [])].filter(({ localName }) => localName === name)[Number(number) - 1];
  }, root);
}

function uploads(node: AnyNode): UploadNode[] {
  if (!node.currentState.relevant) return [];
  if (node.nodeType === "upload") return [node];
  return (node.currentState.children ?? []).flatMap(uploads);
}

async function loaded(files: readonly UploadNode[]): Promise<void> {
  const until = Date.now() + FILES_WITHIN_MS;
  while (files.some(({ currentState }) => currentState.attachmentState.loading) && Date.now() < until)
    await new Promise((done) => setTimeout(done, 50));
}
