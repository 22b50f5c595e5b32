"""Which cases may be about the same: the same telephone, or two words of a name, of a party of each. Only a suggestion.

Words that lie under different keys cannot be compared, so the parties of one case are opened and their words looked
for under the key of every office; of the other cases nothing is opened.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from tirek.cases.models import Case, Party, SearchKey
from tirek.cases.seals import party_key, told_in
from tirek.cases.search_words import keys_at_every_office, spelt
from tirek.cases.visibility import cases_for, editions_seen, sees_names
from tirek.directory import Account
from tirek.sealing import KeyErased

ENOUGH_WORDS = 2
TELEPHONE_DIGITS = 7
MOST = 10
MOST_WORDS = 40
"""Of the words of a case's parties; each is looked for at every office."""
MOST_KEYS = 2000
"""Of what is found: a name that thousands have suggests nobody."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be about the same: how many words agree, and whether a telephone does."""

    case: Case
    words: int
    telephone: bool


def alike(account: Account, case: Case) -> list[Alike]:
    """This function will suggest cases that the account sees and whose parties seem to be those of this one.

    Ask it within `sight_of`. Who sees no names is told nothing, nor is anybody of a case whose names they do not see.
    """
    if not sees_names(account, case):
        return []
    words = sorted(_words(case), key=lambda word: (not word.isdigit(), word))[:MOST_WORDS]
    meant = {value: word for word in words for value in keys_at_every_office(word)}
    seen = cases_for(account).filter(edition__in=editions_seen(account, names=True)).exclude(pk=case.pk)
    found = SearchKey.objects.filter(value__in=list(meant), case__in=seen).exclude(party=None).order_by()
    agreeing: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for at, party, value in found.values_list("case", "party", "value")[:MOST_KEYS]:
        agreeing[at, party].add(meant[bytes(value)])
    best: dict[UUID, set[str]] = {}
    for (at, _party), same in agreeing.items():
        if _enough(same) and len(same) > len(best.get(at, ())):
            best[at] = same
    rows = Case.objects.select_related("office", "edition").in_bulk(list(best))
    suggested = [Alike(rows[at], len(same), any(map(_is_telephone, same))) for at, same in best.items()]
    return sorted(suggested, key=lambda each: (-each.telephone, -each.words, each.case.number))[:MOST]


def _words(case: Case) -> set[str]:
    """Who people are, and their telephones; an authority that is complained of in two cases does not make them one."""
    parties = Party.objects.filter(Party.standing(), case=case).exclude(kind=Party.Kind.AUTHORITY)
    found: set[str] = set()
    for party in parties.select_related("case"):
        try:
            told = told_in(party, party_key(party), "content")
        except KeyErased:
            continue
        for text in told.get("identity", {}).values():
            found |= spelt(text)
        for text in told.get("contact", {}).values():
            found |= {word for word in spelt(text) if _is_telephone(word)}
    return found


def _enough(same: set[str]) -> bool:
    return len(same) >= ENOUGH_WORDS or any(map(_is_telephone, same))


def _is_telephone(word: str) -> bool:
    return word.isdigit() and len(word) >= TELEPHONE_DIGITS
