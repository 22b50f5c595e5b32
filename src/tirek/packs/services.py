"""The services that a mechanism studies: how each runs, how it should, what must hold in it. Nothing of it is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tirek.packs.pack import Pack, Texts, texts_of

FOLDER = "services/"
Rows = tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A service by its folder. What a file does not say, or what is not there, is empty.

    `as_is` and `to_be` are drawings in BPMN whose lanes name `roles` and whose tasks have the ids that safeguards,
    clocks and logs call steps. `synthetic` says from what data logs of it are made up, for exercises and tests.
    """

    code: str
    folder: str
    title: Texts = field(default_factory=dict)
    owner: Texts = field(default_factory=dict)
    legal_basis: Texts = field(default_factory=dict)
    channels: Mapping[str, Texts] = field(default_factory=dict)
    roles: Mapping[str, Texts] = field(default_factory=dict)
    as_is: str = ""
    to_be: str = ""
    safeguards: Rows = ()
    clocks: Rows = ()
    synthetic: Any = None


def services_of(pack: Pack) -> tuple[Service, ...]:
    """This function will give the services of a mechanism, in the order of their names."""
    codes = sorted({path.split("/")[1] for path in pack.files if path.startswith(FOLDER) and path.count("/") > 1})
    return tuple(_service(pack, code) for code in codes)


def _service(pack: Pack, code: str) -> Service:
    folder = f"{FOLDER}{code}/"
    said = pack.yaml(f"{folder}service.yaml")
    given: Mapping[str, Any] = said if isinstance(said, dict) else {}
    return Service(
        code=code,
        folder=folder,
        title=texts_of(given.get("title")),
        owner=texts_of(given.get("owner")),
        legal_basis=texts_of(given.get("legal basis")),
        channels=_named(given.get("channels")),
        roles=_named(given.get("roles")),
        as_is=pack.text(f"{folder}as-is.bpmn"),
        to_be=pack.text(f"{folder}to-be.bpmn"),
        safeguards=pack.table(f"{folder}safeguards.csv").rows,
        clocks=pack.table(f"{folder}clocks.csv").rows,
        synthetic=pack.yaml(f"{folder}synthetic.yaml"),
    )


def _named(given: Any) -> dict[str, Texts]:
    return {str(name): texts_of(each) for name, each in given.items()} if isinstance(given, dict) else {}
