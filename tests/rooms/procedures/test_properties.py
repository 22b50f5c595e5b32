"""Whatever is drawn of blocks in blocks runs as the blocks say, in any order of work, put down at any time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.procedures.drawings import SIMPLE, choice, drawn, end, flow, process, start, task
from tests.rooms.procedures.running import NOW, again
from tirek.procedures import Procedure, Run, begin, procedure_of
from tirek.refusals import Refusal


@dataclass
class Block:
    """A task, or blocks one after another, beside one another, or one of which is chosen by an answer."""

    kind: str
    inner: tuple[Block, ...] = ()
    name: str = field(default="")


TASK = st.builds(Block, st.just("task"))


def grown(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    parts = st.tuples(inner)
    return st.builds(Block, st.sampled_from(("sequence", "parallel", "inclusive", "choice")), several) | st.builds(
        Block, st.just("part"), parts
    )


BLOCKS = st.recursive(TASK, grown, max_leaves=7)


class Drawn:
    """Draws a block, and knows by its own means which tasks must be done for given answers."""

    def __init__(self, block: Block) -> None:
        self.count = 0
        self.block = block
        content, first, last = self.draw(block)
        self.text = drawn(process(start() + content + end() + flow(f"start > {first}", f"{last} > end")))

    def draw(self, block: Block) -> tuple[str, str, str]:
        self.count += 1
        block.name = f"n{self.count}"
        if block.kind == "task":
            return task(block.name), block.name, block.name
        inner = [self.draw(each) for each in block.inner]
        content = "".join(each for each, _first, _last in inner)
        if block.kind == "sequence":
            ways = [f"{one[2]} > {other[1]}" for one, other in pairwise(inner)]
            return content + flow(*ways), inner[0][1], inner[-1][2]
        if block.kind == "part":
            ((_content, first, last),) = inner
            s, e = f"{block.name}s", f"{block.name}e"
            content += start(s) + end(e) + flow(f"{s} > {first}", f"{last} > {e}")
            return f'<subProcess id="{block.name}">{content}</subProcess>', block.name, block.name
        return self.split(block, content, inner)

    def split(self, block: Block, content: str, inner: list[tuple[str, str, str]]) -> tuple[str, str, str]:
        one, other = f"{block.name}-split", f"{block.name}-join"
        kind = {"parallel": "parallel", "inclusive": "inclusive", "choice": "exclusive"}[block.kind]
        ways, default = [], ""
        for number, (_content, first, last) in enumerate(inner):
            said = "" if kind == "parallel" else f" if ${{{block.name}_{number}}} = 'yes'"
            if kind != "parallel" and number == len(inner) - 1:
                said, default = "", f"{one}-{first}"
            ways += [f"{one} > {first}{said}", f"{last} > {other}"]
        return content + choice(one, default, kind) + choice(other, kind=kind) + flow(*ways), one, other

    def expected(self, block: Block, answers: dict[str, str]) -> Iterator[str]:
        if block.kind == "task":
            yield block.name
            return
        inner = list(block.inner)
        if block.kind in ("choice", "inclusive"):
            chosen = [
                each for number, each in enumerate(inner[:-1]) if answers.get(f"{block.name}_{number}") == "yes"
            ] or inner[-1:]
            inner = chosen if block.kind == "inclusive" else chosen[:1]
        for each in inner:
            yield from self.expected(each, answers)


def worked(procedure: Procedure, answers: dict[str, str], picks: st.DataObject, put_down: bool) -> list[str]:
    run: Run = begin(procedure, answers, NOW)
    done: list[str] = []
    while run.waiting:
        waiting = picks.draw(st.sampled_from(run.waiting))
        run.complete(waiting.key, {}, NOW)
        done.append(waiting.step)
        run = again(run) if put_down else run
    assert run.ended
    return done


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BLOCKS, st.data(), st.booleans())
def test_every_block_runs_as_it_says(block: Block, picks: st.DataObject, put_down: bool) -> None:
    figure = Drawn(block)
    procedure = procedure_of(figure.text)
    answers = {name: picks.draw(st.sampled_from(("yes", "no"))) for name in sorted(procedure.reads)}
    done = worked(procedure, answers, picks, put_down)
    assert sorted(done) == sorted(figure.expected(block, answers))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_to_a_drawing_does_more_than_have_it_refused(picks: st.DataObject) -> None:
    place = picks.draw(st.integers(0, len(SIMPLE) - 1))
    length = picks.draw(st.integers(0, 60))
    text = SIMPLE[:place] + picks.draw(st.sampled_from(["", "x", "<", '"', "end", "intake"])) + SIMPLE[place + length :]
    try:
        run = begin(procedure_of(text), {}, NOW)
    except Refusal:
        return
    again(run)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_are_taken_for_a_state(state: bytes) -> None:
    from tirek.procedures import restored

    procedure = procedure_of(SIMPLE)
    good = begin(procedure, {}, NOW).state()
    for bad in (state, bytes([1]) + state, good[: len(state) % len(good)]):
        try:
            restored(procedure, bad, NOW)
        except Refusal:
            continue
        raise AssertionError(bad)
