"""One small XForm for one expression, so that both engines of forms can be asked what they make of it."""

from __future__ import annotations

import json
import re
from xml.sax.saxutils import escape, quoteattr

_FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>asked</h:title><model>
<instance><data id="asked">{answers}<out/></data></instance>
{binds}<bind nodeset="/data/out" type="string" calculate={calculate}/>
</model></h:head><h:body>{body}</h:body></h:html>"""


def form_of(expression: str, answers: str) -> str:
    """This function will write a form that holds the answers (JSON, by name) and computes the expression from them."""
    given = json.loads(answers or "{}")
    paths = {
        name: f"/data/r_{name}/{name}" if isinstance(value, list) else f"/data/{name}" for name, value in given.items()
    }
    calculate = re.sub(r"\$\{(\w+)\}", lambda match: f" {paths[match[1]]} ", expression)
    return _FORM.format(
        answers="".join(_elements(name, value) for name, value in given.items()),
        binds="".join(f'<bind nodeset="{paths[name]}" type="{_kind(value)}"/>' for name, value in given.items()),
        body="".join(_shown(name, paths[name], value) for name, value in given.items()),
        calculate=quoteattr(f"string({calculate})"),
    )


def _elements(name: str, value: object) -> str:
    if isinstance(value, list):
        return "".join(f"<r_{name}>{_elements(name, each)}</r_{name}>" for each in value)
    return f"<{name}>{escape('' if value is None else str(value))}</{name}>"


def _kind(value: object) -> str:
    if isinstance(value, list):
        kinds = {_kind(each) for each in value if each is not None}
        return kinds.pop() if len(kinds) == 1 else "string"
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "decimal"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return "date"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT.*", value):
        return "dateTime"
    return "string"


def _shown(name: str, path: str, value: object) -> str:
    field = f'<input ref="{path}"><label>{name}</label></input>'
    if not isinstance(value, list):
        return field
    return f'<group ref="/data/r_{name}"><label>{name}</label><repeat nodeset="/data/r_{name}">{field}</repeat></group>'
