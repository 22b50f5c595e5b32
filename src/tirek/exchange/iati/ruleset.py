"""The rules of the IATI standard for activities, and ours, as data in our own words.

The ids are those by which the IATI Validator reports: who reads "7.5.3" here finds it there. Left out are rules that
ask for a register which no file of the house holds (1.14.8), and those about parts that we never write. An office can
have the Secretariat's own file applied as well: `official_rules` reads it as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

from tirek.exchange.iati.problem import Severity
from tirek.exchange.iati.rules import Rule

ACTIVITY = "/iati-activities/iati-activity"
DAC = "@vocabulary='1' or @vocabulary='' or not(@vocabulary)"
OTHER_VOCABULARY = "[@vocabulary!='1']/@vocabulary"
COUNTED = f"{ACTIVITY}/result/indicator[@measure!='5']"
TOLD = f"{ACTIVITY}/result/indicator[@measure='5']"
SYMBOLS = r"^[^/&|?]+$"
NARRATED = ["@ref", "narrative"]


def _rule(number: str, severity: Severity, context: str, kind: str, sentence: str, **case: Any) -> Rule:
    return Rule(number, severity, context, kind, case, sentence)


def _each(number: str, foreach: str, kind: str, sentence: str, **case: Any) -> Rule:
    """A rule held once for each vocabulary that an activity uses."""
    do = {kind: {"cases": [case]}}
    return _rule(number, "error", ACTIVITY, "loop", sentence, foreach=foreach, do=do)


_IDENTITY = (
    _rule("1.1.3", "error", ACTIVITY, "unique", _("An activity must not be called by the identifier of its publisher."),
          paths=["reporting-org/@ref", "iati-identifier"]),
    _rule("1.1.21", "warning", ACTIVITY, "startswith",
          _("An activity's identifier should begin with its publisher's, then a hyphen."),
          prefix=["reporting-org/@ref", "other-identifier[@type='B1']/@ref"], separator="-", paths=["iati-identifier"]),
    _rule("1.3.13", "warning", ACTIVITY, "regex_matches", _("An activity's identifier must not hold / & | or ?."),
          regex=SYMBOLS, paths=["iati-identifier"]),
    _rule("1.14.13", "warning", ACTIVITY, "regex_matches", _("The publisher's identifier must not hold / & | or ?."),
          regex=SYMBOLS, paths=["reporting-org/@ref"]),
    _rule("1.8.13", "warning", ACTIVITY, "regex_matches", _("An organisation's identifier must not hold / & | or ?."),
          regex=SYMBOLS, paths=["participating-org/@ref", ".//provider-org/@ref", ".//receiver-org/@ref"]),
    _rule("1.3.1", "warning", ACTIVITY, "no_spaces", _("An identifier should not begin or end with a space."),
          paths=["iati-identifier", "reporting-org/@ref", "related-activity/@ref", "participating-org/@ref",
                 ".//provider-org/@ref", ".//receiver-org/@ref"]),
    _rule("4.3.1", "error", "//title", "atleast_one", _("A title must say something."), paths=["narrative/text()"]),
    _rule("4.4.1", "error", "//description", "atleast_one", _("A description must say something."),
          paths=["narrative/text()"]),
    _rule("4.1.1", "error", ACTIVITY, "one_or_all",
          _("The language must be given for the whole activity, or for each of its texts."), one="@xml:lang",
          all="lang"),
)  # fmt: skip

_ORGANISATIONS = (
    _rule("6.10.1", "error", f"{ACTIVITY}/participating-org", "atleast_one",
          _("An organisation that takes part must have an identifier or a name."), paths=NARRATED),
    _rule("6.9.1", "error", f"{ACTIVITY}/*/provider-org", "atleast_one",
          _("An organisation that pays must have an identifier or a name."), paths=NARRATED),
    _rule("6.9.2", "error", f"{ACTIVITY}/*/receiver-org", "atleast_one",
          _("An organisation that is paid must have an identifier or a name."), paths=NARRATED),
    _rule("6.8.1", "error", f"{ACTIVITY}/other-identifier/owner-org", "atleast_one",
          _("The owner of another identifier must have an identifier or a name."), paths=NARRATED),
)  # fmt: skip

_DATES = (
    _rule("6.11.1", "error", ACTIVITY, "atleast_one", _("An activity must have a planned or an actual start."),
          paths=["activity-date[@type='1' or @type='2']"]),
    _rule("11.1.1", "error", ACTIVITY, "date_now", _("An activity cannot have been changed in the future."),
          date="@last-updated-datetime"),
    _rule("11.1.2", "error", ACTIVITY, "date_order", _("The planned start must not be after the planned end."),
          less="activity-date[@type='1']/@iso-date", more="activity-date[@type='3']/@iso-date"),
    _rule("11.1.3", "error", ACTIVITY, "date_order", _("The actual start must not be after the actual end."),
          less="activity-date[@type='2']/@iso-date", more="activity-date[@type='4']/@iso-date"),
    _rule("11.1.4", "error", ACTIVITY, "date_order", _("An actual start must not lie in the future."),
          less="activity-date[@type='2']/@iso-date", more="NOW"),
    _rule("11.1.5", "error", ACTIVITY, "date_order", _("An actual end must not lie in the future."),
          less="activity-date[@type='4']/@iso-date", more="NOW"),
)  # fmt: skip

_CLASSIFICATIONS = (
    _rule("6.2.2", "error", ACTIVITY, "atleast_one", _("An activity must have a sector, or all its transactions must."),
          paths=["sector", "transaction/sector"]),
    _rule("6.7.2", "error", ACTIVITY, "one_or_all",
          _("Where one transaction has a sector, all of them must have one."), one="sector", all="sector"),
    _rule("6.6.2", "error", ACTIVITY, "if_then", _("Sectors belong to the activity or to its transactions, not both."),
          **{"if": "sector", "then": "not(transaction/sector)", "paths": ["transaction/sector"]}),
    _rule("2.1.2", "error", ACTIVITY, "strict_sum", _("The percentages of the sectors must add up to 100."),
          condition=f"count(sector[{DAC}]/@percentage) > 1", paths=[f"sector[{DAC}]/@percentage"], sum=100),
    _each("2.1.2", f"sector{OTHER_VOCABULARY}", "strict_sum", _("The percentages of the sectors must add up to 100."),
          condition="count(sector[@vocabulary='$1']) > 1", paths=["sector[@vocabulary='$1']/@percentage"], sum=100),
    _rule("2.1.1", "error", ACTIVITY, "if_then", _("Where there are several sectors, each must have a percentage."),
          **{"if": f"count(sector[{DAC}]) > 1", "then": f"not(sector[{DAC}][not(@percentage)])",
             "paths": [f"sector[{DAC}][not(@percentage)]"]}),
    _each("2.1.1", f"sector{OTHER_VOCABULARY}", "if_then",
          _("Where there are several sectors, each must have a percentage."),
          **{"if": "count(sector[@vocabulary='$1']) > 1", "then": "not(sector[@vocabulary='$1'][not(@percentage)])"}),
    _rule("2.1.4", "error", ACTIVITY, "if_then", _("A single sector has no percentage, or 100."),
          **{"if": f"count(sector[{DAC}]) = 1", "then": f"not(sector[{DAC}]/@percentage != 100)"}),
    _rule("2.2.1", "error", f"{ACTIVITY}/sector[@vocabulary='98' or @vocabulary='99']", "atleast_one",
          _("A sector of a publisher's own must be explained."), paths=["narrative"]),
    _rule("102.1.1", "warning", ACTIVITY, "if_then", _("Sectors should be named by the codes of the DAC as well."),
          **{"if": "sector", "then": f"sector[{DAC}]"}),
    _rule("3.1.1", "error", ACTIVITY, "if_then", _("Where there are several countries, each must have a percentage."),
          **{"if": "count(recipient-country) > 1 and not(recipient-region)",
             "then": "not(recipient-country[not(@percentage)])"}),
    _rule("3.1.2", "error", ACTIVITY, "strict_sum", _("The percentages of the countries must add up to 100."),
          condition="count(recipient-country) > 1 and not(recipient-region)", paths=["recipient-country/@percentage"],
          sum=100),
    _rule("3.1.4", "error", ACTIVITY, "if_then", _("A single country has no percentage, or 100."),
          **{"if": "count(recipient-country) = 1 and not(recipient-region)",
             "then": "not(recipient-country/@percentage != 100)"}),
    _rule("3.7.1", "error", ACTIVITY, "atleast_one", _("An activity must say in which country or region it is."),
          paths=["recipient-country", "recipient-region", "transaction/recipient-country",
                 "transaction/recipient-region"]),
    _rule("3.6.2", "error", ACTIVITY, "if_then",
          _("Countries belong to the activity or to its transactions, not both."),
          **{"if": "recipient-country or recipient-region",
             "then": "not(transaction/recipient-country or transaction/recipient-region)"}),
    _rule("12.3.1", "error", ACTIVITY, "range", _("A percentage lies between 0 and 100."), min=0, max=100,
          paths=["sector/@percentage", "recipient-country/@percentage", "recipient-region/@percentage"]),
    _rule("6.14.1", "error", f"{ACTIVITY}/policy-marker[{DAC}]", "atleast_one",
          _("A policy marker of the DAC must say how significant it is."), paths=["@significance"]),
    _rule("6.13.1", "error", f"{ACTIVITY}/policy-marker[@vocabulary='99']", "atleast_one",
          _("A policy marker of a publisher's own must be explained."), paths=["narrative"]),
    _rule("107.1.2", "warning", ACTIVITY, "no_more_than_one", _("There should be one default type of aid."),
          paths=[f"default-aid-type[{DAC}]"]),
)  # fmt: skip

_MONEY = (
    _rule("7.8.1", "error", ACTIVITY, "one_or_all",
          _("The currency must be given for the whole activity, or for each amount."), one="@default-currency",
          all="currency"),
    _rule("7.5.2", "error", f"{ACTIVITY}/*/value", "atleast_one",
          _("An amount must have the day that it is valued on."),
          paths=["@value-date"]),
    _rule("7.5.3", "error", f"{ACTIVITY}/budget", "time_limit", _("A budget spans one year at most."),
          start="period-start/@iso-date", end="period-end/@iso-date"),
    _rule("8.6.3", "error", f"{ACTIVITY}/budget | {ACTIVITY}/planned-disbursement", "date_order",
          _("A budget must begin before it ends."), less="period-start/@iso-date", more="period-end/@iso-date"),
    _rule("11.2.1", "error", f"{ACTIVITY}/transaction", "date_order", _("A transaction must not lie in the future."),
          less="transaction-date/@iso-date", more="NOW"),
    _rule("11.2.2", "error", f"{ACTIVITY}/transaction", "date_order",
          _("A transaction must not be valued on a day in the future."), less="value/@value-date", more="NOW"),
)  # fmt: skip

_VALUE = _("Where an indicator counts, its baseline, target or actual must have a value.")
_NUMBER = _("Where an indicator counts, a value should be a number.")
_QUALITY = _("Where an indicator is told in words, there should be no value.")
_RESULTS = (
    _rule("8.6.1", "error", f"{ACTIVITY}/result/indicator/period", "date_order",
          _("A period must begin before it ends."), less="period-start/@iso-date", more="period-end/@iso-date"),
    _rule("8.11.1", "error", f"{ACTIVITY}/result/indicator", "if_then",
          _("A reference belongs to the result or to its indicator, not both."),
          **{"if": "reference", "then": "not(../reference)"}),
    *(_rule(f"{number}.1", "error", f"{COUNTED}/{part}", "atleast_one", _VALUE, paths=["@value"])
      for number, part in (("8.8", "baseline"), ("8.9", "period/target"), ("8.10", "period/actual"))),
    *(_rule(f"{number}.2", "warning", f"{COUNTED}/{part}", "regex_matches", _NUMBER,
            regex=r"^-?[0-9]+(\.[0-9]+)?$", paths=["@value"])
      for number, part in (("8.8", "baseline"), ("8.9", "period/target"), ("8.10", "period/actual"))),
    *(_rule(f"{number}.3", "warning", f"{TOLD}/{part}", "if_then", _QUALITY, **{"if": "@value", "then": "false()"})
      for number, part in (("8.8", "baseline"), ("8.9", "period/target"), ("8.10", "period/actual"))),
)  # fmt: skip

STANDARD: tuple[Rule, ...] = (*_IDENTITY, *_ORGANISATIONS, *_DATES, *_CLASSIFICATIONS, *_MONEY, *_RESULTS)

# What we promise beyond the standard: held against the file itself, whatever the code that wrote it thought.
OURS: tuple[Rule, ...] = (
    _rule("tirek-no-person", "error", "//contact-info", "if_then", _("No person, telephone or e-mail is published."),
          **{"if": "person-name or job-title or telephone or email", "then": "false()",
             "paths": ["person-name", "job-title", "telephone", "email"]}),
    _rule("tirek-few-people", "error", "//indicator[@measure='1']//actual[dimension[@name='sex']]", "range",
          _("A split by sex shows no group of fewer than five people."), min=5, paths=["@value[. != '0']"]),
    _rule("tirek-whole-split", "error", "//actual/dimension", "regex_matches",
          _("Results are split by sex, kind or language, and by nothing that could lead to a person."),
          regex="^(sex|kind|language)$", paths=["@name"]),
)  # fmt: skip


def official_rules(file: Path) -> tuple[Rule, ...]:
    """This function will read a ruleset as the IATI Secretariat publishes it (`standard.json`), for activities."""
    contexts: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return tuple(
        rule
        for context, kinds in contexts.items()
        if "iati-organisation" not in context
        for rule in _read(context, kinds)
    )


def _read(context: str, kinds: Mapping[str, Any]) -> Iterator[Rule]:
    for kind, body in kinds.items():
        for case in body["cases"]:
            told = case.get("ruleInfo") or _first_told(case)
            yield Rule(str(told["id"]), told["severity"], context, kind, case, told["message"])


def _first_told(case: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is told of a loop stands with the case inside it."""
    found: Mapping[str, Any] = next(iter(case["do"].values()))["cases"][0]["ruleInfo"]
    return found
