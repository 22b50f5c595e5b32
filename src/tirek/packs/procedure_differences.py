"""What changed between two drawings of a procedure, in plain words: steps, ways, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from tirek.bounded import gettext_noop
from tirek.packs.procedure_xml import FORM, all_of, called, drawing_of, tag_of, within
from tirek.packs.sentences import Change
from tirek.refusals import Refusal

STEP_ADDED = gettext_noop("%(file)s: “%(step)s” is new.")
STEP_REMOVED = gettext_noop("%(file)s: “%(step)s” is gone.")
WAY_ADDED = gettext_noop("%(file)s: the way from “%(source)s” to “%(target)s” is new.")
WAY_REMOVED = gettext_noop("%(file)s: the way from “%(source)s” to “%(target)s” is gone.")
SAID = gettext_noop("%(file)s: “%(step)s”, %(column)s: “%(before)s” → “%(after)s”.")
DRAWN = gettext_noop("%(file)s: only the picture changed; who does what and when stays the same.")

_STEPS: Final = (
    *("process", "participant", "lane", "message", "userTask", "subProcess", "callActivity", "startEvent", "endEvent"),
    *("intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"),
    *("exclusiveGateway", "parallelGateway", "inclusiveGateway", "sequenceFlow"),
)
NOTHING: Final = "—"

Said = Mapping[str, tuple[str, str]]
"""What is said of an element: as the file has it, and as people read it."""


def procedure_differences(path: str, before: str, after: str) -> Iterator[Change]:
    """This function will say what changed in a drawing; nothing where either cannot be read."""
    try:
        old, new = _elements(drawing_of(before)), _elements(drawing_of(after))
    except Refusal:
        return
    changed = False
    for key in [*old, *(each for each in new if each not in old)]:
        for change in _element(path, old.get(key), new.get(key)):
            changed = True
            yield change
    if not changed:
        yield Change(DRAWN, {"file": path}, path)


def _element(path: str, was: Said | None, now: Said | None) -> Iterator[Change]:
    if was is None or now is None:
        said = {column: shown for column, (_held, shown) in (was or now or {}).items()}
        if "to" in said:
            facts = {"file": path, "source": said["from"], "target": said["to"]}
            yield Change(WAY_ADDED if was is None else WAY_REMOVED, facts, path)
        else:
            yield Change(STEP_ADDED if was is None else STEP_REMOVED, {"file": path, "step": said["name"]}, path)
        return
    for column in dict.fromkeys((*was, *now)):
        (one, before), (other, after) = was.get(column, ("", "")), now.get(column, ("", ""))
        if one != other:
            facts = {"file": path, "step": was["name"][1], "column": column}
            yield Change(SAID, facts | {"before": before or NOTHING, "after": after or NOTHING}, path)


def _elements(root: etree._Element) -> dict[str, Said]:
    named = {each.get("id", ""): each for each in all_of(root, *_STEPS)}
    lanes = {
        (each.text or "").strip(): (lane.get("name") or "").strip()
        for lane in all_of(root, "lane")
        for each in within(lane, "flowNodeRef")
    }
    return {name: _said(element, named, lanes) for name, element in named.items()}


def _said(element: etree._Element, named: Mapping[str, etree._Element], lanes: Mapping[str, str]) -> Said:
    def to(attribute: str) -> tuple[str, str]:
        reference = element.get(attribute, "")
        return reference, called(named[reference]) if reference in named else reference

    def plain(text: str | None) -> tuple[str, str]:
        return (text or "",) * 2

    def text_of(tag: str) -> str:
        return " ".join("".join(each.text or "" for each in all_of(element, tag)).split())

    tag = tag_of(element)
    if tag == "sequenceFlow":
        source, target = to("sourceRef"), to("targetRef")
        name = element.get("name", "")
        case = {"in which case": plain(text_of("conditionExpression"))}
        return {"name": (name, name or f"{source[1]} → {target[1]}"), "from": source, "to": target} | case
    said = {
        "name": (element.get("name", ""), called(element)),
        "kind": plain(tag),
        "role": plain(lanes.get(element.get("id", "")) if tag == "userTask" else ""),
        "form": plain(element.get(FORM)),
        "procedure": plain(element.get("calledElement")),
        "hangs on": to("attachedToRef"),
        "interrupts": plain(element.get("cancelActivity")),
        "otherwise": to("default"),
    }
    if tag.endswith("Event"):
        messages = " ".join(each.get("messageRef", "") for each in within(element, "messageEventDefinition"))
        said |= {"limit": plain(text_of("timeDuration")), "message": plain(messages)}
    return said
