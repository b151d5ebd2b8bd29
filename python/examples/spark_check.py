"""Check a corpus on a Spark cluster: a table of pairs in, a row for each document out.

    spark-submit --master spark://… spark_check.py corpus.jsonl checked.parquet

The input has the columns ``id``, ``source`` and ``target``. Each worker needs the package and nothing else: the tables are in it.
A task is a partition; one that fails is run again by Spark, with the same outcome, since a check depends on its two texts alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

import ipalign

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

SCHEMA = """
    id string,
    error string,
    errors int,
    warnings int,
    beads int,
    findings array<struct<rule: string, severity: string, message: string, fingerprint: string,
                          places: array<struct<side: string, start: int, end: int, text: string>>>>
"""


def finding_row(finding: ipalign.Finding) -> dict[str, object]:
    places = [
        {"side": place.side, "start": place.start, "end": place.end, "text": place.text} for place in finding.places
    ]
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "places": places,
    }


def row(id: str, source: str, target: str) -> dict[str, object]:
    """The row of a document; one that cannot be checked says why, and fails no task."""
    try:
        result = ipalign.check(source, target, encoder="never")
    except (ipalign.IpalignError, UnicodeEncodeError, TypeError) as error:
        return {"id": id, "error": str(error), "errors": None, "warnings": None, "beads": None, "findings": None}
    return {
        "id": id,
        "error": None,
        "errors": result.summary.errors,
        "warnings": result.summary.warnings,
        "beads": result.summary.beads,
        "findings": [finding_row(finding) for finding in result.findings],
    }


def check_batches(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """What `mapInPandas` calls in a worker, for a partition. Memory is bounded by one batch,
    `spark.sql.execution.arrow.maxRecordsPerBatch` records."""
    columns = ["id", "error", "errors", "warnings", "beads", "findings"]
    for batch in batches:
        rows = [row(*values) for values in zip(batch["id"], batch["source"], batch["target"], strict=True)]
        found = pd.DataFrame(rows, columns=columns)
        for column in ("errors", "warnings", "beads"):
            found[column] = found[column].astype("Int32")
        yield found


def checked(pairs: DataFrame) -> DataFrame:
    """The findings of a table of pairs."""
    from pyspark.sql.functions import col

    pairs = pairs.select(col("id").cast("string"), "source", "target")
    return pairs.mapInPandas(check_batches, schema=SCHEMA)


def main(source: str, target: str) -> None:
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("ipalign").getOrCreate()
    cores = spark.sparkContext.defaultParallelism
    # several partitions a core, so that one that takes long holds up none, and one that fails costs little
    pairs = spark.read.json(source).repartition(8 * cores)
    checked(pairs).write.mode("overwrite").parquet(target)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
