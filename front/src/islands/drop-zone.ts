// A file may be dropped wherever one may be chosen: each file field is put into the page's drop zone, in its language.
export function dropZone(field: HTMLElement): void {
  const zone = document.querySelector<HTMLTemplateElement>("#drop-zone");
  if (!zone || !field.id || field.closest(".govuk-file-upload-wrapper")) return;
  const wrapper = zone.content.firstElementChild?.cloneNode(true) as HTMLElement;
  field.before(wrapper);
  wrapper.append(field);
}

// The system hides a comma in the middle of its button, so that what is read out no longer contains what is seen
// (WCAG 2.5.3). Beside the button it does its work as well.
export function nameAsSeen(scope: Element): void {
  for (const button of scope.querySelectorAll(".govuk-file-upload-button")) {
    const comma = button.querySelector(`#${CSS.escape(`${button.id}-comma`)}`);
    if (comma) button.before(comma);
  }
}
