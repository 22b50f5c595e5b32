// Elements are made by script, never from a string: the page's policy allows no inline markup, and answers are no markup.
type Attributes = Record<string, string | number | boolean | null | undefined>;

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string | null)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// An attribute of `true` is written without a value; of `false`, `null` or nothing it is taken away.
export function set(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) target.setAttribute(name, "");
    else if (value === false || value === null || value === undefined) target.removeAttribute(name);
    else if (target.getAttribute(name) !== String(value)) target.setAttribute(name, String(value));
  }
}

export function button(text: string, pressed: () => void, kind = "secondary tirek-button--small"): HTMLButtonElement {
  const classes = kind.split(" ").map((each) => (each.startsWith("tirek") ? each : `govuk-button--${each}`));
  const made = element("button", { type: "button", class: ["govuk-button", ...classes].join(" ") }, text);
  made.addEventListener("click", pressed);
  return made;
}

export function textButton(text: string, pressed: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: "tirek-link-button" }, text);
  made.addEventListener("click", pressed);
  return made;
}

export function write(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
