"""The Spark example on a cluster of two executors, each a process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyspark")
EXAMPLES = Path(__file__).parent.parent / "examples"
sys.path.insert(0, str(EXAMPLES))

import pandas as pd  # noqa: E402
import spark_check  # noqa: E402

import ipalign  # noqa: E402

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

COUNT = 48


def record(id: int) -> tuple[str, str, str]:
    if id == 7:
        return str(id), "", "A case."
    source = f"去年,全省共立案{id + 100}宗。案件比上年多。"
    target = f"Last year, a total of {id + 100 + id % 2} cases were filed in the province. There were more than before."
    return str(id), source, target


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    # the interpreter of the workers
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", str(EXAMPLES))
        .getOrCreate()
    )
    yield session
    session.stop()


def rows(result: list[object]) -> list[str]:
    return sorted(map(str, result))


def test_a_corpus_is_checked_by_two_executors(spark: SparkSession) -> None:
    pairs = spark.createDataFrame([record(id) for id in range(COUNT)], ["id", "source", "target"]).repartition(8)
    found = {row["id"]: row for row in spark_check.checked(pairs).collect()}
    assert len(found) == COUNT
    for id, source, target in map(record, range(COUNT)):
        row = found[id]
        if id == "7":
            assert "is empty" in row["error"] and row["findings"] is None
            continue
        expected = ipalign.check(source, target, encoder="never")
        assert (row["error"], row["errors"], row["beads"]) == (None, expected.summary.errors, expected.summary.beads)
        assert [finding["rule"] for finding in row["findings"]] == [finding.rule for finding in expected.findings]
        texts = {"source": source, "target": target}
        for place in (place for finding in row["findings"] for place in finding["places"]):
            assert texts[place["side"]][place["start"] : place["end"]] == place["text"]


def test_a_partition_that_fails_once_is_run_again_with_the_same_outcome(spark: SparkSession, tmp_path: Path) -> None:
    pairs = spark.createDataFrame([record(id) for id in range(COUNT)], ["id", "source", "target"]).repartition(4)
    pairs = pairs.persist()
    expected = rows(spark_check.checked(pairs).collect())
    failed, ran = tmp_path / "failed", tmp_path / "ran"
    ran.mkdir()

    def failing_once(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        from pyspark import TaskContext

        context = TaskContext.get()
        assert context is not None
        (ran / f"{context.partitionId()}-{context.attemptNumber()}-{os.getpid()}").touch()
        for found in spark_check.check_batches(batches):
            yield found
            if context.partitionId() == 1 and not failed.exists():
                failed.touch()
                # as a worker that is killed: without an exception, in the middle of its partition
                os._exit(1)

    again = rows(pairs.mapInPandas(failing_once, schema=spark_check.SCHEMA).collect())
    assert failed.exists() and again == expected
    tries = [name.name.split("-") for name in ran.iterdir()]
    assert {partition for partition, _, _ in tries} == {"0", "1", "2", "3"}
    assert ("1", "1") in {(partition, attempt) for partition, attempt, _ in tries}
    assert len({process for _, _, process in tries}) >= 2
