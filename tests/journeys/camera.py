"""Takes the pictures of the tutorials; with TIREK_PICTURES=write (`make pictures`) they are taken anew."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "learn" / "pictures"
WIDTH, HEIGHT = 1100, 750
MARGIN = 16
LARGEST = 200_000  # bytes: a picture is part of every copy of the repository


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes the tutorial's pictures into a folder, and remembers their names."""

    folder: Path
    taken: list[str] = field(default_factory=list)

    def take(self, name: str, first: Locator, last: Locator | None = None, *, most: int = HEIGHT) -> None:
        """A picture of the page from the top of one of its parts to the foot of another, `most` pixels high at most."""
        page = first.page
        page.mouse.move(0, 0)
        page.evaluate("document.fonts.ready")
        scrolled = page.evaluate("scrollY")
        top, foot = first.bounding_box(), (last or first).bounding_box()
        assert top
        assert foot
        above = max(top["y"] + scrolled - MARGIN, 0)
        height = min(foot["y"] + scrolled + foot["height"] + MARGIN - above, most)
        width = page.evaluate("document.documentElement.clientWidth")
        clip: FloatRect = {"x": 0, "y": above, "width": width, "height": height}
        page.screenshot(path=self.folder / f"{name}.png", clip=clip, full_page=True, animations="disabled")
        self.taken.append(name)

    def screen(self, name: str, page: Page) -> None:
        """A picture of what the window shows."""
        page.screenshot(path=self.folder / f"{name}.png", animations="disabled")
        self.taken.append(name)


def camera_in(tmp_path: Path) -> Camera:
    """A camera whose pictures are kept where they belong, or thrown away with the test."""
    folder = PICTURES if os.environ.get("TIREK_PICTURES") == "write" else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return Camera(folder)


def check_pictures(tutorial: Path, camera: Camera) -> None:
    """Holds a tutorial to its pictures: those that it shows are those that were taken, and none is too large."""
    named = re.findall(r"\(pictures/([\w-]+)\.png\)", tutorial.read_text(encoding="utf-8"))
    assert named == camera.taken
    for name in named:
        assert 5_000 < (PICTURES / f"{name}.png").stat().st_size < LARGEST, name
