"""`--engine spark`: the question asked of a cluster, where a log outgrows one machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tirek.command.log_filters import filters_said
from tirek.command.log_opened import tell, wanted_of

if TYPE_CHECKING:
    from tirek.mining import Answer

OWN, SPARK = "own", "spark"


def add_engine(parser: argparse.ArgumentParser) -> None:
    """This function will add the options that say who counts."""
    where = parser.add_argument_group("who counts")
    where.add_argument(
        "--engine",
        choices=(OWN, SPARK),
        default=OWN,
        help="this program on this machine (own), or Apache Spark, for a log that outgrew one machine: LOG is then a "
        "Parquet file or a folder of them, here or at an address that Spark reads",
    )
    where.add_argument(
        "--master", metavar="URL", default="local[*]", help="of Spark: local[2], spark://host:7077, yarn (local[*])"
    )


def on_spark(options: argparse.Namespace) -> bool:
    """This function will say whether Spark is to count."""
    return bool(options.engine == SPARK)


def said_by_spark(options: argparse.Namespace, question: Callable[..., Answer], **asked: Any) -> Any:
    """This function will ask Spark, tell what is to be told of the log, and give the answer's JSON."""
    from tirek.mining import FiltersNotOnSpark, spark_session

    if filters_said(options):
        raise FiltersNotOnSpark
    with spark_session(options.master) as spark:
        answer = question(spark, str(options.log), wanted_of(options), **asked)
    tell(answer.notices)
    return answer.said
