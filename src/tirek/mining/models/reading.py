"""A model of whatever kind from a file, and the net that every kind of model becomes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from tirek.mining.models.bpmn_graph import BpmnGraph
from tirek.mining.models.bpmn_reading import bpmn_of
from tirek.mining.models.errors import ModelTooLarge, ModelUnreadable
from tirek.mining.models.net import AcceptingNet
from tirek.mining.models.net_of_bpmn import net_of_bpmn
from tirek.mining.models.net_of_tree import net_of_tree
from tirek.mining.models.pnml import net_of_pnml
from tirek.mining.models.ptml import tree_of_ptml
from tirek.mining.models.tree import ProcessTree
from tirek.mining.models.tree_text import tree_of_text
from tirek.mining.models.xml import DEEPEST, MOST_BYTES, MOST_ELEMENTS, local, root_of

Model: TypeAlias = ProcessTree | BpmnGraph | AcceptingNet


def model_of(content: bytes, name: str, *, process: str = "") -> Model:
    """This function will read a model by what is in it: BPMN 2.0, PNML, PTML, or a process tree as text.

    Raises `ModelUnreadable` and the other refusals of `errors`, none of which shows anything of the file but names.
    """
    if len(content) > MOST_BYTES:
        raise ModelTooLarge(name=name, elements=MOST_ELEMENTS, depth=DEEPEST)
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").startswith(b"<"):
        try:
            return tree_of_text(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise ModelUnreadable(name=name, reason="it is neither XML nor text") from None
    match local(root_of(content, name)):
        case "definitions":
            return bpmn_of(content, name, process=process)
        case "pnml":
            return net_of_pnml(content, name)
        case "ptml":
            return tree_of_ptml(content, name)
        case other:
            raise ModelUnreadable(name=name, reason=f"{other[:40]} is no kind of model that is read")


def read_model(path: Path, *, process: str = "") -> Model:
    """This function will read a model from a file. Raises what `model_of` raises."""
    return model_of(path.read_bytes(), path.name, process=process)


def net_of(model: Model) -> AcceptingNet:
    """This function will give the net of a model of any kind. Raises `ModelNotFollowed`."""
    if isinstance(model, AcceptingNet):
        return model
    return net_of_bpmn(model) if isinstance(model, BpmnGraph) else net_of_tree(model)
