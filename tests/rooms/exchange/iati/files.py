"""A file of activities that is right in everything, and ways to spoil it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tirek.exchange import Problem, iati_problems

SHARED = Path(__file__).parents[5] / "shared" / "iati"
NOW = datetime(2023, 6, 15, 12, 0, tzinfo=UTC)

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2023-06-01T00:00:00Z">
  <iati-activity xml:lang="en" default-currency="USD" hierarchy="1" last-updated-datetime="2023-06-01T00:00:00Z">
    <iati-identifier>XM-DAC-41114-PROJECT-1</iati-identifier>
    <reporting-org ref="XM-DAC-41114" type="40"><narrative>UNDP</narrative></reporting-org>
    <title><narrative>Rights</narrative><narrative xml:lang="kk">Құқықтар</narrative></title>
    <description type="1"><narrative>Rights, and more rights</narrative></description>
    <participating-org role="4" type="40" ref="XM-DAC-41114"><narrative>UNDP</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date iso-date="2022-05-01" type="1"/>
    <activity-date iso-date="2022-05-02" type="2"/>
    <activity-date iso-date="2023-12-31" type="3"/>
    <contact-info type="1"><organisation><narrative>UNDP</narrative></organisation></contact-info>
    <recipient-country code="KZ"/>
    <sector vocabulary="1" code="15160" percentage="60"/>
    <sector vocabulary="1" code="15132" percentage="40"/>
    <policy-marker vocabulary="1" code="1" significance="1"/>
    <policy-marker vocabulary="99" code="GEN2"><narrative>Gender marker GEN2</narrative></policy-marker>
    <budget type="1" status="2">
      <period-start iso-date="2022-05-01"/>
      <period-end iso-date="2022-12-31"/>
      <value currency="USD" value-date="2022-05-01">1000.00</value>
    </budget>
    <transaction>
      <transaction-type code="4"/>
      <transaction-date iso-date="2022-09-30"/>
      <value currency="USD" value-date="2022-09-30">100.00</value>
      <provider-org ref="XM-DAC-41114"><narrative>UNDP</narrative></provider-org>
    </transaction>
    <result type="1">
      <title><narrative>Trained</narrative></title>
      <indicator measure="1">
        <title><narrative>Officers</narrative></title>
        <baseline year="2022" iso-date="2022-05-01" value="0"/>
        <period>
          <period-start iso-date="2022-05-01"/>
          <period-end iso-date="2022-12-31"/>
          <target value="60"/>
          <actual value="64"/>
          <actual value="30"><dimension name="sex" value="female"/></actual>
          <actual value="34"><dimension name="sex" value="male"/></actual>
        </period>
      </indicator>
    </result>
  </iati-activity>
</iati-activities>
"""


def spoilt(old: str, new: str) -> bytes:
    """The good file with one thing changed; the thing is in it just once."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new).encode()


def found(xml: bytes) -> set[str]:
    """The rules by which something is wrong with a file."""
    return {problem.rule for problem in problems(xml)}


def problems(xml: bytes) -> list[Problem]:
    return iati_problems(xml, now=NOW)
