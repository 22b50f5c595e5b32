// When the server cannot be reached or breaks, a sentence says so where the page keeps its notices.
export function trouble(page: Document): void {
  const say = (): void => {
    const notices = page.getElementById("notices");
    const sentence = page.getElementById("connection-trouble") as HTMLTemplateElement | null;
    if (notices && sentence) notices.replaceChildren(sentence.content.cloneNode(true));
  };
  page.addEventListener("htmx:sendError", say);
  page.addEventListener("htmx:timeout", say);
  page.addEventListener("htmx:responseError", (event) => {
    if ((event as CustomEvent).detail.xhr.status >= 500) say();
  });
}
