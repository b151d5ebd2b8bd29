"""Check two texts and print what was found, with its place."""

from __future__ import annotations

import ipalign


def report(source: str, target: str) -> list[str]:
    """A line for each finding: how grave, which rule, what, and the words concerned."""
    texts: dict[ipalign.Side, str] = {"source": source, "target": target}
    lines = []
    for finding in ipalign.check(source, target).findings:
        words = [texts[place.side][place.start : place.end] for place in finding.places]
        lines.append(f"{finding.severity} {finding.rule}: {finding.message} ({' / '.join(words)})")
    return lines


if __name__ == "__main__":
    for line in report("2025年,全省共立案1265宗。", "In 2025, a total of 1,256 cases were filed in the province."):
        print(line)
