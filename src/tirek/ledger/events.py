"""What an event is: the name of something that happened, and the sentence that tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """This class will name one type of event.

    `id` is stable and kebab-case. `sentence` is English, marked with `gettext_noop`, and filled from the entry's
    detail, as in `Took in the plan %(title)s.`; it is stored with the entry, so that history outlives the code.
    """

    id: str
    sentence: str
