"""Check a corpus with Ray Data: JSON Lines in, JSON Lines out.

    python ray_check.py corpus.jsonl checked/

The input has the columns ``id``, ``source`` and ``target``. A block that fails is run again by Ray, with the same outcome.
"""

from __future__ import annotations

import sys
from typing import Any

import ipalign


def check_row(record: dict[str, Any]) -> dict[str, Any]:
    """The row of a document; one that cannot be checked says why."""
    try:
        result = ipalign.check(record["source"], record["target"], encoder="never")
    except (ipalign.IpalignError, UnicodeEncodeError, TypeError) as error:
        return {"id": str(record["id"]), "error": str(error), "errors": 0, "warnings": 0, "rules": []}
    return {
        "id": str(record["id"]),
        "error": "",
        "errors": result.summary.errors,
        "warnings": result.summary.warnings,
        "rules": [finding.rule for finding in result.findings],
    }


def main(source: str, target: str) -> None:
    import ray

    ray.init()
    ray.data.read_json(source, lines=True).repartition(64).map(check_row).write_json(target)
    ray.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:3])
