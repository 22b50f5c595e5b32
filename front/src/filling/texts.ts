// A text of the form, with its emphasis, links and lists, as elements; colours and sizes of its author are left out.
import type { AnchorMarkdownNode, MarkdownNode, ParentMarkdownNode, TextRange, TextRole } from "@getodk/xforms-engine";
import { element, set } from "./elements.ts";
import type { Filling } from "./view.ts";

const SAFE_ADDRESS = /^(https?:|mailto:|tel:)/i;
const BLOCKS = new Set(["p", "div", "ul", "ol", "li"]);

export class Text {
  private written: string | null = null;

  // `inline` where only phrases may stand, as in a label.
  constructor(
    private readonly target: HTMLElement,
    private readonly filling: Filling,
    private readonly inline = true,
  ) {}

  write(range: TextRange<TextRole> | null): void {
    const media = [range?.imageSource, range?.audioSource, range?.videoSource].map((each) => each?.href ?? "");
    const now = [range?.asString ?? "", ...media].join("\0");
    if (now === this.written) return;
    this.written = now;
    this.target.replaceChildren(...(range ? [...range.formatted.map((node) => this.node(node)), ...this.media(range)] : []));
  }

  private node(node: MarkdownNode): Node {
    if (node.role === "child") return document.createTextNode(node.value);
    if (node.role === "line-break") return element("br");
    if (node.role === "html") return document.createTextNode(node.unsafeHtml.replace(/<[^>]*>/g, ""));
    const made = this.parent(node);
    made.append(...node.children.map((child) => this.node(child)));
    return made;
  }

  private parent(node: ParentMarkdownNode): HTMLElement {
    const name = node.elementName;
    if (/^h[1-6]$/.test(name)) return element("strong", { class: "tirek-told__line" });
    if (name === "a") return link((node as AnchorMarkdownNode).url);
    if (name === "strong" || name === "em" || name === "u" || name === "span") return element(name);
    if (!BLOCKS.has(name)) return element("span");
    if (!this.inline) return name === "p" ? element("p", { class: "tirek-told__paragraph" }) : element(name as "ul");
    return element("span", { class: name === "li" ? "tirek-told__item" : "tirek-told__line" });
  }

  private media(range: TextRange<TextRole>): HTMLElement[] {
    const parts: HTMLElement[] = [];
    const address = (url: { href: string } | undefined): string | null =>
      url ? this.filling.media(decodeURIComponent(url.href.split("/").pop() ?? "")) : null;
    const [image, audio, video] = [range.imageSource, range.audioSource, range.videoSource].map(address);
    if (image) parts.push(element("img", { src: image, alt: "", class: "tirek-told__image" }));
    if (audio) parts.push(element("audio", { src: audio, controls: true, preload: "none" }));
    if (video) parts.push(element("video", { src: video, controls: true, preload: "metadata", class: "tirek-told__image" }));
    for (const part of parts) if (!image || part.tagName !== "IMG") set(part, { "aria-label": range.asString.trim() });
    return parts;
  }
}

function link(url: string): HTMLElement {
  if (!SAFE_ADDRESS.test(url)) return element("span");
  return element("a", { class: "govuk-link", href: url, rel: "noreferrer noopener", target: "_blank" });
}
