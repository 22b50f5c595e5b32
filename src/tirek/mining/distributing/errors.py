"""What is said where Spark cannot be asked."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class SparkNotInstalled(Refusal):
    """An installation without Spark."""

    id = "log-spark-not-installed"
    sentence = gettext_noop("Apache Spark is not installed.")
    hint = gettext_noop("Install Tirek with its extra “spark”, which is the package pyspark, and Java 17 or later.")


class JavaMissing(Refusal):
    """A machine without Java."""

    id = "log-spark-without-java"
    sentence = gettext_noop("Apache Spark needs Java, and there is none here.")
    hint = gettext_noop("Install Java 17 or later, or say in JAVA_HOME where it is.")


class MasterOutOfReach(Refusal):
    """A cluster that does not answer."""

    id = "log-spark-master-out-of-reach"
    sentence = gettext_noop("Nobody answers at %(master)s: %(reason)s.")
    hint = gettext_noop("Look whether the cluster runs and --master names it; local[2] uses two cores of this machine.")


class SparkNotStarted(Refusal):
    """Spark that ends before it was asked anything."""

    id = "log-spark-not-started"
    sentence = gettext_noop("Apache Spark did not start with --master %(master)s: %(reason)s.")
    hint = gettext_noop(
        "It says more above. It needs Java 17 or later, and a master such as local[2] or spark://host:7077."
    )


class SparkFailed(Refusal):
    """Spark that could not do its work."""

    id = "log-spark-failed"
    sentence = gettext_noop("Apache Spark could not answer: %(reason)s.")
    hint = gettext_noop("Each machine of the cluster needs this version of Tirek, and must be able to read the log.")


class SparkReadsParquet(Refusal):
    """A log of another kind than Spark is given."""

    id = "log-spark-reads-parquet"
    sentence = gettext_noop(
        "%(name)s is no Parquet, and of Spark a log is asked as Parquet: a file, or a folder of files."
    )
    hint = gettext_noop("An imported log, and files of other kinds, are asked without --engine spark.")


class FiltersNotOnSpark(Refusal):
    """Filters, where they are not applied."""

    id = "log-spark-without-filters"
    sentence = gettext_noop("Filters are not applied on Spark.")
    hint = gettext_noop("Ask without filters, or without --engine spark.")


class FractionsAsNames(Refusal):
    """Numbers with fractions as names: each program writes them in its own way."""

    id = "log-spark-fractions-as-names"
    sentence = gettext_noop("The column “%(column)s” of %(name)s holds numbers with fractions, which name no %(role)s.")
    hint = gettext_noop("Name another column, or write this one as text.")


class FilesDiffer(Refusal):
    """Files of one log that keep times in different units, which Spark would not notice."""

    id = "log-spark-files-differ"
    sentence = gettext_noop("The files of %(name)s do not keep the times of “%(column)s” in one unit.")
    hint = gettext_noop("Write them anew, all with the same columns of the same types.")
