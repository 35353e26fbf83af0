"""What the patterns over sentences as written have in common: named values, fillers, and the words that link and count."""

from __future__ import annotations


def value(name: str) -> str:
    """A quantity with a name."""
    return rf"Q(?P<{name}>\d+); "


def clock(name: str) -> str:
    """A pair with a colon, with a name."""
    return rf"C(?P<{name}>\d+); "


def day(name: str) -> str:
    """A date, with a name."""
    return rf"D(?P<{name}>\d+); "


def some(most: int) -> str:
    """As few words or signs as possible, up to a number, and no value or break among them."""
    return rf"(?:[^\sQDC;]\S* ){{0,{most}}}?"


def anything(most: int) -> str:
    """As few items as possible, up to a number, values among them."""
    return rf"(?:[^\s;]\S*;? ){{0,{most}}}?"


def one_of(words: str) -> str:
    """One of some words."""
    return rf"(?:{'|'.join(words.split())}) "


THEN = (
    r"(?:, |; |\( |- |– |— |: |so |thus |hence |therefore |that |which |this |it |they |we |you |there |is |are |was |were |have "
    r"|has |means |meaning |i \. e \. |e \. g \. |or |only |just |exactly |= |~ |≈ |about |approximately |roughly |nearly "
    r"|almost |around |makes? |making |gives? |giving |yields? |leaving |leaves? |to |comes? |equals? |amounts? |totals? "
    r"|a |an |the |of |for |at |in |by |now |then |and )+?"
)
"""What stands between what is told and what is concluded from it."""

EACH = r"(?:each|apiece|a piece|per [a-z]+|every [a-z]+|for each|for every [a-z]+) "
