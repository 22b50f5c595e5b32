"""Process trees in PTML, the XML that ProM and PM4Py write."""

from __future__ import annotations

from typing import Final

from tirek.mining.models.errors import ModelUnreadable
from tirek.mining.models.tree import SILENT, Leaf, ProcessTree, exclusive, loop, parallel, sequence
from tirek.mining.models.tree_text import DEEPEST
from tirek.mining.models.xml import local, root_of, words

MAKERS: Final = {"sequence": sequence, "xor": exclusive, "and": parallel}


def tree_of_ptml(content: bytes, name: str) -> ProcessTree:
    """This function will read a tree. A loop's third part is what follows it. Raises `ModelUnreadable`."""
    root = root_of(content, name)
    tree = next(root.iter("{*}processTree"), None)
    if tree is None:
        raise ModelUnreadable(name=name, reason="it is no PTML")
    nodes = {each.get("id", ""): each for each in tree if each.get("id") and local(each) != "parentsNode"}
    parts: dict[str, list[str]] = {}
    for each in tree.iter("{*}parentsNode"):
        parts.setdefault(each.get("sourceId", ""), []).append(each.get("targetId", ""))

    def made(key: str, depth: int) -> ProcessTree:
        if key not in nodes or depth > DEEPEST:
            raise ModelUnreadable(name=name, reason=f"there is no {key[:40]} in it, or it is too deep")
        kind, within = local(nodes[key]), parts.get(key, [])
        if kind == "manualTask":
            return Leaf(words(nodes[key].get("name")) or None)
        if kind == "automaticTask":
            return SILENT
        if kind in MAKERS and within:
            return MAKERS[kind](*(made(part, depth + 1) for part in within))
        if kind == "xorLoop" and len(within) in (2, 3):
            body, redo, *rest = (made(part, depth + 1) for part in within)
            return sequence(loop(body, redo), *rest)
        raise ModelUnreadable(name=name, reason=f"{kind} is not known, or has nothing in it")

    return made(tree.get("root", ""), 0)
