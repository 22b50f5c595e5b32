"""The answers of the demonstration: valid examples of the mechanisms, told otherwise, and sent as forms are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml
from lxml import etree

from tirek import forms
from tirek.directory import Account
from tirek.packs import PackForm, edition_in_force, files_of

XFORMS = "{http://www.w3.org/2002/xforms}"
OPENROSA = "{http://openrosa.org/xforms}"
TEMPLATE = "{http://openrosa.org/javarosa}template"
# One grey dot: a picture that shows nobody.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63680000008200"
    "8177cd72b60000000049454e44ae426082"
)


def send(path: Path, senders: Iterable[Account]) -> int:
    """This function will send what a file of answers tells, each by one who may fill its form, and have it read."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    for each in told:
        mechanism, _slash, name = each["from"].partition("/")
        form, answers = _example(mechanism, name)
        answers |= each["told"]
        xml = instance(form, answers, each["name"], each.get("corrects", ""))
        sender = next(sender for sender in senders if forms.can_fill(sender, form))
        forms.receive(sender=sender, xml=xml, files=[(name, "image/png", PICTURE) for name in _pictures(form, answers)])
    forms.read_waiting()
    return len(told)


def _example(mechanism: str, name: str) -> tuple[PackForm, dict[str, Any]]:
    edition = edition_in_force(mechanism)
    example = yaml.safe_load(files_of(edition)[f"examples/{name}.yaml"])
    return edition.forms.select_related("edition").get(form_id=example["form"]), dict(example["when"])


def instance(form: PackForm, told: Mapping[str, Any], name: str, corrects: str = "") -> bytes:
    """This function will fill the empty instance of a form with answers by name, as a client sends it."""
    model = etree.fromstring(bytes(form.xform)).find(f".//{XFORMS}model")
    assert model is not None
    root: Any = next(model.iter(f"{XFORMS}instance"))[0]
    for template in [each for each in root.iter() if TEMPLATE in each.attrib]:
        template.getparent().remove(template)
    _fill(root, told)
    for number in root.iter(f"{OPENROSA}instanceID", f"{XFORMS}instanceID"):
        number.text = _number(name)
        if corrects:
            etree.SubElement(number.getparent(), f"{OPENROSA}deprecatedID").text = _number(corrects)
    return etree.tostring(root)


def _number(name: str) -> str:
    """The number of an answered form: the same for the same name, so that another can say that it corrects it."""
    return f"uuid:{uuid5(NAMESPACE_URL, f'tirek:demonstration/{name}')}"


def _fill(element: Any, told: Mapping[str, Any]) -> None:
    for child in list(element):
        answer = told.get(etree.QName(child).localname)
        if isinstance(answer, list):
            for each in answer:
                row = etree.fromstring(etree.tostring(child))
                child.addprevious(row)
                _fill(row, each)
            element.remove(child)
        elif len(child):
            _fill(child, told)
        elif answer is not None:
            child.text = _text(answer)


def _text(answer: object) -> str:
    """An answer as XForms write it; YAML takes a bare yes and no for true and false."""
    return ("yes" if answer else "no") if isinstance(answer, bool) else str(answer)


def _pictures(form: PackForm, told: Mapping[str, Any]) -> Iterator[str]:
    asked = {field["path"].rpartition("/")[2] for field in form.fields if field["kind"] == "image"}
    for name, answer in told.items():
        for each in answer if isinstance(answer, list) else ():
            yield from _pictures(form, each)
        if name in asked:
            yield str(answer)
