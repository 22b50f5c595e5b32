// A file may be dropped wherever one may be chosen: each file field is put into the page's drop zone, in its language.
export function dropZone(field: HTMLElement): void {
  const zone = document.querySelector<HTMLTemplateElement>("#drop-zone");
  if (!zone || !field.id || field.closest(".govuk-file-upload-wrapper")) return;
  const wrapper = zone.content.firstElementChild?.cloneNode(true) as HTMLElement;
  field.before(wrapper);
  wrapper.append(field);
}
