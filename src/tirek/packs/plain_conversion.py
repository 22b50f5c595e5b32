"""An XLSForm by pyxform alone, in this process: until `tirek.xlsforms.convert` does it, and then this goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tirek.bounded import gettext_noop
from tirek.refusals import Problem, Refusal
from tirek.xlsforms import Choice, ConvertedForm, Field, FormRefused

KINDS = {"select one": "select_one", "select all that apply": "select_multiple", "photo": "image"}


class ConverterSpoke(Refusal):
    """What pyxform says."""

    id = "form-converter-spoke"
    sentence = gettext_noop("The converter says: %(said)s")


def convert(name: str, content: bytes) -> ConvertedForm:
    """This function will convert an XLSForm. Raises `FormRefused`."""
    from pyxform.xls2xform import convert as by_pyxform  # type: ignore[import-untyped]

    ending = "." + name.rpartition(".")[2]
    try:
        made = by_pyxform(xlsform=content.decode() if ending == ".md" else content, file_type=ending)
    except Exception as fault:
        raise FormRefused(name, (Problem(ConverterSpoke(said=str(fault)), file=name),)) from fault
    root = made._pyxform
    fields = tuple(_fields(root["children"], "", ""))
    languages = tuple(dict.fromkeys(code for each in fields for code in each.labels if code))
    return ConvertedForm(
        form_id=root["id_string"],
        version=str(root.get("version", "")),
        titles={"": root["title"]},
        languages=languages,
        default_language=_code(root.get("default_language", "")),
        xform=made.xform.encode(),
        fields=fields,
        media=tuple(sorted({each for each in re.findall(r"jr://[a-z-]+/([^\"<]+)", made.xform) if "." in each})),
    )


def _fields(children: list[dict[str, Any]], above: str, repeat: str) -> Iterator[Field]:
    for each in children:
        path = f"{above}/{each['name']}" if above else each["name"]
        if path == "meta":
            continue
        kind = KINDS.get(each["type"], each["type"])
        bind = each.get("bind") or {}
        yield Field(
            path=path,
            kind=kind,
            labels=_texts(each.get("label", "")),
            repeat=repeat,
            choices=tuple(Choice(row["name"], _texts(row.get("label", ""))) for row in each.get("choices") or ()),
            mark=bind.get("tirek:mark", ""),
            required=bind.get("required") == "yes",
        )
        if each.get("children"):
            yield from _fields(each["children"], path, path if kind == "repeat" else repeat)


def _texts(label: Any) -> Mapping[str, str]:
    if isinstance(label, str):
        return {"": label} if label else {}
    return {_code(language): text for language, text in label.items()}


def _code(language: str) -> str:
    found = re.search(r"\(([a-z-]+)\)\s*$", language)
    return found[1] if found else ""
