// Fills a form as a person would, with the engine of the pages, and says what it asked and what it refused.
// Bundled and loaded into a browser by engine.py: the engine needs a DOM.
import { createInstance } from "../../front/node_modules/@getodk/xforms-engine/dist/index.js";

const nameOf = (node) => node.currentState.reference.replace(/\[\d+\]/g, "").split("/").pop();
const isRange = (node) => node.nodeType.startsWith("repeat-range");

function* below(node) {
  for (const child of node.currentState.children ?? []) {
    yield child;
    yield* below(child);
  }
}

function find(scope, name) {
  for (const node of below(scope)) {
    if (node.nodeType !== "repeat-instance" && nameOf(node) === name) return node;
  }
  throw new Error(`The form has no ${name}`);
}

function give(node, answer) {
  const text = String(answer);
  if (node.nodeType === "select") {
    const chosen = text.split(" ");
    for (const each of chosen) {
      if (!node.getValueOption(each)) throw new Error(`${nameOf(node)} does not offer ${each}`);
    }
    node.selectType === "select" ? node.selectValues(chosen) : node.selectValue(text);
  } else if (node.nodeType === "trigger") {
    node.setValue(true);
  } else if (node.nodeType === "upload") {
    node.setValue(new File(["x"], text, { type: "image/png" }));
  } else if (node.valueType === "int") {
    node.setValue(BigInt(answer));
  } else {
    node.setValue(text);
  }
}

function answer(scope, answers) {
  for (const [name, given] of Object.entries(answers)) {
    const node = find(scope, name);
    if (!node.currentState.relevant) throw new Error(`${name} is answered, but not asked`);
    if (!isRange(node)) {
      give(node, given);
      continue;
    }
    given.forEach((each, index) => {
      if (node.currentState.children.length <= index) node.addInstances();
      answer(node.currentState.children[index], each);
    });
  }
}

// Asked is what a person sees: relevant, and with a question to it (a calculation has none).
function report(root) {
  const asked = new Set();
  const offered = {};
  const computed = {};
  for (const node of below(root)) {
    if (node.nodeType === "repeat-instance") continue;
    const name = nameOf(node);
    if (node.nodeType === "model-value") computed[name] = node.currentState.instanceValue;
    else if (node.currentState.relevant) asked.add(name);
    if (node.nodeType === "select") offered[name] = node.currentState.valueOptions.map((option) => option.value);
  }
  const refused = root.validationState.violations.map(({ reference, violation }) => ({
    question: reference.replace(/\[\d+\]/g, "").split("/").pop(),
    condition: violation.condition,
    message: violation.message?.asString ?? "",
  }));
  return { asked: [...asked], offered, computed, refused };
}

window.tirekFills = async (xform, language, answers) => {
  const { root } = await createInstance(xform);
  const spoken = root.languages.find((each) => each.language?.endsWith(`(${language})`));
  if (!spoken) throw new Error(`The form does not speak ${language}`);
  root.setLanguage(spoken);
  answer(root, answers);
  const { status, instanceFile } = await root.prepareInstancePayload().then(({ status, data }) => ({
    status,
    instanceFile: data[0].get("xml_submission_file"),
  }));
  return { ...report(root), ready: status === "ready", submission: await instanceFile.text() };
};
