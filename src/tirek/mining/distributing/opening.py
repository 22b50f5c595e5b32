"""A log as Spark reads it: which columns say what, as the ordinary reader guesses them, and the order of its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from tirek.mining.distributing.errors import FilesDiffer, FractionsAsNames, SparkReadsParquet
from tirek.mining.layout import is_log
from tirek.mining.reading.cells import EXACT, texts_of
from tirek.mining.reading.dates import counted, settled_by
from tirek.mining.reading.errors import LogFileEmpty, LogTooWide
from tirek.mining.reading.formats import format_of
from tirek.mining.reading.guessing import Sample, chosen
from tirek.mining.reading.parquet import ROWS, WIDEST, sample_of
from tirek.mining.reading.wanted import ROLES, Wanted
from tirek.mining.reading.zones import Zone, zone_of
from tirek.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import Column, DataFrame, SparkSession

SPLIT: Final = "spark.sql.files.maxPartitionBytes"
WHOLE: Final = str(2**62)
FILE, ROW = "file", "row"
NANOSECONDS, IN_UTC = "TIMESTAMP(NANOS", "TIMESTAMP(NANOS,true)"


@dataclass(frozen=True)
class Opened:
    """`rows` has the columns of `roles` under their names, and `file` and `row`: the order in which rows stand."""

    name: str
    rows: DataFrame
    roles: tuple[str, ...]
    zone: Zone
    month_first: bool
    notices: tuple[Refusal, ...]


def opened(spark: SparkSession, place: str, wanted: Wanted) -> Opened:
    """This function will look at a log at any place that Spark reads: a Parquet file, or a folder of them.

    Files of a folder stand in the order of their paths. Raises the refusals of reading (`log-…`), OSError, and what
    Spark raises.
    """
    zone = zone_of(wanted.zone)
    name = place.rstrip("/").rsplit("/", 1)[-1]
    frame = spark.read.parquet(_address(place))
    if len(frame.columns) > WIDEST:
        raise LogTooWide(name=name, count=len(frame.columns), limit=WIDEST)
    files = _files(frame)
    if not files:
        raise LogFileEmpty(name=name)
    units = _units(spark, files[0])
    sample = _sample(spark, frame, files[0], units, name)
    columns = chosen(sample, wanted)
    roles = tuple(role for role in ROLES[:4] if role in columns)
    _check_units(spark, frame, files, [columns[role] for role in roles if role in ("time", "start")], name)
    read = {role: _read(frame, columns[role], units) for role in roles}
    for role in ("case", "activity"):
        read[role] = _named(frame, read[role], role, columns[role], name)
    rows = _in_order(spark, frame, [read[role].alias(role) for role in roles], files)
    dates = settled_by(wanted, columns, sample, lambda names: _dates(rows, [r for r in roles if columns[r] in names]))
    return Opened(name, rows, roles, zone, dates.month_first, (dates.notice,) if dates.notice else ())


def _address(place: str) -> str:
    """What Spark takes for a place: with its scheme, and what would be a pattern in a path of this machine escaped."""
    if "://" in place:
        return place
    path = Path(place)
    if path.is_dir() and is_log(path):
        raise SparkReadsParquet(name=path.name)
    if not path.is_dir() and format_of(path).name != "parquet":
        raise SparkReadsParquet(name=path.name)
    return "file://" + re.sub(r"([\[\]{}*?\\])", r"\\\1", str(path.resolve()))


def _files(frame: DataFrame) -> list[str]:
    """Those that have rows, as Spark names them, in the order in which people read their paths."""
    from pyspark.sql import functions as of

    met = frame.select(of.col("_metadata.file_path").alias(FILE)).distinct().collect()
    return sorted((row[FILE] for row in met), key=unquote)


def _in_order(spark: SparkSession, frame: DataFrame, columns: list[Column], files: Sequence[str]) -> DataFrame:
    """Rows with the number of their file, and their place in it."""
    from pyspark.sql import functions as of

    path, row = of.col("_metadata.file_path"), of.col("_metadata.row_index").alias(ROW)
    if len(files) == 1:
        return frame.select(*columns, of.lit(0).alias(FILE), row)
    numbers = spark.createDataFrame(list(zip(files, range(len(files)), strict=True)), "path string, number int")
    found = frame.select(*columns, path.alias("path"), row).join(of.broadcast(numbers), "path", "left")
    unknown = of.raise_error(of.concat(of.lit("a file came while the log was read: "), of.col("path")))
    return found.withColumn(FILE, of.coalesce(of.col("number"), unknown.cast("int"))).drop("path", "number")


def _units(spark: SparkSession, file: str) -> Mapping[str, str]:
    """What a file itself says of its columns: Spark gives nanoseconds as mere numbers."""
    java: Any = spark._jvm
    hadoop = java.org.apache.parquet.hadoop
    path = java.org.apache.hadoop.fs.Path(java.java.net.URI(file))
    settings = spark.sparkContext._jsc.hadoopConfiguration()
    reader = hadoop.ParquetFileReader.open(hadoop.util.HadoopInputFile.fromPath(path, settings))
    try:
        fields = reader.getFooter().getFileMetaData().getSchema().getFields()
        return {field.getName(): str(field.getLogicalTypeAnnotation()) for field in fields}
    finally:
        reader.close()


def _check_units(spark: SparkSession, frame: DataFrame, files: Sequence[str], times: Sequence[str], name: str) -> None:
    """Where times are mere numbers to Spark, files must agree on what they count."""
    numbers = [column for column in times if frame.schema[column].dataType.typeName() == "long"]
    if not numbers:
        return
    first, *others = ({column: units.get(column) for column in numbers} for units in (_units(spark, f) for f in files))
    for column in numbers:
        if any(other[column] != first[column] for other in others):
            raise FilesDiffer(name=name, column=column)


def _read(frame: DataFrame, name: str, units: Mapping[str, str]) -> Column:
    from pyspark.sql import functions as of

    quoted = f"`{name.replace('`', '``')}`"
    unit = units.get(name, "")
    if not unit.startswith(NANOSECONDS) or frame.schema[name].dataType.typeName() != "long":
        return of.col(quoted)
    moment = of.expr(f"timestamp_micros(({quoted} - pmod({quoted}, 1000L)) div 1000L)")
    return moment if unit == IN_UTC else moment.cast("timestamp_ntz")


def _sample(spark: SparkSession, frame: DataFrame, file: str, units: Mapping[str, str], name: str) -> Sample:
    """The first rows of the first file, which is not cut for that."""
    flat = [
        field.name for field in frame.schema if field.dataType.typeName() not in ("array", "map", "struct", "variant")
    ]
    cut = spark.conf.get(SPLIT)
    spark.conf.set(SPLIT, WHOLE)
    try:
        from pyspark.sql import functions as of

        first = frame.where(of.col("_metadata.file_path") == file)
        head = first.select(*(_read(frame, each, units).alias(each) for each in flat)).limit(ROWS).toArrow()
    finally:
        spark.conf.set(SPLIT, cut or "128MB")
    batches = head.combine_chunks().to_batches()
    if not batches:
        raise LogFileEmpty(name=name)
    return sample_of(batches[0], name)


def _named(frame: DataFrame, column: Column, role: str, name: str, file: str) -> Column:
    """A column of names. Whole numbers that came as floating ones, as pandas keeps them, are whole numbers."""
    from pyspark.sql import functions as of

    if frame.schema[name].dataType.typeName() not in ("double", "float"):
        return column
    whole = (column == of.floor(column)) & (of.abs(column) <= EXACT)
    if frame.where(column.isNotNull() & ~whole).limit(1).count():
        raise FractionsAsNames(column=name, role=role, name=file)
    return column.cast("bigint")


def _dates(rows: DataFrame, roles: Sequence[str]) -> tuple[int, int, int]:
    """How many dates of whole columns can be read in which way."""
    import pyarrow as pa
    from pyspark.sql import functions as of

    def count(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            said = counted(texts_of(column) for column in batch.columns)
            yield pa.RecordBatch.from_arrays([pa.array([each]) for each in said], ["day", "month", "either"])

    kinds = rows.select(*roles).mapInArrow(count, "day bigint, month bigint, either bigint")
    found = kinds.agg(*(of.coalesce(of.sum(each), of.lit(0)) for each in ("day", "month", "either"))).collect()[0]
    return found[0], found[1], found[2]
