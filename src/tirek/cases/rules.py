"""What the edition of a case asks: its drawings, clocks, safeguards. An edition never changes, so it is read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from uuid import UUID

from django.utils.translation import get_language

from tirek.packs import Edition, Pack, files_of
from tirek.procedures import ClockRule, Procedure, begin, clocks_of, procedure_of
from tirek.safeguards import Safeguard, safeguards_of


@dataclass(frozen=True, slots=True)
class Rules:
    """The procedures of an edition by their ids, and the rows of its tables."""

    procedures: dict[str, Procedure]
    clocks: tuple[ClockRule, ...]
    safeguards: tuple[Safeguard, ...]
    confidentiality: str
    words: Mapping[str, Mapping[str, str]]

    def said(self, text: str) -> str:
        """This function will say a text of the mechanism in the language of the page, as its words translate it."""
        return self.words.get((get_language() or "en")[:2], {}).get(text, text)

    def answer_limit(self, procedure: str, day: date) -> ClockRule | None:
        """This function will give the limit that a letter of a day sets an authority: of the clock, in force on that
        day, that is over when a message comes from outside. None where there is no such clock, or more than one."""
        steps = self.procedures[procedure].steps if procedure in self.procedures else {}
        found = [rule for rule in self.clocks if rule.since <= day <= rule.until and rule.step in steps]
        outside = [rule for rule in found if steps[rule.step].kind == "message"]
        return outside[0] if len(outside) == 1 else None

    def begun_by(self, form_id: str) -> Procedure | None:
        """This function will give the procedure whose first step asks for a form."""
        for procedure in self.procedures.values():
            if form_id in {each.form for each in begin(procedure, {}, datetime.now(UTC)).waiting}:
                return procedure
        return None


def rules_of(edition: Edition) -> Rules:
    """This function will give the rules of an edition."""
    return _rules(edition.pk)


@lru_cache(maxsize=64)
def _rules(edition: UUID) -> Rules:
    pack = Pack(files_of(Edition.objects.get(pk=edition)))
    found = [procedure_of(pack.text(path)) for path in pack.paths("procedure")]
    return Rules(
        procedures={procedure.id: procedure for procedure in found},
        clocks=clocks_of(pack.table("clocks.csv").rows),
        safeguards=safeguards_of(pack.table("safeguards.csv").rows),
        confidentiality=pack.about.confidentiality,
        words={path.removeprefix("words/").removesuffix(".csv"): _words(pack, path) for path in pack.paths("words")},
    )


def _words(pack: Pack, path: str) -> dict[str, str]:
    return {row["original"]: row["translation"] for row in pack.table(path).rows}
