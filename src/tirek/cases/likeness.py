"""Which cases may be about the same. Only a suggestion: a telephone or two words of a name that a party of each has, or
the same place within a week.

Words that lie under different keys cannot be compared, so the parties of one case are opened and their words looked
for under the key of every office; of the other cases nothing is opened.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from tirek.cases.models import Case, Party, SearchKey
from tirek.cases.parties import is_written
from tirek.cases.seals import party_key, told_in
from tirek.cases.search_words import keys_at_every_office, spelt
from tirek.cases.visibility import cases_for, editions_seen, sees_names
from tirek.directory import Account
from tirek.sealing import KeyErased

ENOUGH_WORDS = 2
TELEPHONE_DIGITS = 7
WEEK = timedelta(days=7)
MOST = 10
MOST_WORDS = 40
"""Of the words of a case's parties; each is looked for at every office."""
MOST_KEYS = 2000
"""Of what is found: a name that thousands have suggests nobody."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be about the same: how many words of a party agree, if a telephone, if place and week."""

    case: Case
    words: int = 0
    telephone: bool = False
    place: bool = False


def alike(account: Account, case: Case) -> list[Alike]:
    """This function will suggest cases that the account sees and that seem to be about the same as this one.

    Ask it within `sight_of`. By names nothing is suggested to who does not see them, here and there.
    """
    same = _same_words(account, case) if sees_names(account, case) else {}
    beside = {each.pk for each in _beside(account, case)}
    rows = Case.objects.select_related("office", "edition").in_bulk([*same, *beside])
    found = [
        Alike(row, len(words), any(map(_is_telephone, words)), row.pk in beside)
        for row in rows.values()
        for words in [same.get(row.pk, set())]
    ]
    return sorted(found, key=lambda each: (-each.telephone, -each.words, -each.place, each.case.number))[:MOST]


def _beside(account: Account, case: Case) -> QuerySet[Case]:
    """Cases about the same place that were opened within a week of this one."""
    if case.place_id is None:
        return Case.objects.none()
    week = (case.opened_at - WEEK, case.opened_at + WEEK)
    return cases_for(account).filter(place=case.place_id, opened_at__range=week).exclude(pk=case.pk)[:MOST]


def _same_words(account: Account, case: Case) -> dict[UUID, set[str]]:
    """Of each case in which enough agrees, the words that a party of it shares with one of this case."""
    words = sorted(_words(case), key=lambda word: (not word.isdigit(), word))[:MOST_WORDS]
    ordered = sorted(words)
    meant = {value: ordered[place - 1] for value, place in keys_at_every_office(ordered)}
    seen = cases_for(account).filter(edition__in=editions_seen(account, names=True)).exclude(pk=case.pk)
    found = SearchKey.objects.filter(value__in=list(meant), case__in=seen).exclude(party=None).order_by()
    agreeing: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for at, party, value in found.values_list("case", "party", "value")[:MOST_KEYS]:
        agreeing[at, party].add(meant[bytes(value)])
    best: dict[UUID, set[str]] = {}
    for (at, _party), shared in agreeing.items():
        if _enough(shared) and len(shared) > len(best.get(at, ())):
            best[at] = shared
    return best


def _words(case: Case) -> set[str]:
    """Who people are, and their telephones; an authority that is complained of in two cases does not make them one.

    Only what somebody wrote: a choice or a day of birth is the same for many.
    """
    parties = Party.objects.filter(Party.standing(), case=case).exclude(kind=Party.Kind.AUTHORITY)
    found: set[str] = set()
    for party in parties.select_related("case"):
        try:
            told = told_in(party, party_key(party), "content")
        except KeyErased:
            continue
        for name, text in told.get("identity", {}).items():
            if is_written(case.edition_id, name):
                found |= spelt(text)
        for text in told.get("contact", {}).values():
            found |= {word for word in spelt(text) if _is_telephone(word)}
    return found


def _enough(same: set[str]) -> bool:
    return len(same) >= ENOUGH_WORDS or any(map(_is_telephone, same))


def _is_telephone(word: str) -> bool:
    return word.isdigit() and len(word) >= TELEPHONE_DIGITS
