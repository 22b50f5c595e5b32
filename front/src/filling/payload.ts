// Answers and all their files. The engine gives only files of this sitting; a draft's and a corrected form's belong too.
import type { AnyNode, RootNode, UploadNode } from "@getodk/xforms-engine";

const ANSWERS = "xml_submission_file";
const FILES_WITHIN_MS = 60_000;

export async function payload(root: RootNode): Promise<FormData> {
  const files = uploads(root);
  await loaded(files);
  const data = new FormData();
  data.set(ANSWERS, new File([root.instanceState.instanceXML], ANSWERS, { type: "text/xml" }));
  for (const { currentState } of files) {
    const { value, instanceValue } = currentState;
    if (value) data.set(instanceValue, value, instanceValue);
  }
  return data;
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
