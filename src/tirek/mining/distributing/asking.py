"""A log asked on Spark: rows to whole cases by the hash of the case, the passes, and their counts added up.

Order statistics are picked by their places among all durations of a step, so that answers are those of one machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.mining.describing.calendar import WorkingCalendar
from tirek.mining.describing.description import description_json
from tirek.mining.describing.flow import DirectlyFollows, Ends, flow_from
from tirek.mining.describing.months import Month
from tirek.mining.describing.spread import Spread, spread_from
from tirek.mining.describing.steps import Step
from tirek.mining.describing.throughput import Throughput
from tirek.mining.describing.variants import Variant, variants_json
from tirek.mining.describing.zones import zone_called
from tirek.mining.distributing.counting import (
    ACTIVITY,
    ARRIVED,
    CASE,
    COMPLETED,
    FIRST,
    LAST,
    MOMENT,
    NOTICE,
    NOTICES,
    SCHEMA,
    STEP,
    STEP_CASES,
    VARIANT,
    ZONE,
    Asked,
    codes_of,
)
from tirek.mining.distributing.opening import FILE, ROW, Opened, opened
from tirek.mining.distributing.session import failures_said
from tirek.mining.errors import LogEmpty
from tirek.mining.reading.cells import texts_of
from tirek.mining.reading.notices import EventsInTheFuture, RowsLeftOut, TimesWithoutZone, ZonesDiffer
from tirek.mining.reading.sorted_log import told, zone_name
from tirek.mining.reading.wanted import Wanted
from tirek.refusals import Refusal

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

A_TASK: Final = 2_000_000  # events that a task aims at: some 100 MB


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command says, under its keys, and what is to be told of the log beside it."""

    said: Any
    notices: tuple[Refusal, ...]


def describe_on_spark(
    spark: SparkSession,
    place: str,
    wanted: Wanted | None = None,
    *,
    zone: str = "UTC",
    calendar: WorkingCalendar | None = None,
    events_a_task: int = A_TASK,
) -> Answer:
    """This function will answer as `describe`, of a Parquet file or a folder of them at any place that Spark reads.

    `wanted` says which columns are what; files of a folder are one log, in the order of their paths. Raises refusals
    of reading (`log-…`) and of `errors.py`, `ZoneUnknown`, OSError.
    """
    zone_called(zone)
    asked = {"variants": True, "times": True, "months_of": zone, "calendar": calendar}
    with _counted(spark, place, wanted or Wanted(), events_a_task, asked) as counts:
        variants = counts.variants().count()
        return Answer(description_json(counts.throughput(), counts.flow(), variants, counts.months()), counts.notices())


def flow_on_spark(
    spark: SparkSession,
    place: str,
    wanted: Wanted | None = None,
    *,
    calendar: WorkingCalendar | None = None,
    events_a_task: int = A_TASK,
) -> Answer:
    """This function will answer as `flow_of`. Raises as `describe_on_spark`."""
    asked = {"steps": True, "calendar": calendar}
    with _counted(spark, place, wanted or Wanted(), events_a_task, asked) as counts:
        return Answer(counts.flow().as_json(), counts.notices())


def variants_on_spark(
    spark: SparkSession, place: str, wanted: Wanted | None = None, *, top: int = 10, events_a_task: int = A_TASK
) -> Answer:
    """This function will answer as `variants_of`. Raises as `describe_on_spark`."""
    with _counted(spark, place, wanted or Wanted(), events_a_task, {"variants": True}) as counts:
        return Answer(
            variants_json(counts.variants().count(), counts.first_variants(top), counts.cases), counts.notices()
        )


@contextmanager
def _counted(
    spark: SparkSession, place: str, wanted: Wanted, events_a_task: int, asked: dict[str, Any]
) -> Iterator[Counts]:
    from pyspark import StorageLevel

    with failures_said():
        log = opened(spark, place, wanted)
        activities, rows = _activities(log)
        task = Asked(log.roles, log.zone, log.month_first, activities, **asked)
        tasks = max(spark.sparkContext.defaultParallelism, ceil(rows / events_a_task))
        cases = log.rows.repartition(tasks, "case").sortWithinPartitions(FILE, ROW).select(*log.roles)
        counted = cases.mapInArrow(task.counted, SCHEMA).persist(StorageLevel.MEMORY_AND_DISK)
        try:
            yield Counts(log, activities, counted)
        finally:
            counted.unpersist()


def _activities(log: Opened) -> tuple[tuple[str, ...], int]:
    """All activities, sorted, and the number of rows."""
    found = log.rows.groupBy("activity").count().toArrow().combine_chunks()
    names = {word for chunk in found.column(0).chunks for word in texts_of(chunk).to_pylist() if word is not None}
    return tuple(sorted(names)), sum(found.column(1).to_pylist())


class Counts:
    """What all tasks counted, added up by Spark: one row of each thing counted comes to this machine, and no event."""

    def __init__(self, log: Opened, activities: tuple[str, ...], counted: DataFrame) -> None:
        from pyspark.sql import functions as of

        self._log, self._activities, self._counted = log, activities, counted
        total = of.sum(of.col("value").cast("decimal(20,0)") * of.col("count").cast("decimal(18,0)"))
        some = counted.where(of.col("what") != VARIANT).groupBy("what", "key")
        self._sums = some.agg(of.sum("count").alias("n"), of.min("value"), of.max("value"), total)
        self._rows: dict[int, dict[int, tuple[Any, ...]]] = defaultdict(dict)
        for what, key, *figures in self._sums.collect():
            self._rows[what][key] = tuple(figures)
        if not self._rows[ACTIVITY]:
            raise LogEmpty(name=log.name)

    @property
    def cases(self) -> int:
        """How many cases."""
        return sum(self._many(FIRST).values())

    def _many(self, what: int) -> dict[int, int]:
        return {key: figures[0] for key, figures in self._rows[what].items()}

    def throughput(self) -> Throughput:
        """This function will measure the cases."""
        first = self._rows[MOMENT][0][1]
        return Throughput(self.cases, sum(self._many(ACTIVITY).values()), first, self._latest, self._spreads(CASE)[0])

    @property
    def _latest(self) -> int:
        latest: int = self._rows[MOMENT][0][2]
        return latest

    def flow(self) -> DirectlyFollows:
        """This function will put names to what was counted, with steps where they were asked for."""
        ends = Ends(len(self._activities))
        for what, counts in ((ACTIVITY, ends.all), (FIRST, ends.first), (LAST, ends.last)):
            for code, count in self._many(what).items():
                counts[code] = count
        cases = self._many(STEP_CASES)
        kinds = len(self._activities)
        found = sorted(self._spreads(STEP).items()) if cases else []
        return flow_from(
            self._activities, [Step(*divmod(key, kinds), cases[key], spread) for key, spread in found], ends
        )

    def months(self) -> tuple[Month, ...]:
        """This function will give the months in order."""
        arrived, completed = self._many(ARRIVED), self._many(COMPLETED)
        keys = sorted({*arrived, *completed})
        return tuple(Month(str(np.datetime64(k, "M")), arrived.get(k, 0), completed.get(k, 0)) for k in keys)

    def _spreads(self, what: int) -> dict[int, Spread]:
        """Durations of a kind are laid end to end, and those picked that stand at the places of median and p90."""
        from pyspark.sql import Window
        from pyspark.sql import functions as of

        places = ("(5 * (n - 1)) div 10", "(9 * (n - 1)) div 10")
        pairs = [each for place in places for each in (of.expr(place), of.expr(f"least({place} + 1, n - 1)"))]
        before = Window.partitionBy("key").orderBy("value").rowsBetween(Window.unboundedPreceding, Window.currentRow)
        each = self._counted.where(of.col("what") == what)
        sizes = self._sums.where(of.col("what") == what).select("key", "n")
        laid = each.withColumn("upto", of.sum("count").over(before)).join(of.broadcast(sizes), "key")
        picked = laid.groupBy("key").agg(*(of.min(of.when(of.col("upto") > place, of.col("value"))) for place in pairs))
        spreads = {}
        for key, *ranks in picked.collect():
            count, least, most, total = self._rows[what][key]
            if (spread := spread_from(count, int(total), least, most, *ranks)) is not None:
                spreads[key] = spread
        return spreads

    def variants(self) -> DataFrame:
        """This function will give each variant once, with the number of its cases, where they lie."""
        from pyspark.sql import functions as of

        each = self._counted.where(of.col("what") == VARIANT)
        return each.groupBy("variant").agg(of.sum("count").alias("n"))

    def first_variants(self, most: int) -> Sequence[Variant]:
        """This function will give the first variants in order: their bytes are sorted as their activities are."""
        from pyspark.sql import functions as of

        found = self.variants().orderBy(of.col("n").desc(), "variant").limit(most).collect()
        said = [(tuple(self._activities[code] for code in codes_of(variant)), count) for variant, count in found]
        return [Variant(words, count, count / self.cases, number) for number, (words, count) in enumerate(said)]

    def notices(self) -> tuple[Refusal, ...]:
        """This function will say what is to be told of the log, in the order in which the ordinary reader does."""
        met = {NOTICES[key]: count for key, count in self._many(NOTICE).items()}
        zones = sorted((-count, zone_name(minutes)) for minutes, count in self._many(ZONE).items())
        facts = {TimesWithoutZone: {"zone": self._log.zone.name}, EventsInTheFuture: {"last": told(self._latest)}}
        said = {kind: kind(count=met[kind], **facts.get(kind, {})) for kind in NOTICES if kind in met}
        differ = [ZonesDiffer(zones=", ".join(zone or "—" for _, zone in zones))] if len(zones) > 1 else []
        first, last = said.pop(TimesWithoutZone, None), said.pop(RowsLeftOut, None)
        return tuple(each for each in (first, *self._log.notices, *said.values(), *differ, last) if each is not None)
