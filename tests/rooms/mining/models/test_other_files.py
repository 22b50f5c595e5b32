"""Nets in PNML and trees in PTML, as PM4Py writes them; and one door for every kind of model."""

from __future__ import annotations

from pathlib import Path

import pm4py
import pytest

from tests.rooms.mining.models.drawn import bpmn
from tirek.mining.models.errors import ModelUnreadable, TreeUnreadable
from tirek.mining.models.net import language_of_net
from tirek.mining.models.reading import model_of, net_of, read_model
from tirek.mining.models.tree import Block, Leaf, language
from tirek.mining.models.tree_text import tree_of_text

TEXT = "->( 'a', X( 'b', tau ), *( 'c', 'd' ), +( 'e', 'f' ) )"
SAID = language(tree_of_text(TEXT), 6)


@pytest.mark.parametrize("kind", ["pnml", "ptml", "tree"])
def test_what_others_write_is_read(kind: str, tmp_path: Path) -> None:
    theirs = pm4py.parse_process_tree(TEXT)
    path = tmp_path / f"model.{kind}"
    if kind == "pnml":
        pm4py.write_pnml(*pm4py.convert_to_petri_net(theirs), str(path))
    elif kind == "ptml":
        pm4py.write_ptml(theirs, str(path))
    else:
        path.write_text(str(theirs), encoding="utf-8")
    assert language_of_net(net_of(read_model(path)), 6) == SAID


def pnml(body: str) -> bytes:
    return f'<pnml><net id="n"><page id="g">{body}</page></net></pnml>'.encode()


PLACES = '<place id="p"><initialMarking><text>1</text></initialMarking></place><place id="q"/>'
STEP = '<transition id="t"><name><text>a</text></name></transition>'
ARCS = '<arc id="1" source="p" target="t"/><arc id="2" source="t" target="q"/>'


def test_a_net_without_a_final_marking_ends_where_nothing_leaves() -> None:
    assert language_of_net(net_of(model_of(pnml(PLACES + STEP + ARCS), "net")), 2) == {("a",)}


@pytest.mark.parametrize(
    "content",
    [
        pnml(""),
        pnml(PLACES + STEP + '<arc id="1" source="p" target="q"/>'),
        pnml(PLACES + STEP + ARCS + '<place id="r"/>'),
        pnml(PLACES.replace("1</text>", "100000</text>") + STEP + ARCS),
        pnml(PLACES.replace("1</text>", "many</text>") + STEP + ARCS),
        b"<ptml/>",
        b'<ptml><processTree root="a"><sequence id="a"/></processTree></ptml>',
        b'<ptml><processTree root="a"><and id="a"/><parentsNode sourceId="a" targetId="a"/></processTree></ptml>',
        b"<svg/>",
    ],
)
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(ModelUnreadable):
        model_of(content, "file")


def test_every_kind_is_told_by_what_is_in_it() -> None:
    assert isinstance(model_of(b"\xef\xbb\xbf->( 'a', 'b' )", "x"), Block)
    assert model_of(b" 'a' ", "x") == Leaf("a")
    assert net_of(model_of(bpmn("start>a a>end"), "x")).activities == ("a",)
    with pytest.raises(TreeUnreadable):
        model_of(b"case,activity\n1,a", "log.csv")
