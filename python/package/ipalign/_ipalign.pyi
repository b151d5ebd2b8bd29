"""The native half: strings in, JSON out."""

import os
from typing import final

class IpalignError(ValueError): ...

@final
class Glossary:
    def __new__(cls, *paths: str | os.PathLike[str]) -> Glossary: ...

def check(
    source: str,
    target: str,
    source_lang: str | None,
    encoder: str,
    glossary: Glossary | None,
    select: list[str],
    ignore: list[str],
) -> str: ...
def align_texts(source: str, target: str, source_lang: str | None, encoder: str) -> str: ...
def quantities(text: str, lang: str | None) -> str: ...
def version() -> str: ...
