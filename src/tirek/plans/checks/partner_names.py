"""Do the cover and the text name the same implementing partner?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.beside import word_list
from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.numerals import shortened
from tirek.plans.checks.prose import sentences
from tirek.plans.checks.words import stem, words
from tirek.plans.reading.plan import Plan, Value

PARTNER = Kind(
    code="partner-named-two-ways",
    severity="question",
    looks_for="an implementing partner on the cover that the text's statement of partners does not name",
    message=gettext_noop("The cover names %(cover)s as implementing partner; the text says “%(text)s”."),
    advice=gettext_noop("Ask who implements the plan and answers for its money, and who takes part in it."),
    example={
        "cover": "UNDP Kazakhstan",
        "text": "Implementing partners are the Ministry of Justice",
    },
)
PARTNER_MISSING = Kind(
    code="partner-missing",
    severity="question",
    looks_for="a cover without an implementing partner",
    message=gettext_noop("The cover names no implementing partner."),
    advice=gettext_noop("Ask who implements the plan."),
    example={},
)
KINDS = (PARTNER, PARTNER_MISSING)

_STATES = re.compile(
    r"\bimplementing\s+(?:partners?|agenc(?:y|ies)|entit(?:y|ies))\s*(?:\(s\))?\s*"
    r"(?:(?:of|for)\s+(?:the|this)\s+project\s+)?(?::|\bis\b|\bare\b|\bwill\s+be\b|\bincludes?\b)\s*(?P<who>.+)",
    re.IGNORECASE,
)
_SAYS_LITTLE = word_list("says little of a partner")


def check(plan: Plan) -> Iterator[Finding]:
    """This function will find sentences that state the implementing partners, and look there for the cover's."""
    partner = plan.cover.partner
    if partner is None or not partner.text.strip():
        yield PARTNER_MISSING.at(partner.line if partner else ())
        return
    country = {stem(word) for word in words(plan.cover.country.text)} if plan.cover.country else set()
    names = {stem(word) for word in words(partner.text) if word.lower() not in _SAYS_LITTLE} - country
    for sentence in sentences(plan):
        found = _STATES.search(sentence.text)
        if found and names and not names & {stem(word) for word in words(found["who"])}:
            yield _finding(partner, sentence, found[0])


def _finding(partner: Value, sentence: Value, text: str) -> Finding:
    where = (partner.line, sentence.line)
    return PARTNER.at(where, partner.text, None, cover=partner.text, text=shortened(text, 160))
