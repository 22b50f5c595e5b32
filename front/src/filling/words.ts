// The words of the page in all its languages, as Django wrote them into the page: they follow the language of the form.
type Table = Record<string, string>;

const tables = JSON.parse(document.getElementById("filling-words")?.textContent ?? "{}") as Record<string, Table>;
let table: Table = tables[document.documentElement.lang] ?? tables["en"] ?? {};

export function speak(language: string): void {
  table = tables[language] ?? table;
}

// A word that is missing shows its key: ugly, so that it is noticed, and never silent.
export function say(key: string, facts: Record<string, string | number> = {}): string {
  return (table[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
