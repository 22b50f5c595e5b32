// Forms that were filled here are erased when somebody signs out, or was signed out; only then is their script fetched.
const SIGN_OUT = "/account/sign-out/";
const SIGN_IN = "/account/sign-in/";

export function drafts(page: Document): void {
  page.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (new URL(form.action).pathname !== SIGN_OUT || !("serviceWorker" in navigator)) return;
    event.preventDefault();
    void import("../filling/leaving.ts").then(({ signingOut }) => signingOut(form)).catch(() => form.submit());
  }, { capture: true });
  if (location.pathname === SIGN_IN && "serviceWorker" in navigator)
    void import("../filling/leaving.ts").then(({ sessionEnded }) => sessionEnded(page.getElementById("unsent")));
}
