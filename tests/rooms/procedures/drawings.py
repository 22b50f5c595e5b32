"""Drawings for tests, written in a short way: what is in a process, without its picture."""

from __future__ import annotations

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions '
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:tirek="urn:tirek:procedures" targetNamespace="urn:tests" id="d">'
)


def drawn(*processes: str, before: str = "") -> str:
    """A file with processes, and messages before them."""
    return f"{HEAD}{before}{''.join(processes)}</bpmn:definitions>"


def process(content: str, name: str = "p", lanes: dict[str, str] | None = None) -> str:
    """A process. Elements are written without prefix: `<userTask id="a"/>`; `a > b` in `flows` is written by `flow`."""
    drawn_lanes = "".join(
        f'<lane id="{name}-{role}" name="{role}">'
        + "".join(f"<flowNodeRef>{node}</flowNodeRef>" for node in nodes.split())
        + "</lane>"
        for role, nodes in (lanes or {}).items()
    )
    lane_set = f'<laneSet id="{name}-lanes">{drawn_lanes}</laneSet>' if lanes else ""
    return prefixed(f'<process id="{name}" name="The {name}" isExecutable="true">{lane_set}{content}</process>')


def prefixed(content: str) -> str:
    return content.replace("</", "\0").replace("<", "<bpmn:").replace("\0", "</bpmn:")


def flow(*ends: str) -> str:
    """Arrows: `a > b`, with a condition `a > b if ${x} = 'yes'`."""
    arrows = []
    for end in ends:
        way, _, condition = end.partition(" if ")
        source, target = way.split(" > ")
        said = condition.replace("<", "&lt;")
        inner = f"<conditionExpression>{said}</conditionExpression>" if condition else ""
        arrows.append(
            f'<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'
        )
    return "".join(arrows)


def start(name: str = "start") -> str:
    return f'<startEvent id="{name}"/>'


def end(name: str = "end") -> str:
    return f'<endEvent id="{name}"/>'


def task(*names: str) -> str:
    return "".join(f'<userTask id="{name}" name="Do {name}"/>' for name in names)


def choice(name: str, default: str = "", kind: str = "exclusive") -> str:
    said = f' default="{default}"' if default else ""
    return f'<{kind}Gateway id="{name}"{said}/>'


def timer(name: str, limit: str, on: str = "", interrupting: bool = True) -> str:
    inner = f'<timerEventDefinition id="{name}-t"><timeDuration>{limit}</timeDuration></timerEventDefinition>'
    return event(name, inner, on, interrupting)


def message(name: str, ref: str, on: str = "", interrupting: bool = True) -> str:
    return event(name, f'<messageEventDefinition id="{name}-m" messageRef="{ref}"/>', on, interrupting)


def event(name: str, inner: str, on: str, interrupting: bool) -> str:
    if on:
        cancels = "" if interrupting else ' cancelActivity="false"'
        return f'<boundaryEvent id="{name}" attachedToRef="{on}"{cancels}>{inner}</boundaryEvent>'
    return f'<intermediateCatchEvent id="{name}">{inner}</intermediateCatchEvent>'


MESSAGES = '<bpmn:message id="body-answered" name="The body answered"/><bpmn:message id="withdrawn" name="Withdrawn"/>'

SIMPLE = drawn(
    process(
        start()
        + task("intake", "admissibility", "inquiry", "closure")
        + choice("admitted", "admitted-closure")
        + end()
        + flow(
            "start > intake",
            "intake > admissibility",
            "admissibility > admitted",
            "admitted > inquiry if ${admitted} = 'yes'",
            "admitted > closure",
            "inquiry > closure",
            "closure > end",
        ),
        lanes={"officer": "intake inquiry closure", "supervisor": "admissibility"},
    )
)
