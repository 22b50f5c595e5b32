"""What a log says the process is: one question, three ways to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from tirek.mining.describing.flow import DirectlyFollows, flow_of
from tirek.mining.describing.variants import Variants, variants_of
from tirek.mining.discovering.bpmn import bpmn_of_tree
from tirek.mining.discovering.from_graph import mined_from_graph
from tirek.mining.discovering.inductive import mined_sublog
from tirek.mining.discovering.sublog import parted
from tirek.mining.log import EventLog
from tirek.mining.models.tree import ProcessTree, activities_of


class Algorithm(StrEnum):
    """How a model is found. The first allows every trace; the second leaves out what is rare, as `noise` says; the
    third sees only what follows what, and costs the same for a log of any size."""

    INDUCTIVE = "inductive"
    INFREQUENT = "inductive-infrequent"
    FROM_GRAPH = "from-graph"


@dataclass(frozen=True, slots=True)
class Discovery:
    """A model and how it was found. `noise` is 0 where nothing was left out."""

    tree: ProcessTree
    algorithm: Algorithm
    noise: float

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities of the model, sorted."""
        return activities_of(self.tree)

    def bpmn(self, name: str = "") -> bytes:
        """This function will draw the model as BPMN 2.0 XML with its diagram."""
        return bpmn_of_tree(self.tree, name=name)

    def as_json(self) -> dict[str, Any]:
        """This function will give the model under the keys of `tirek log discover`."""
        return {
            "tree": str(self.tree),
            "activities": list(self.activities),
            "algorithm": self.algorithm.value,
            "noise": self.noise,
        }


def discover(log: EventLog, *, algorithm: Algorithm = Algorithm.INDUCTIVE, noise: float = 0.2) -> Discovery:
    """This function will discover a model. `noise`, from 0 to 1, says how rare is left out; only INDUCTIVE ignores it.

    Raises `TooManyActivities`, ValueError for a noise that is no share.
    """
    if not 0 <= noise <= 1:
        raise ValueError(f"noise is a share between 0 and 1, not {noise}")
    if algorithm is Algorithm.FROM_GRAPH:
        return Discovery(tree_of_flow(flow_of(log), noise=noise), algorithm, noise)
    noise = noise if algorithm is Algorithm.INFREQUENT else 0.0
    return Discovery(tree_of_variants(variants_of(log), noise=noise), algorithm, noise)


def tree_of_variants(variants: Variants, *, noise: float = 0.0) -> ProcessTree:
    """This function will give the tree of variants: IM, or IMf where `noise` is more than 0. See `mined`."""
    sequences = variants.sequences
    codes = np.array([code for v in range(len(variants)) for code in sequences.codes(v)], dtype=np.int64)
    occurring, events = np.unique(codes, return_inverse=True)
    lengths = np.diff(sequences.bounds)
    log = parted(len(occurring), events.astype(np.int32), lengths, sequences.counts.copy(), 0)
    return mined_sublog(log, [variants.activities[code] for code in occurring], noise)


def tree_of_flow(flow: DirectlyFollows, *, noise: float = 0.0) -> ProcessTree:
    """This function will give the tree of a directly-follows graph. See `mined_from_graph`."""
    edges = {(edge.before, edge.after): edge.count for edge in flow.edges}
    return mined_from_graph(edges, flow.start, flow.end, noise=noise)
