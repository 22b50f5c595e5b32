"""Petri nets in PNML, as process mining tools write them: one net of places and transitions, with a final marking."""

from __future__ import annotations

from typing import Final

from lxml import etree

from tirek.mining.models.errors import ModelUnreadable
from tirek.mining.models.net import AcceptingNet, net_of_arcs
from tirek.mining.models.xml import children, local, root_of, words

SILENT: Final = "$invisible$"
MOST_TOKENS: Final = 1_000


def net_of_pnml(content: bytes, name: str) -> AcceptingNet:
    """This function will read a net. Without a final marking it is a token on the one place that nothing leaves.

    A transition is silent where a tool marked it so, or where it has no name. Raises `ModelUnreadable`.
    """
    root = root_of(content, name)
    net = next(children(root, "net"), None)
    if local(root) != "pnml" or net is None:
        raise ModelUnreadable(name=name, reason="it is no PNML")
    places = {each.get("id", ""): each for each in net.iter("{*}place") if each.get("id")}
    labels = {each.get("id", ""): _label(each) for each in net.iter("{*}transition")}
    before: dict[str, list[str]] = {key: [] for key in labels}
    after: dict[str, list[str]] = {key: [] for key in labels}
    for arc in net.iter("{*}arc"):
        source, target = arc.get("source", ""), arc.get("target", "")
        weight = _number(arc, "inscription", name, 1)
        if source in places and target in labels:
            before[target] += [source] * weight
        elif source in labels and target in places:
            after[source] += [target] * weight
        else:
            raise ModelUnreadable(name=name, reason=f"the arc {arc.get('id')} joins no place and transition")
    if not places or not labels:
        raise ModelUnreadable(name=name, reason="it has no places or no transitions")
    initial = {key: _number(each, "initialMarking", name, 0) for key, each in places.items()}
    marking = next(net.iter("{*}finalmarkings"), None)
    if marking is None:
        last = sorted(set(places) - {place for before_ in before.values() for place in before_})
        final = dict.fromkeys(last, 1)
        if len(last) != 1:
            raise ModelUnreadable(name=name, reason="it does not say where it ends")
    else:
        final = {each.get("idref", ""): _number(each, "", name, 0) for each in marking.iter("{*}place")}
    steps = [(key, label, before[key], after[key]) for key, label in labels.items()]
    return net_of_arcs(list(places), steps, initial, final)


def _label(transition: etree._Element) -> str | None:
    if any(each.get("activity") == SILENT for each in children(transition, "toolspecific")):
        return None
    return next((words(each.findtext("{*}text")) for each in children(transition, "name")), "") or None


def _number(element: etree._Element, child: str, name: str, otherwise: int) -> int:
    held = next(children(element, child), None) if child else element
    text = "" if held is None else words(held.findtext("{*}text"))
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit()) or len(text) > 4 or int(text) > MOST_TOKENS:
        raise ModelUnreadable(name=name, reason=f"{text[:40]} is no number of tokens")
    return int(text)
