"""Finding a case by words that the database does not hold: each word is kept as a number under the key of its office.

What is written in Cyrillic and in Latin, in Kazakh and in Russian, with an ending and without, comes to one spelling
first. It is made to find rather than to tell apart: who searches reads the few that were found. A dump of the table
tells how often a number occurs, and of no number which word it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from tirek.cases.models import Case, Confidentiality, Party, SearchKey
from tirek.cases.seals import case_key, party_key, told_in
from tirek.cases.visibility import cases_for, editions_seen, sight_of_the_house
from tirek.directory import Account, Office
from tirek.sealing import KeyErased, KeyMissing, OfficeKey, office_key

LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziiklmnoprstufhcie", strict=True)),
        **dict(zip("әғқңөұүһі", "agknouuhi", strict=True)),
        **{"ж": "j", "ё": "e", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ъ": "", "ь": ""},
        **{"ş": "sh", "ç": "ch", "ı": "i", "ŋ": "n", "ʼ": "", "’": "", "'": ""},
    }
)
"""Letters that sound alike are one; q and k, y and i, w and v are made one after it."""
SOUNDS = (
    (re.compile("^ye"), "e"),
    (re.compile("shch"), "sh"),
    (re.compile("zh"), "j"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("ts"), "c"),
)
ALIKE = str.maketrans("qyw", "kiv")
KAZAKH = (
    "nin din tin ga ge ka ke na ne da de ta te dan den tan ten nan nen men ben pen lar ler dar der tar ter ni di ti"
)
RUSSIAN = "ogo ego omu emu oi ei iu uiu imi ami iami ah iah am iam om em im a e i o u ia ie"
ENDINGS = sorted({*KAZAKH.split(" "), *RUSSIAN.split(" ")}, key=len, reverse=True)
"""Endings of Kazakh and Russian nouns and adjectives as they sound; of a word at least four letters are left."""
SHORTEST_STEM = 4
TELEPHONE = re.compile(r"\+?\d[\d\s()-]{5,18}\d")
NUMBER = re.compile(r"[A-Za-z]{2,}(-\w+)*-\d{1,}", re.ASCII)
WORD = re.compile(r"[\w'’ʼ]+")
KEY_BYTES = 12
MOST_WORDS = 8


def spelt(text: str) -> frozenset[str]:
    """This function will give the words of a text in the one spelling that they are found by, telephones as digits."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    telephones = {digits[-10:] for each in TELEPHONE.findall(plain) if len(digits := re.sub(r"\D", "", each)) >= 7}
    words = {_stem(_sounds(word)) for word in WORD.findall(TELEPHONE.sub(" ", plain))}
    return frozenset(telephones | {word for word in words if len(word) > 1})


def _sounds(word: str) -> str:
    told = word.translate(LETTERS)
    told = "".join(each for each in unicodedata.normalize("NFD", told) if not unicodedata.combining(each))
    for pattern, sound in SOUNDS:
        told = pattern.sub(sound, told)
    return told.translate(ALIKE)


def _stem(word: str) -> str:
    """Twice, for a plural has a case: аға, ағалар, ағаларға."""
    if not word.isdigit():
        for _ in range(3):
            found = next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= SHORTEST_STEM), "")
            word = word.removesuffix(found)
    return re.sub(r"(.)\1+", r"\1", word)


def keys_of(office: str, words: Iterable[str]) -> set[bytes]:
    """This function will give what words are kept as by an office. Raises `KeyMissing`."""
    secret = _search_key(office_key(office))
    return {blake2b(word.encode(), digest_size=KEY_BYTES, key=secret, person=b"tirek word").digest() for word in words}


@lru_cache(maxsize=256)
def _search_key(office: OfficeKey) -> bytes:
    return blake2b(b"search words", key=office.secret, person=b"tirek search").digest()[:32]


def rebuild(case: Case) -> None:
    """This function will make anew what a case is found by: after its parties, line, office or level changed.

    A sealed case is found by its own words and not by its parties: to find it by a name would be to be told the name.
    """
    with sight_of_the_house():
        rows: set[tuple[UUID | None, bytes]] = {
            (None, value) for value in keys_of(case.office_id, _words_of_case(case))
        }
        if case.confidentiality != Confidentiality.SEALED:
            for party in Party.objects.filter(Party.standing(), case=case).select_related("case", "authority"):
                rows |= {(party.pk, value) for value in keys_of(case.office_id, _words_of_party(party))}
        SearchKey.objects.filter(case=case).delete()
        SearchKey.objects.bulk_create([SearchKey(case=case, party_id=party, value=value) for party, value in rows])


def _words_of_case(case: Case) -> frozenset[str]:
    place = case.place
    texts = [place.code, place.name_en, place.name_ru, place.name_kk] if place else []
    with suppress(KeyErased, ValueError):
        texts += _texts(told_in(case, case_key(case), "content"))
    return spelt(" ".join(texts))


def _words_of_party(party: Party) -> frozenset[str]:
    authority = party.authority
    names = [authority.name_en, authority.name_ru, authority.name_kk] if authority else []
    try:
        told = told_in(party, party_key(party), "content") or {}
        names += _texts([told.get("identity"), told.get("contact")])  # of a caution, the codes are everybody's
    except KeyErased:
        return frozenset()
    return frozenset(word for name in names for word in spelt(name))


def _texts(told: Any) -> Iterator[str]:
    """Every text in JSON, in the order it stands."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from _texts(each)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is held to besides its words: whether a case runs (None: either), its office, its editions."""

    running: bool | None = None
    office: str = ""
    editions: list[UUID] | None = None


def search(account: Account, text: str, narrowed: Narrowed | None = None) -> QuerySet[Case]:
    """This function will give the cases that the account sees and that all the words lead to, or the number does.

    Words that only a party has lead to a case of those mechanisms alone of which the account sees names. Ask it within
    `sight_of(account)`. Of more than a thousand cases, those that are asked for alone, it gives the newest: who
    searches has another word.
    """
    found: list[UUID] = []
    held = narrowed or Narrowed()
    to = [held.running, held.office, held.editions]
    if NUMBER.fullmatch(text.strip()):
        found = _asked("SELECT tirek_numbered(%s, %s::boolean, %s, %s::uuid[])", [text.strip().upper(), *to])
    else:
        words = sorted(spelt(text))[:MOST_WORDS]
        keys = keys_at_every_office(words)
        if {place for _value, place in keys} == set(range(1, len(words) + 1)):
            named = editions_seen(account, names=True)
            every = set(named) >= set(editions_seen(account))
            given = [[value for value, _ in keys], [place for _, place in keys], None if every else named]
            found = _asked(_FOUND, [*given, *to]) if words else []
    return cases_for(account).filter(pk__in=found)


_FOUND = "SELECT tirek_found(%s::bytea[], %s::int[], %s::uuid[], %s::boolean, %s, %s::uuid[])"


def _asked(question: str, given: list[Any]) -> list[UUID]:
    """What a function of the database found, which holds the rule of who sees a case as the policies do."""
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return [key for (key,) in cursor.fetchall()]


def keys_at_every_office(words: list[str]) -> list[tuple[bytes, int]]:
    """This function will give what each word is kept as by each office that has sealed anything, and its place from 1
    on."""
    found: list[tuple[bytes, int]] = []
    for office in Office.objects.order_by().values_list("pk", flat=True):
        try:
            found += [(value, place) for place, word in enumerate(words, 1) for value in keys_of(office, [word])]
        except KeyMissing:
            continue  # an office that has sealed nothing has nothing to be found
    return sorted(found)
