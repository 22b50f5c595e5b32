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
  const field = root.querySelector<HTMLTextAreaElement>(".tirek-editor__paper textarea");
  if (!field) return;
  const excused = new Set<string>(JSON.parse(root.dataset.excused ?? "[]"));
  const marks = document.createElement("div");
  marks.className = "tirek-editor__marks";
  marks.setAttribute("aria-hidden", "true");
  field.before(marks);
  field.parentElement?.classList.add("tirek-editor__paper--marked");

  const mark = (): void => {
    const written = pieces(field.value, excused).map(({ text, kind }) => {
      const piece = document.createElement(TAGS[kind]);
      piece.textContent = text;
      return piece;
    });
    marks.replaceChildren(...written, "\n"); // a last empty line has height only with something after it
    marks.scrollTop = field.scrollTop;
  };

  const insert = (figure: string): void => {
    const { selectionStart, selectionEnd, value } = field;
    const before = value[selectionStart - 1];
    const token = (before === undefined || /[\s([«"]/.test(before) ? "" : " ") + figure;
    field.focus();
    // The old command, because it alone leaves the insertion on the browser's undo stack.
    if (!document.execCommand("insertText", false, token)) field.setRangeText(token, selectionStart, selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  root.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-insert]");
    if (button) insert(button.dataset.insert ?? "");
  });
  field.addEventListener("input", mark);
  field.addEventListener("scroll", () => (marks.scrollTop = field.scrollTop));
  mark();
}
