"""Check a Chinese text against its English translation: figures that differ, sentences that were dropped.

>>> import ipalign
>>> result = ipalign.check("全省共立案1265宗。", "A total of 1,256 cases were filed.")
>>> [finding.rule for finding in result.findings]
['figure-mismatch']

Everything happens in this process: no text leaves it. A call works on the thread that calls and without the GIL, so that
threads work side by side; so do processes, forked or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ._ipalign import Glossary, IpalignError
from ._ipalign import align_texts as _align
from ._ipalign import check as _check
from ._ipalign import quantities as _quantities
from ._ipalign import version as _version
from ._types import (
    Alignment,
    Bead,
    Bound,
    CheckResult,
    Direction,
    Encoder,
    Finding,
    Kind,
    Lang,
    Link,
    Place,
    Quantity,
    Segment,
    Severity,
    Side,
    Summary,
    Text,
)

__all__ = [
    "Alignment",
    "Bead",
    "Bound",
    "CheckResult",
    "Direction",
    "Encoder",
    "Finding",
    "Glossary",
    "IpalignError",
    "Kind",
    "Lang",
    "Link",
    "Place",
    "Quantity",
    "Segment",
    "Severity",
    "Side",
    "Summary",
    "Text",
    "align",
    "check",
    "quantities",
]

__version__ = _version()


def check(
    source: str,
    target: str,
    *,
    source_lang: Lang | None = None,
    encoder: Encoder = "auto",
    glossary: Glossary | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> CheckResult:
    """Aligns and checks a text and its translation.

    ``source_lang`` is for texts that do not tell it, as figures alone. ``encoder`` says where to ask what sentences mean:
    ``"never"`` misses some dropped clauses and takes a fraction of the time. ``select`` and ``ignore`` name rules and families.

    Raises IpalignError where a text is empty, is in neither language, or an option is none.
    """
    found = json.loads(_check(source, target, source_lang, encoder, glossary, list(select), list(ignore)))
    quantities = found["quantities"]
    return CheckResult(
        source=_text(found["source"]),
        target=_text(found["target"]),
        beads=_beads(found["beads"]),
        source_quantities=tuple(map(_quantity, quantities["source"])),
        target_quantities=tuple(map(_quantity, quantities["target"])),
        links=tuple(
            Link(link["source"], link["target"], link["relation"], link["explanation"]) for link in quantities["links"]
        ),
        findings=tuple(map(_finding, found["findings"])),
    )


def align(source: str, target: str, *, source_lang: Lang | None = None, encoder: Encoder = "auto") -> Alignment:
    """Aligns a text and its translation sentence by sentence, and checks nothing.

    Raises IpalignError as check does.
    """
    found = json.loads(_align(source, target, source_lang, encoder))
    return Alignment(source=_text(found["source"]), target=_text(found["target"]), beads=_beads(found["beads"]))


def quantities(text: str, lang: Lang | None = None) -> tuple[Quantity, ...]:
    """The figures of a text, in order.

    Raises IpalignError where the language is not said and the text does not tell it.
    """
    return tuple(map(_quantity, json.loads(_quantities(text, lang))))


def _text(text: dict[str, Any]) -> Text:
    segments = (Segment(segment["text"], segment["start"], segment["end"]) for segment in text["segments"])
    return Text(text["lang"], tuple(segments))


def _beads(beads: list[dict[str, Any]]) -> tuple[Bead, ...]:
    return tuple(
        Bead(tuple(bead["source"]), tuple(bead["target"]), bead["confidence"], bead.get("moved", False))
        for bead in beads
    )


def _quantity(quantity: dict[str, Any]) -> Quantity:
    value = quantity["value"]
    return Quantity(
        text=quantity["text"],
        start=quantity["start"],
        end=quantity["end"],
        kind=quantity["kind"],
        value=(value[0], value[1]) if isinstance(value, list) else value,
        unit=quantity["unit"],
        currency=quantity["currency"],
        bound=quantity["bound"],
        direction=quantity["direction"],
        reading=quantity["reading"],
    )


def _finding(finding: dict[str, Any]) -> Finding:
    return Finding(
        rule=finding["rule"],
        severity=finding["severity"],
        message=finding["message"],
        message_zh=finding.get("message_zh", finding["message"]),
        bead=finding["bead"],
        fingerprint=finding["fingerprint"],
        places=tuple(
            Place(place["side"], place["start"], place["end"], place["text"], place["label"])
            for place in finding["places"]
        ),
    )
