// Writing a report: figures are inserted, and a number that was typed instead is marked at once.
// The server's claims check decides; this only shows early what it will ask.
// A figure's token, the number of a list item, or a number with its thousands and decimals.
const TOKEN_OR_NUMBER =
  /(\[\[[^\]\n]*\]\])|(^[ \t]*\d+[.)][ \t])|(?<![\p{L}\d])\d+(?:[ \u00a0\u202f.,]\d{3}(?!\d))*(?:[.,]\d+)?/gmu;

interface Piece {
  text: string;
  kind: "plain" | "bound" | "typed";
}

export function pieces(text: string, excused: ReadonlySet<string>): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN_OR_NUMBER)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index), kind: "plain" });
    const kind = match[1] ? "bound" : match[2] || excused.has(match[0]) ? "plain" : "typed";
    found.push({ text: match[0], kind });
    end = match.index + match[0].length;
  }
  return [...found, { text: text.slice(end), kind: "plain" }];
}

const TAGS = { plain: "span", bound: "b", typed: "mark" } as const;

export function editor(root: HTMLElement): void {
  const field = root.querySelector<HTMLTextAreaElement>("textarea");
  const paper = field?.closest<HTMLElement>(".tirek-editor__paper");
  if (!field || !paper) return;
  const excused = new Set<string>(JSON.parse(root.dataset.excused ?? "[]"));
  const count = root.querySelector<HTMLElement>("[data-typed-count]");
  const marks = Object.assign(document.createElement("div"), { className: "tirek-editor__marks" });
  marks.setAttribute("aria-hidden", "true");
  paper.prepend(marks);
  paper.classList.add("tirek-editor__paper--marked");

  const mark = (): void => {
    const parts = pieces(field.value, excused);
    marks.replaceChildren(
      ...parts.map(({ text, kind }) => Object.assign(document.createElement(TAGS[kind]), { textContent: text })),
      "\n",
    );
    marks.scrollTop = field.scrollTop;
    if (count) count.textContent = String(parts.filter(({ kind }) => kind === "typed").length);
  };

  const insert = (token: string): void => {
    const { selectionStart, selectionEnd, value } = field;
    const before = value[selectionStart - 1];
    const space = before !== undefined && !/[\s([«"]/.test(before) ? " " : "";
    field.focus();
    // The old command, because it alone leaves the insertion on the browser's undo stack.
    if (!document.execCommand("insertText", false, space + token))
      field.setRangeText(space + token, selectionStart, selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  root.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-insert]");
    if (button) insert(button.dataset.insert ?? "");
  });
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-insert]")) button.hidden = false;
  field.addEventListener("input", mark);
  field.addEventListener("scroll", () => (marks.scrollTop = field.scrollTop));
  mark();
}
