"""Words of an objective: how a text is taken apart, stemmed, and freed of pasted code."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[+/.'’][^\W_]+)*\+{0,2}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_VOWEL = re.compile(r"[aeiouy]")
_FENCED = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)", re.S)
_CODE_LINE = re.compile(
    r"^\s*(?:at\s+[\w$.<>]+\(|File \"|Traceback \(|import\s+[\w.{*]+;?\s*$|from\s+[\w.]+\s+import\b|def\s+\w+\(|#include\b"
    r"|class\s+\w+[(:{]|(?:const|let|var)\s+\w+\s*=|(?:func|fn|function)\s+\w+\(|(?:public|private|protected|static)\s[\w<> ]+\("
    r"|return\b.*;|\$\s|</?\w+[^>]*>\s*$|[})\];]+\s*$)|^(?!\s*[-*•]).*[=(\[].*[;{}]\s*$"
)


def plain(text: str) -> str:
    """Lower case without accents, so that `más` and `mas` are one word; other scripts stay as they are."""
    text = text.lower()
    if text.isascii():
        return text
    marks = "".join(c for c in unicodedata.normalize("NFD", text) if not "̀" <= c <= "ͯ")
    return unicodedata.normalize("NFC", marks)


@lru_cache(maxsize=6_000)  # the lexicons' words take 4,500, and stay as long as they are met
def stem(word: str) -> str:
    """A crude English stem: plural, -ing, -ed and a final e go, so that `migrates` and `migrating` meet."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) < 4 or not word.isascii() or any(c.isdigit() for c in word):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "ls" else root
            break
    return word.removesuffix("e") if len(word) > 3 else word


def words(text: str) -> list[str]:
    """The words of a text as written; a hyphen is a blank."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """The stems of a text's words."""
    return [stem(plain(word)) for word in words(text)]


def camel_words(text: str) -> list[str]:
    """Stems of a name such as `api_design` or `WriteTests`."""
    return stems(_CAMEL.sub(" ", text).replace("_", " "))


def word_starts(text: str) -> list[int]:
    """Where the words of a text start."""
    return [found.start() for found in _WORD.finditer(text)]


def prose(text: str) -> str:
    """A request without the code and the stack traces pasted along; all of it where nothing else is there."""
    if "\n" not in text and "```" not in text:
        return text
    said = "\n".join(line for line in _FENCED.sub("\n", text).split("\n") if not _CODE_LINE.search(line))
    return said if said.strip() else text


def one_edit(word: str, other: str) -> bool:
    """Whether two different words are one inserted, dropped, changed or swapped letter apart."""
    if abs(len(word) - len(other)) > 1:
        return False
    same = next((i for i, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    if same is None:
        return True
    rest, others = word[same:], other[same:]
    if len(rest) == len(others):
        return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    return rest[1:] == others if len(rest) > len(others) else rest == others[1:]
