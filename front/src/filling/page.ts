// What the server wrote into the page for its script.
export interface FillPage {
  readonly account: string;
  readonly username: string;
  readonly form: string;
  readonly version: string;
  readonly titles: Record<string, string>;
  // The sent form that is corrected: its answers as they came, and its files by name.
  readonly edit: { readonly instance: string; readonly version: string; readonly files: Record<string, string> } | null;
  // Addresses with `VERSION` and `NAME` to be filled in.
  readonly definition: string;
  readonly media: string;
  readonly mediaNames: readonly string[];
  readonly mostBytes: number;
}

export interface ListPage {
  readonly account: string;
  readonly mostBytes: number;
  // The address of a form's page, with `FORM` to be filled in.
  readonly fill: string;
}

export function read<Page>(): Page {
  return JSON.parse(document.getElementById("filling-page")?.textContent ?? "{}") as Page;
}
