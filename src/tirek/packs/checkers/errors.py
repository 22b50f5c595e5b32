"""Where the faults of procedures, rules and indicators are, for whoever lists refusals by modules named `errors`."""

from __future__ import annotations

from tirek.packs import indicator_faults, procedure_faults, rule_faults
from tirek.packs.checkers import conditions

FAULTS = (rule_faults, procedure_faults, indicator_faults, conditions)
