// A form is sent once: the second press of an impatient finger is dropped. Coming back to the page frees it again.
const RELEASE_AFTER_MS = 8000; // a form that answers with a download never leaves its page

function setSending(form: HTMLFormElement, sending: boolean): void {
  if (sending) form.dataset.sending = "yes";
  else delete form.dataset.sending;
  for (const button of form.querySelectorAll("button:not([type=button])"))
    sending ? button.setAttribute("aria-disabled", "true") : button.removeAttribute("aria-disabled");
}

export function sendOnce(page: Document): void {
  page.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sending) return event.preventDefault();
    // After this event, so that the value of the pressed button still travels.
    setTimeout(() => setSending(form, true));
    setTimeout(() => setSending(form, false), RELEASE_AFTER_MS);
  });
  window.addEventListener("pageshow", () => {
    for (const form of page.querySelectorAll<HTMLFormElement>("form[data-sending]")) setSending(form, false);
  });
}
