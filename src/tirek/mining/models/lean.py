"""Silent steps that decide nothing are taken out of a net (series fusion, Murata 1989), its language kept."""

from __future__ import annotations

from tirek.mining.models.net import AcceptingNet, Marking, Transition


def lean(net: AcceptingNet) -> AcceptingNet:
    """This function will merge the place before and the place after a silent step where only it joins the two.

    Either nothing else takes from the place before, so that a token there is as good as moved; or nothing else
    brings to the place after, so that a token there may as well still wait. A workflow net stays one: nothing is
    brought to its first place, nothing taken from its last.
    """
    steps = list(net.transitions)
    initial, final = list(net.initial), list(net.final)
    gone: set[int] = set()
    while (found := _fusible(steps, initial, final)) is not None:
        at, kept, merged = found
        del steps[at]
        steps = [
            Transition(t.id, t.label, _moved(t.inputs, merged, kept), _moved(t.outputs, merged, kept)) for t in steps
        ]
        if kept != merged:
            initial[kept] += initial[merged]
            final[kept] += final[merged]
            gone.add(merged)
    left = [place for place in range(len(net.places)) if place not in gone]
    number = {place: i for i, place in enumerate(left)}
    return AcceptingNet(
        tuple(net.places[place] for place in left),
        tuple(
            Transition(t.id, t.label, tuple(number[p] for p in t.inputs), tuple(number[p] for p in t.outputs))
            for t in steps
        ),
        _marking(initial, left),
        _marking(final, left),
    )


def _fusible(steps: list[Transition], initial: list[int], final: list[int]) -> tuple[int, int, int] | None:
    """The first silent step that can go: its place in the list, the place that stays, the place that goes."""
    takers: dict[int, int] = {}
    bringers: dict[int, int] = {}
    for step in steps:
        for place in set(step.inputs):
            takers[place] = takers.get(place, 0) + 1
        for place in set(step.outputs):
            bringers[place] = bringers.get(place, 0) + 1
    for at, step in enumerate(steps):
        if step.label is not None or len(step.inputs) != 1 or len(step.outputs) != 1:
            continue
        before, after = step.inputs[0], step.outputs[0]
        if before == after:
            return at, before, before
        if final[before] or (initial[before] and final[after]):
            continue
        only_taker = takers[before] == 1 and not (initial[before] and bringers[after] > 1)
        only_bringer = bringers[after] == 1 and not initial[after] and not final[after]
        if only_taker or only_bringer:
            return (at, before, after) if initial[before] else (at, after, before)
    return None


def _moved(places: tuple[int, ...], merged: int, kept: int) -> tuple[int, ...]:
    return tuple(sorted(kept if place == merged else place for place in places))


def _marking(tokens: list[int], left: list[int]) -> Marking:
    return tuple(tokens[place] for place in left)
