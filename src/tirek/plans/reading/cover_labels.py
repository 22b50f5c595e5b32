"""What the fields of a plan's cover are called."""

from __future__ import annotations

import re

FRAMEWORK = r"(?:UNDAF|UNSDCF|UNPFD|CPD|CP|RPD|GPD|SP)"
QUALIFIER = rf"(?:{FRAMEWORK}\b(?:\s*/\s*{FRAMEWORK}\b)*)"

# The first that fits names the field. "agreed", "role" and "stamp" are steps of the signature, not fields of their own.
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (field, re.compile(rf"(?:{pattern})(?!\w)(?:\s*\(s\))?\s*(?P<colon>:?)\s*", re.IGNORECASE))
    for field, pattern in (
        (
            "title",
            r"(?:project|plan|programme|award) title|title of (?:the )?project|(?:название|наименование) проекта",
        ),
        ("country", r"country(?: ?/ ?\w+){0,2}(?: name)?|страна"),
        (
            "outcome",
            rf"(?:expected |contributing |relevant )?(?:{QUALIFIER}\s*)?outcomes?(?:\(s\))?(?: \({QUALIFIER}\))?",
        ),
        ("outputs", rf"(?:expected |indicative |relevant )?(?:{QUALIFIER}\s*)?outputs?(?:\(s\))?(?: \({QUALIFIER}\))?"),
        ("dates", r"(?:initiation plan |project |plan )?(?:start|starting)(?: date)? ?(?:/|and|&) ?end(?:ing)? dates?"),
        ("dates", r"(?:project |plan |planned )?(?:duration|implementation period|period of implementation)"),
        ("dates", r"(?:сроки|период) (?:реализации|проекта)(?: проекта)?"),
        ("start", r"(?:estimated |planned |project )?(?:start|starting|commencement) date|дата начала"),
        (
            "end",
            r"(?:estimated |planned |project )?(?:end|ending|completion|closing) date|дата (?:окончания|завершения)",
        ),
        ("partner", r"(?:executing entity ?/ ?)?implementing (?:partner|agency|entity)|исполняющий партн[её]р"),
        ("programme_period", r"(?:cpd |cp |country )?programme period|период программы"),
        ("award_id", r"(?:atlas |quantum )?(?:project|award) (?:id|number|no\.?)|номер проекта"),
        ("output_id", r"(?:atlas |quantum )?(?:project )?output (?:id|number|no\.?)"),
        ("gender_marker", r"gender marker(?: rating| code)?|гендерный маркер"),
        ("resources_required", r"total (?:project )?(?:resources? required|required resources?|budget(?: required)?)"),
        ("resources_required", r"(?:required resources?|budget required)|общий бюджет(?: проекта)?|требуемые ресурсы"),
        ("resources_allocated", r"(?:total )?(?:resources? allocated|allocated resources?)|выделенные ресурсы"),
        ("agreed", r"(?:agreed|approved|signed|согласовано|утверждено)\b[^:]{0,40}"),
        ("signatory", r"(?:print )?name"),
        ("signatory_role", r"(?:position|function|должность)"),
        ("signed_on", r"(?:signature |signing )?date(?: of signature)?|дата(?: подписания)?"),
    )
)
STAMP = re.compile(r"(?:docu|adobe |e-?)signed by\b.*|electronically signed\b.*|docusign envelope\b.*", re.IGNORECASE)
STAMP_CODE = re.compile(r"[0-9A-F-]{10,}\W*", re.IGNORECASE)
PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|H\.?E)\b\.?\s+)*[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}", re.UNICODE
)
GROUP = re.compile(
    r"(?:regular|other|donors?|government|in-?kind|parallel|unfunded|contributions?|прочие)\b[^:\d]*:?", re.I
)
AFTER_QUALIFIER = re.compile(rf"{QUALIFIER}\s*:?\s*")
SIGNATURE_FIELDS = ("signatory", "signatory_role", "signed_on")
