"""BPMN for tests in one line: `start>a a>x x>b x>c b>end c>end`; what a name begins with says what it is."""

from __future__ import annotations

KINDS = {
    "start": "startEvent",
    "end": "endEvent",
    "x": "exclusiveGateway",
    "and": "parallelGateway",
    "or": "inclusiveGateway",
    "event": "intermediateCatchEvent",
}
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test">'


def scope(flows: str, extra: str = "") -> str:
    """The inside of a process. `extra` is put among the elements; the elements in it are not made again."""
    pairs = [flow.split(">") for flow in flows.split()]
    made = []
    for name in dict.fromkeys(name for pair in pairs for name in pair):
        if f'id="{name}"' not in extra:
            kind = next((tag for sign, tag in KINDS.items() if name.rstrip("0123456789") == sign), "task")
            made.append(f'<{kind} id="{name}" name="{name if kind == "task" else ""}"/>')
    arrows = [f'<sequenceFlow id="{a}-{b}-{i}" sourceRef="{a}" targetRef="{b}"/>' for i, (a, b) in enumerate(pairs)]
    return "".join([*made, extra, *arrows])


def bpmn(flows: str, extra: str = "", *, beside: str = "") -> bytes:
    """A drawing of one process, with what else stands in the file."""
    return f'{HEAD}<process id="p">{scope(flows, extra)}</process>{beside}</definitions>'.encode()
