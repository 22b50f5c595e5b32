"""xforms-engine, which fills forms in browsers, in a real one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ENGINE = Path(__file__).parents[4] / "front/node_modules/@getodk/xforms-engine/dist/index.js"
ASK = """async (forms) => {
  const { loadForm } = await import("/engine.js");
  const said = [];
  for (const form of forms) {
    try {
      const loaded = await loadForm(form);
      if (loaded.status === "failure") throw loaded.error;
      const { root } = loaded.createInstance();
      const out = root.currentState.children.find((node) => node.currentState.reference === "/data/out");
      said.push("=" + out.currentState.value);
    } catch (fault) {
      said.push("!" + fault);
    }
  }
  return said;
}"""


def ask(browser: Browser, forms: Sequence[str]) -> list[str]:
    """This function will give for each form "=" and what it computes, or "!" and the fault."""
    context = browser.new_context(timezone_id="Etc/GMT-5")
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<title>asked</title>", content_type="text/html"))
    page.route("**/engine.js", lambda route: route.fulfill(path=ENGINE, content_type="text/javascript"))
    page.goto("http://localhost/")
    said: list[str] = page.evaluate(ASK, list(forms))
    context.close()
    return said
