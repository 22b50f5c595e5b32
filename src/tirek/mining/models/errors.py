"""What is said of a model that cannot be read, or not be turned into a net."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class ModelUnreadable(Refusal):
    """A file that holds no model of a kind that is read."""

    id = "model-unreadable"
    sentence = gettext_noop("%(name)s cannot be read as a model: %(reason)s")
    hint = gettext_noop("Models are BPMN 2.0 (.bpmn), PNML (.pnml), or process trees (.ptml, or as text in .tree).")


class ModelDeclares(Refusal):
    """XML with a document type or entities of its own, which no model needs."""

    id = "model-declares"
    sentence = gettext_noop("%(name)s declares a document type or entities, which no model needs.")
    hint = gettext_noop("Open it in a modelling tool and save it again.")


class ModelTooLarge(Refusal):
    """A model with more elements, or deeper within one another, than anybody draws."""

    id = "model-too-large"
    sentence = gettext_noop("%(name)s has more than %(elements)s elements, or more than %(depth)s within one another.")
    hint = gettext_noop("A process of this size cannot be understood by anybody: split it.")


class TreeUnreadable(Refusal):
    """Text that is no process tree."""

    id = "process-tree-unreadable"
    sentence = gettext_noop("This is not a process tree: look at character %(place)s.")
    hint = gettext_noop("A tree is written like ->( 'receive', X( 'decide', tau ) ); a loop has a body and a redo.")


class ModelNotFollowed(Refusal):
    """A drawing with something in it that a net cannot say."""

    id = "model-not-followed"
    sentence = gettext_noop("%(element)s cannot be followed: %(reason)s")
    hint = gettext_noop("Draw it with tasks, events, exclusive, parallel and paired inclusive gateways.")
