"""Checks, alignments and figures through the Python package."""

from __future__ import annotations

import dataclasses
import os
import pickle
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import ipalign

ZH = "2025年,全省共立案1265宗。案件比上年多。"
EN = "In 2025, a total of 1,256 cases were filed in the province. There were more cases than in the year before."


def test_a_figure_that_differs_is_found_where_it_stands() -> None:
    result = ipalign.check(ZH, EN)
    (finding,) = result.findings
    assert (finding.rule, finding.severity, finding.bead) == ("figure-mismatch", "error", 0)
    assert "1,256" in finding.message and finding.message_zh != finding.message
    texts = {"source": ZH, "target": EN}
    assert [texts[place.side][place.start : place.end] for place in finding.places] == [
        place.text for place in finding.places
    ]
    assert {place.side for place in finding.places} == {"source", "target"}
    assert [(bead.source, bead.target) for bead in result.beads] == [((0,), (0,)), ((1,), (1,))]
    assert (result.source.lang, result.target.lang) == ("zh", "en")
    assert (result.summary.errors, result.summary.beads, result.summary.source_segments) == (1, 2, 2)


@pytest.mark.parametrize("astral", ["𠮷", "😀", "𠮷😀é\u0301"])
def test_places_count_code_points_behind_characters_of_any_length(astral: str) -> None:
    source, target = f"{astral}案。共立案1265宗。", f"A {astral} case. A total of 1,256 cases were filed."
    result = ipalign.check(source, target)
    texts = {"source": source, "target": target}
    places = [place for finding in result.findings for place in finding.places]
    assert places and all(texts[place.side][place.start : place.end] == place.text for place in places)
    for text, side in ((source, result.source), (target, result.target)):
        assert [text[segment.start : segment.end] for segment in side.segments] == [s.text for s in side.segments]
    for text, figures in ((source, result.source_quantities), (target, result.target_quantities)):
        assert figures and all(text[figure.start : figure.end] == figure.text for figure in figures)
    assert all(text[f.start : f.end] == f.text for text in (source, target) for f in ipalign.quantities(text))


def test_results_are_frozen_and_can_be_pickled_and_compared() -> None:
    result = ipalign.check(ZH, EN)
    assert pickle.loads(pickle.dumps(result)) == result == ipalign.check(ZH, EN)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.findings[0].rule = "other"  # type: ignore[misc]


def test_an_alignment_is_that_of_the_check() -> None:
    alignment = ipalign.align(ZH, EN)
    result = ipalign.check(ZH, EN)
    assert (alignment.source, alignment.target, alignment.beads) == (result.source, result.target, result.beads)


def test_figures_are_read_by_value() -> None:
    (amount,) = ipalign.quantities("罚没款10329.34万元")
    assert (amount.kind, amount.value, amount.currency) == ("money", "103293400", "CNY")
    (span,) = ipalign.quantities("5 to 10 percent", lang="en")
    assert (span.kind, span.value) == ("percent", ("5", "10"))
    assert ipalign.quantities("", lang="zh") == ()


def test_rules_are_selected(tmp_path: Path) -> None:
    assert ipalign.check(ZH, EN, ignore=["figure"]).findings == ()
    assert ipalign.check(ZH, EN, select=["sentence-dropped"]).findings == ()
    terms = tmp_path / "terms.tsv"
    terms.write_text("zh\ten\n立案\tdocket\n", encoding="utf-8")
    glossary = ipalign.Glossary(terms)
    assert "term-missing" in [finding.rule for finding in ipalign.check(ZH, EN, glossary=glossary).findings]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: ipalign.check("", EN), "is empty"),
        (lambda: ipalign.check("One case.", "Two cases."), "both in English.*or say source_lang"),
        (lambda: ipalign.check("1", "2"), "neither.*or say source_lang"),
        (lambda: ipalign.check(ZH, EN, source_lang="fr"), "no language"),  # type: ignore[arg-type]
        (lambda: ipalign.check(ZH, EN, encoder="x"), "no encoder"),  # type: ignore[arg-type]
        (lambda: ipalign.check(ZH, EN, select=["figur"]), "did you mean"),
        (lambda: ipalign.align("", ""), "neither|is empty"),
        (lambda: ipalign.quantities("12"), "say lang"),
        (lambda: ipalign.Glossary("no-such-file.tsv"), "no-such-file.tsv"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(call: object, sentence: str) -> None:
    assert callable(call)
    with pytest.raises(ipalign.IpalignError, match=sentence) as raised:
        call()
    assert isinstance(raised.value, ValueError) and "\n" not in str(raised.value)


@pytest.mark.parametrize("text", ["\ud800", "一\udfff"])
def test_what_is_no_unicode_is_an_exception(text: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        ipalign.check(text, EN)


@pytest.mark.parametrize("text", ["\0", "\ufeff", "\u202e", "a\r\n\r\nb", "“" * 5000, "9" * 5000, "<" * 5000, "一" * 5000])
def test_odd_texts_break_nothing(text: str) -> None:
    for source, target in ((text, EN), (ZH, text)):
        try:
            ipalign.check(source, target, source_lang="zh")
        except ipalign.IpalignError as error:
            assert "broke down" not in str(error)


# how often a thread that could run may not be let run by a machine that is busy
TRIES = 10
LONG_ZH = "\n\n".join(f"第{n}段：{ZH}" for n in range(400))
LONG_EN = "\n\n".join(f"Paragraph {n}: {EN}" for n in range(400))


@pytest.fixture
def kept() -> Iterator[None]:
    """Nobody is asked to give up the GIL, so that another thread runs only where it is given up."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(600)
    yield
    sys.setswitchinterval(interval)


def test_other_threads_go_on_during_a_call(kept: None) -> None:
    count = 0
    done = threading.Event()

    def counting() -> None:
        nonlocal count
        while not done.is_set():
            count += 1
            time.sleep(0)

    counter = threading.Thread(target=counting)
    counter.start()
    during = 0
    for _ in range(TRIES):
        before = count
        ipalign.check(LONG_ZH, LONG_EN, encoder="never")
        during = max(during, count - before)
        if during > 0:
            break
    done.set()
    counter.join()
    assert during > 0


def test_two_calls_are_under_way_at_once(kept: None) -> None:
    def overlap() -> bool:
        events: list[str] = []
        results: list[ipalign.CheckResult] = []

        def checking() -> None:
            events.append("in")
            result = ipalign.check(LONG_ZH, LONG_EN, encoder="never")
            events.append("out")
            results.append(result)

        threads = [threading.Thread(target=checking) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results[0] == results[1]
        return events[:2] == ["in", "in"]

    assert any(overlap() for _ in range(TRIES))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_process_that_is_forked_after_a_call_works() -> None:
    ipalign.check(LONG_ZH, LONG_EN, encoder="never")
    child = os.fork()
    if child == 0:
        found = ipalign.check(ZH, EN).findings
        os._exit(0 if len(found) == 1 else 1)
    assert os.waitpid(child, 0)[1] == 0
