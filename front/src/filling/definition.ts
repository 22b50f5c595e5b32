// The form as the engine reads it. Guidance is taken out first: the engine would run it together with the hint.
import type { AnyControlNode, FormInstanceConfig, InstantiableLoadFormResult, RootNode } from "@getodk/xforms-engine";
import { loadForm } from "@getodk/xforms-engine";
import type { Redrawing } from "./redrawing.ts";

const REFERENCE = /^jr:itext\(\s*['"](.+?)['"]\s*\)$/;

export class Definition {
  private constructor(
    private readonly loaded: InstantiableLoadFormResult,
    private readonly guidances: Map<string, Map<string, string>>,
  ) {}

  // Raises an Error whose message is the engine's own, for whoever made the form.
  static async load(xml: string, fetchMedia: (name: string) => Promise<Response>): Promise<Definition> {
    const page = new DOMParser().parseFromString(xml, "application/xml");
    const guidances = takeGuidance(page);
    const loaded = await loadForm(new XMLSerializer().serializeToString(page), {
      fetchFormAttachment: (url) => fetchMedia(decodeURIComponent(url.href.split("/").pop() ?? "")),
      missingResourceBehavior: "BLANK",
    });
    if (loaded.status === "failure") throw new Error(loaded.error.message);
    return new Definition(loaded, guidances);
  }

  begin(config: FormInstanceConfig): RootNode {
    return this.loaded.createInstance(config).root;
  }

  async goOn(data: FormData, config: FormInstanceConfig): Promise<RootNode> {
    return (await this.loaded.restoreInstance({ data: [data] as never }, config)).root;
  }

  async correct(instance: string, files: Record<string, string>, config: FormInstanceConfig): Promise<RootNode> {
    const attachments = new Map(Object.entries(files).map(([name, address]) => [name, () => fetch(address)] as const));
    const input = { inputType: "FORM_INSTANCE_INPUT_RESOLVABLE", resolveInstance: () => instance, attachments } as const;
    return (await this.loaded.editInstance(input, config)).root;
  }

  guidance(node: AnyControlNode): string {
    const texts = this.guidances.get(node.definition.nodeset);
    return texts?.get(node.root.currentState.activeLanguage.language) ?? texts?.get("") ?? "";
  }
}

// The guidance of each question, by its path and language.
function takeGuidance(page: Document): Map<string, Map<string, string>> {
  const byText = new Map<string, Map<string, string>>();
  for (const value of page.querySelectorAll("itext value[form=guidance]")) {
    const id = value.parentElement?.getAttribute("id") ?? "";
    const language = value.closest("translation")?.getAttribute("lang") ?? "";
    const texts = byText.get(id) ?? new Map<string, string>();
    byText.set(id, texts.set(language, value.textContent?.trim() ?? ""));
    value.remove();
  }
  const byNode = new Map<string, Map<string, string>>();
  for (const hint of page.querySelectorAll("hint[ref]")) {
    const texts = byText.get(REFERENCE.exec(hint.getAttribute("ref") ?? "")?.[1] ?? "");
    const node = hint.parentElement?.getAttribute("ref") ?? hint.parentElement?.getAttribute("nodeset");
    if (texts && node) byNode.set(node, texts);
  }
  return byNode;
}

// Pictures and other files go under names that tell nothing of where or when they were made.
export function configOf(redrawing: Redrawing, username: string): FormInstanceConfig {
  return {
    stateFactory: redrawing.factory,
    instanceAttachments: { fileNameFactory: ({ extension }) => `${crypto.randomUUID()}${(extension ?? "").toLowerCase()}` },
    preloadProperties: { deviceID: "browser", username }, // the engine would keep an id of its own in the browser
  };
}
