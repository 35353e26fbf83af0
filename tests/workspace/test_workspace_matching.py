"""What is scored is what may be among the best: whatever holds a rare term, or two common ones."""

import sqlite3
from contextlib import closing
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from podium.workspace.matching import promising

TERMS = tuple("abcdefghijklmnop")
PIECES = st.lists(st.sets(st.sampled_from(TERMS)), min_size=1, max_size=12)


def found(pieces, rare, common):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE search USING fts5(terms)")
        connection.executemany("INSERT INTO search VALUES (?)", [(" ".join(sorted(piece)),) for piece in pieces])
        rows = connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (promising(rare, common),))
        return [pieces[row[0] - 1] for row in rows]


@given(st.integers(1, 4), st.integers(1, 8), PIECES)
def test_exactly_the_pieces_with_a_rare_term_or_two_common_ones_are_promising(rare, used, pieces):
    first, others = TERMS[:rare], TERMS[rare : rare + used]
    wanted = [piece for piece in pieces if piece & {*first} or len(piece & {*others}) >= 2]
    assert found(pieces, first, others) == wanted


@given(st.integers(9, len(TERMS) - 1), PIECES)
def test_of_many_common_terms_two_neighbours_in_rarity_are_promising_and_one_alone_is_not(used, pieces):
    rare, *common = TERMS[: used + 1]
    promised = found(pieces, [rare], common)
    for piece in pieces:
        places = [at for at, term in enumerate(common) if term in piece]
        if rare in piece or any(b - a == 1 for a, b in pairwise(places)):
            assert piece in promised
        elif len(places) < 2:
            assert piece not in promised


def test_without_common_terms_nothing_is_narrowed():
    assert promising(["a", "b"], []) == ""
