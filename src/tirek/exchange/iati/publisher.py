"""What an office decides before it publishes: identifiers, sectors, default codes. Data, in `publisher.yaml`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from tirek.exchange.iati.errors import PublisherUnreadable
from tirek.exchange.iati.narrative import Texts

PUBLISHER = "TIREK_IATI_PUBLISHER"
Shares = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as a file names it: its name by language, its identifier and type where they are known."""

    name: Texts
    ref: str = ""
    type: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """The decisions of an office."""

    reporting: Organisation
    accountable: Organisation
    extending: Organisation
    known: Mapping[str, Organisation]
    codes: Mapping[str, str]
    gender: Mapping[str, str]
    gender_vocabulary: str
    sectors: Mapping[str, Any]
    tags: Mapping[str, Mapping[str, list[str]]]
    sensitive_topics: frozenset[str]
    sensitive_words: frozenset[str]

    def organisation(self, name: str) -> Organisation | None:
        """This function will give the organisation that a plan or a fund calls by this name, if it is listed."""
        return self.known.get(_plain(name))

    def shares(self, programme: str, output: str) -> Shares:
        """This function will give the sectors of an output, in percent that sum to 100."""
        of_outputs: Mapping[str, Shares] = self.sectors.get(programme, {})
        return of_outputs.get(output, self.sectors["default"])


def publisher() -> Publisher:
    """This function will read the decisions that come with the house, or those of the file that the environment names
    (`TIREK_IATI_PUBLISHER`). Raises `PublisherUnreadable`."""
    named = os.environ.get(PUBLISHER)
    try:
        text = (Path(named) if named else files("tirek.exchange.iati") / "publisher.yaml").read_text("utf-8")
        return _read(yaml.safe_load(text))
    except KeyError as missing:
        raise PublisherUnreadable(file=named or "publisher.yaml", problem=f"{missing.args[0]} ?") from missing
    except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError) as fault:
        raise PublisherUnreadable(file=named or "publisher.yaml", problem=fault) from fault


def _read(data: Mapping[str, Any]) -> Publisher:
    organisations = {key: _organisation(each) for key, each in data["organisations"].items()}
    names = {
        _plain(name): organisations[key]
        for key, each in data["organisations"].items()
        for name in (*each.get("known_as", ()), each["name"]["en"])
    }
    _check_shares(data["sectors"])
    return Publisher(
        reporting=organisations[data["reporting"]],
        accountable=organisations[data["accountable"]],
        extending=organisations[data["extending"]],
        known=names,
        codes={
            name: str(data[name]) for name in ("country", "scope", "collaboration", "flow", "finance", "aid", "tied")
        },
        gender=data["gender"],
        gender_vocabulary=data["gender_vocabulary"],
        sectors=data["sectors"],
        tags=data.get("tags", {}),
        sensitive_topics=frozenset(data["sensitive"]["topics"]),
        sensitive_words=frozenset(data["sensitive"]["words"]),
    )


def _organisation(given: Mapping[str, Any]) -> Organisation:
    return Organisation(
        name=dict(given["name"]),
        ref=given.get("ref", ""),
        type=str(given.get("type", "")),
        website=given.get("website", ""),
    )


def _check_shares(sectors: Mapping[str, Any]) -> None:
    named = [("default", sectors["default"])]
    named += [
        (f"{programme} {output}", shares)
        for programme, outputs in sectors.items()
        if programme != "default"
        for output, shares in outputs.items()
    ]
    for where, shares in named:
        if sum(shares.values()) != 100:
            raise ValueError(f"sectors {where}: {sum(shares.values())} %")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
