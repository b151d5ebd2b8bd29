"""Times ipalign and its peers on the same inputs in the same run, and writes reports/performance.md.

Called by performance.sh, which builds ipalign and puts the peers into a scratch environment. The inputs are made of the reports
in seeds/, whose beads ipalign has aligned. A row is one task; each program does it five times in turn with the others, so that
what else the machine does falls on all of them, and the shortest time counts. What a peer does is less than what ipalign does
in the same row, or other; the row says what.
"""

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
TIMES = 20
DOCUMENTS = ["guangdong-2025"]


def run(args, **kwargs):
    return subprocess.run(args, check=False, capture_output=True, **kwargs)


def beads(binary):
    """The beads of the reports that have both sides, as pairs of texts, and their sentences."""
    pairs, sentences = [], ([], [])
    for name in DOCUMENTS:
        audit = json.loads(run([binary, "check", name, "--format", "json", "--fail-on", "never"]).stdout)
        document = audit["documents"][0]
        sides = [document["source"], document["target"]]
        if sides[1] is None:
            continue
        texts = [[segment["text"] for segment in side["segments"]] for side in sides]
        if sides[0]["lang"] != "zh":
            continue
        for own, all_of in zip(texts, sentences):
            all_of.extend(own)
        for bead in document["beads"]:
            source = "".join(texts[0][at] for at in bead["source"])
            target = " ".join(texts[1][at] for at in bead["target"])
            if source and target:
                pairs.append((source, target))
    return pairs, sentences


def shortest(tasks):
    """The shortest of ROUNDS times of each task, taken in turn."""
    best = [float("inf")] * len(tasks)
    for _ in range(ROUNDS):
        for at, task in enumerate(tasks):
            start = time.perf_counter()
            task()
            best[at] = min(best[at], time.perf_counter() - start)
    return best


def process(args, text=None, threads=None):
    env = dict(os.environ)
    if threads:
        env["RAYON_NUM_THREADS"] = str(threads)

    def task():
        done = subprocess.run(args, input=text, capture_output=True, env=env)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(map(str, args))}: exit {done.returncode}\n{done.stderr.decode()[:500]}")

    return task


def po(pairs):
    quoted = lambda text: json.dumps(text, ensure_ascii=False)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    units = [f'msgctxt "{at}"\nmsgid {quoted(source)}\nmsgstr {quoted(target)}\n' for at, (source, target) in enumerate(pairs)]
    return head + "\n".join(units)


def main():
    binary, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    bin_of_peers = Path(sys.executable).parent
    import cn2an
    import galechurch
    from recognizers_number import recognize_number
    from recognizers_text import Culture
    from text_to_num import alpha2digit

    found, sentences = beads(binary)
    # often enough that what starts a program weighs little
    pairs = found * max(1, 4000 // len(found))
    sentences = [side * TIMES for side in sentences]
    chinese, english = [source for source, _ in found] * TIMES, [target for _, target in found] * TIMES
    size = lambda texts: sum(len(text.encode()) for text in texts)
    folder = Path(tempfile.mkdtemp(prefix="ipalign-performance-"))
    write = lambda name, text: (folder / name).write_text(text, encoding="utf-8") and folder / name
    rows = []

    def row(task, note, count, unit, own, peers):
        names = [name for name, _ in peers]
        times = shortest([own] + [task for _, task in peers])
        for name, seconds in zip(names, times[1:]):
            rows.append((task, note, f"{count / times[0]:,.0f} {unit}/s", name, f"{count / seconds:,.0f} {unit}/s", seconds / times[0]))

    lines = write("pairs.jsonl", "".join(json.dumps({"id": at, "source": s, "target": t}, ensure_ascii=False) + "\n" for at, (s, t) in enumerate(pairs)))
    units = write("pairs.po", po(pairs))
    check = [binary, "check", "--pairs", lines, "--encoder", "never"]
    pofilter = [bin_of_peers / "pofilter", units, folder / "out.po"]
    row(
        f"Check {len(pairs):,} pairs of {size(s for s, _ in pairs) / len(pairs) + size(t for _, t in pairs) / len(pairs):,.0f} bytes, one core",
        "from start to exit; ipalign with all rules by words alone, pofilter as named",
        len(pairs),
        "pairs",
        process(check, threads=1),
        [("pofilter, numbers alone", process(pofilter + ["-t", "numbers"])), ("pofilter, all tests", process(pofilter))],
    )
    zh, en = write("zh.txt", "\n".join(sentences[0]) + "\n"), write("en.txt", "\n".join(sentences[1]) + "\n")
    align = [binary, "align", zh, en, "--presegmented", "--format", "ladder"]
    count = len(sentences[0]) + len(sentences[1])
    row(
        f"Align {count:,} sentences",
        "ipalign from start to exit with its evidence of words, figures and names; galechurch within its process, by length alone",
        count,
        "sentences",
        process(align + ["--encoder", "never"]),
        [("galechurch", lambda: galechurch.align(*sentences))],
    )
    for lang, texts, peers in (
        ("Chinese", chinese, [("cn2an.transform", cn2an.transform), ("recognizers-text, numbers", lambda text: recognize_number(text, Culture.Chinese))]),
        ("English", english, [("text2num.alpha2digit", lambda text: alpha2digit(text, "en")), ("recognizers-text, numbers", lambda text: recognize_number(text, Culture.English))]),
    ):
        texts = [text.replace("\n", " ") for text in texts]
        text = ("\n".join(texts) + "\n").encode()

        def each(of):
            def task():
                for line in texts:
                    try:
                        of(line)
                    except (ValueError, KeyError, IndexError, TypeError):
                        pass  # a peer that gives up on a line has spent its time on it

            return task

        row(
            f"Read the figures of {len(texts):,} {lang} sentences, {size(texts):,} bytes, one core",
            "ipalign from start to exit: numbers, dates, money, units, hedges; peers within their process: numbers",
            size(texts),
            "bytes",
            process([binary, "quantities", "--lang", "zh" if lang == "Chinese" else "en"], text, threads=1),
            [(name, each(of)) for name, of in peers],
        )
    alarms = false_alarms(binary, found, folder, bin_of_peers)
    out.write_text(report(rows, alarms, len(found)), encoding="utf-8")


def false_alarms(binary, pairs, folder, bin_of_peers):
    """How many of the beads each program flags for their figures. They are as published; few have a fault."""
    lines = folder / "found.jsonl"
    lines.write_text("".join(json.dumps({"id": at, "source": s, "target": t}, ensure_ascii=False) + "\n" for at, (s, t) in enumerate(pairs)))
    answers = run([binary, "check", "--pairs", lines, "--encoder", "never"]).stdout.decode().splitlines()
    grave = lambda finding: finding["rule"].startswith("figure") and finding["severity"] in ("warning", "error")
    own = sum(any(grave(finding) for finding in json.loads(line)["findings"]) for line in answers)
    units, out = folder / "found.po", folder / "flagged.po"
    units.write_text(po(pairs))
    run([bin_of_peers / "pofilter", units, out, "-t", "numbers"])
    peer = len(re.findall(r"^msgctxt", out.read_text(), re.M)) if out.exists() else 0
    return own, peer


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), platform.processor())
    memory = next(int(line.split()[1]) for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    return f"{os.cpu_count()} cores of {model}, {memory / 2**20:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def report(rows, alarms, beads):
    from importlib.metadata import version

    peers = ["translate-toolkit", "galechurch", "cn2an", "text2num", "recognizers-text-suite"]
    lines = [
        "# Performance",
        "",
        "Made by `bash scripts/performance.sh`, which times ipalign and its peers on the same input in the same run, in turn, the",
        f"shortest of {ROUNDS} each. The inputs are the beads and sentences of {', '.join(DOCUMENTS)}, many times over.",
        "That favours a program that remembers the words it has met, as ipalign does.",
        "The ratio is what counts: rates change with the machine and with what else it does. It says how many times as long the",
        "peer takes; below 1, the peer is faster.",
        "",
        f"- Machine: {machine()}; load before the run {os.getloadavg()[0]:.1f}.",
        "- Peers: " + ", ".join(f"{name} {version(name)}" for name in peers) + ".",
        "",
        "| task | ipalign | peer | its rate | ratio |",
        "| --- | ---: | --- | ---: | ---: |",
    ]
    lines += [f"| {task} | {own} | {name} | {rate} | {ratio:.2f} |" for task, _, own, name, rate, ratio in rows]
    notes = dict.fromkeys((task, note) for task, note, *_ in rows)
    lines += ["", "What is timed:", ""] + [f"- {task}: {note}." for task, note in notes]
    own, peer = alarms
    lines += [
        "",
        f"Of the {beads:,} beads, as published, ipalign flags {own} for their figures at warning or error, and pofilter's test",
        f"of numbers {peer}. Few of these beads have a fault; [guangdong-2025-review.md](guangdong-2025-review.md) judges each",
        "finding on one of the reports.",
        "",
        "The stages one by one are timed by `cargo bench`; each file in `benches/` describes its input.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
