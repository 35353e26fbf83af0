"""What is scored is what may be among the best: whatever holds a rare term, or two common ones."""

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from podium.workspace.matching import promising

TERMS = tuple("abcdefghijk")


@given(
    st.integers(1, 4), st.integers(2, len(TERMS)), st.lists(st.sets(st.sampled_from(TERMS)), min_size=1, max_size=12)
)
def test_exactly_the_pieces_with_a_rare_term_or_two_common_ones_are_promising(rare, used, pieces):
    first, others = TERMS[:rare], TERMS[rare : max(rare + 1, used)]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE search USING fts5(terms)")
        connection.executemany("INSERT INTO search VALUES (?)", [(" ".join(sorted(piece)),) for piece in pieces])
        found = connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (promising(first, others),))
        wanted = [at for at, piece in enumerate(pieces, 1) if piece & {*first} or len(piece & {*others}) >= 2]
        assert [row[0] for row in found] == wanted


def test_without_common_terms_nothing_is_narrowed():
    assert promising(["a", "b"], []) == ""
