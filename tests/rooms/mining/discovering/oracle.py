"""PM4Py's inductive miner on variants, and its trees as ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pm4py
from pm4py.algo.discovery.inductive.dtypes.im_ds import IMDataStructureUVCL
from pm4py.algo.discovery.inductive.variants.im import IMUVCL
from pm4py.algo.discovery.inductive.variants.imf import IMFUVCL, IMFParameters

from tirek.mining.models.tree import Block, Leaf, Operator, ProcessTree, Trace, canonical, loop


def mined_by_pm4py(variants: Mapping[Trace, int], noise: float) -> ProcessTree:
    """The tree that PM4Py finds, in canonical form."""
    miner = (IMFUVCL if noise else IMUVCL)({"multiprocessing": False})
    tree = miner.apply(IMDataStructureUVCL(Counter(variants)), {IMFParameters.NOISE_THRESHOLD: noise})
    return canonical(_ours(tree))


def _ours(tree: pm4py.objects.process_tree.obj.ProcessTree) -> ProcessTree:
    if tree.operator is None:
        return Leaf(tree.label)
    parts = [_ours(part) for part in tree.children]
    operator = Operator(tree.operator.value)
    return loop(*parts) if operator is Operator.LOOP else Block(operator, tuple(parts))
