"""What is found, as frozen data that can be compared, pickled and printed.

Places are half-open ranges of code points: ``text[place.start:place.end]`` is what a place is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
Side = Literal["source", "target"]
Severity = Literal["error", "warning", "info"]
Encoder = Literal["auto", "always", "never"]
Kind = Literal[
    "number",
    "ordinal",
    "percent",
    "percentage-point",
    "money",
    "measure",
    "date",
    "time",
    "duration",
    "ratio",
    "multiple",
    "label",
]
Bound = Literal["exact", "over", "at-least", "under", "at-most", "about", "near", "vague"]
Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence. Its text is readable: spaces that were lost are restored, which its place in the string lacks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that say the same, by their numbers on each side; either side may be empty."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    moved: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure and what it comes to: a value as an exact decimal, fraction or ISO date, two for a range, or none where only
    the magnitude is said."""

    text: str
    start: int
    end: int
    kind: Kind
    value: str | tuple[str, str] | None
    unit: str | None
    currency: str | None
    bound: Bound
    direction: Direction | None
    reading: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two figures that belong together, by their numbers on each side."""

    source: int
    target: int
    relation: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in one of the two strings."""

    side: Side
    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What differs; the first place is what a person should look at."""

    rule: str
    severity: Severity
    message: str
    message_zh: str
    bead: int | None
    fingerprint: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One side."""

    lang: Lang
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which sentences say the same; each is in exactly one bead."""

    source: Text
    target: Text
    beads: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A check in numbers."""

    errors: int
    warnings: int
    infos: int
    source_segments: int
    target_segments: int
    beads: int
    source_quantities: int
    target_quantities: int
    links: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All that is known of a text and its translation."""

    source: Text
    target: Text
    beads: tuple[Bead, ...]
    source_quantities: tuple[Quantity, ...]
    target_quantities: tuple[Quantity, ...]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]

    @property
    def summary(self) -> Summary:
        severities = [finding.severity for finding in self.findings]
        return Summary(
            errors=severities.count("error"),
            warnings=severities.count("warning"),
            infos=severities.count("info"),
            source_segments=len(self.source.segments),
            target_segments=len(self.target.segments),
            beads=len(self.beads),
            source_quantities=len(self.source_quantities),
            target_quantities=len(self.target_quantities),
            links=len(self.links),
        )
