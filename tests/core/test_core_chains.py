"""The grammar of chains."""

from __future__ import annotations

import contextlib

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.chains import Name, Parallel, Sequence, Step, expand, parse_chain, split_chain
from podium.core.errors import UserError

EXAMPLE = "design-api |> (implement || write-tests) |> review-code"


def steps(text: str) -> dict[str, tuple[str, ...]]:
    return {step.id: step.depends_on for step in expand(parse_chain(text))}


def test_the_example_becomes_a_tree_and_its_steps() -> None:
    assert parse_chain(EXAMPLE) == Sequence(
        (Name("design-api"), Parallel((Name("implement"), Name("write-tests"))), Name("review-code"))
    )
    assert expand(parse_chain(EXAMPLE)) == (
        Step("design-api", "design-api", ()),
        Step("implement", "implement", ("design-api",)),
        Step("write-tests", "write-tests", ("design-api",)),
        Step("review-code", "review-code", ("implement", "write-tests")),
    )


def test_beside_binds_tighter_than_after() -> None:
    assert parse_chain("a |> b || c") == parse_chain("a |> (b || c)")
    assert steps("a || b |> c") == {"a": (), "b": (), "c": ("a", "b")}


def test_a_chain_inside_a_parallel_part_keeps_its_order() -> None:
    assert steps("(a |> b) || c |> d") == {"a": (), "b": ("a",), "c": (), "d": ("b", "c")}


def test_a_name_that_occurs_twice_gets_an_id_of_its_own() -> None:
    assert steps("review |> fix |> review") == {"review": (), "fix": ("review",), "review-2": ("fix",)}
    assert list(steps("a |> a |> a-2 |> a")) == ["a", "a-2", "a-2-2", "a-3"]


def test_a_leading_slash_and_a_folder_are_part_of_how_names_are_written() -> None:
    assert steps("/team:build|>/b.c") == {"team:build": (), "b.c": ("team:build",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "character 1: found the end"),
        ("a |>", "character 5: found the end"),
        ("a b", 'character 3: found "b"'),
        ("a | b", r'character 3: found "\|"'),
        ("(a |> b", r'expected "\)"'),
        ("a |> )", r'character 6: found "\)"'),
        ("a |> ü", 'character 6: found "ü"'),
        ("x" * 65, "at most 64 characters"),
        (" |> ".join(["a"] * 101), "more than 100 steps"),
        ("(" * 40 + "a" + ")" * 40, "more than 16 levels"),
        ("a" * 4001, "4001 characters"),
    ],
)
def test_what_is_no_chain_is_refused_with_its_position(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        parse_chain(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{EXAMPLE}: add rate limiting", (EXAMPLE, "add rate limiting")),
        ("/a |> /b", ("/a |> /b", "")),
        ("a||team:b: x: y", ("a||team:b", "x: y")),
        ("a |> b:\n two\nlines", ("a |> b", "two\nlines")),
        ("a |> (b : x", ("a |> (b", "x")),
    ],
)
def test_a_chain_before_a_colon_is_split_from_the_objective(text: str, parts: tuple[str, str]) -> None:
    assert split_chain(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fix login",
        "fix: the login",
        "fix a || b",
        "a || b in JavaScript: explain",
        "a |> b, then c",
        "(a)",
        "ü |> b",
    ],
)
def test_prose_is_no_chain(text: str) -> None:
    assert split_chain(text) is None


trees = st.recursive(
    st.sampled_from("abcd").map(Name),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Sequence(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Parallel(tuple(parts))),
    ),
    max_leaves=12,
)


def written(tree: Name | Sequence | Parallel) -> str:
    if isinstance(tree, Name):
        return tree.command
    sign = " |> " if isinstance(tree, Sequence) else " || "
    return "(" + sign.join(written(part) for part in tree.parts) + ")"


@given(trees)
def test_a_written_tree_is_read_back_and_orders_exactly_what_stands_in_sequence(
    tree: Name | Sequence | Parallel,
) -> None:
    assert parse_chain(written(tree)) == tree
    found = expand(tree)
    graph: nx.DiGraph[str] = nx.DiGraph((d, step.id) for step in found for d in step.depends_on)
    graph.add_nodes_from(step.id for step in found)
    before = {(a, b) for b in graph for a in nx.ancestors(graph, b)}
    assert before == {(found[i].id, found[j].id) for i, j in sequential_pairs(tree)[1]}


def sequential_pairs(tree: Name | Sequence | Parallel, first: int = 0) -> tuple[int, set[tuple[int, int]]]:
    """Leaves counted from `first`: where the next begins, and the pairs of leaves that stand in sequence."""
    if isinstance(tree, Name):
        return first + 1, set()
    pairs: set[tuple[int, int]] = set()
    begin = first
    for part in tree.parts:
        end, inside = sequential_pairs(part, first)
        pairs |= inside
        if isinstance(tree, Sequence):
            pairs |= {(i, j) for i in range(begin, first) for j in range(first, end)}
        first = end
    return first, pairs


@given(st.text(alphabet="ab|>()/: -ü\n", max_size=40))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    parts = split_chain(text)
    assert parts is None or "|>" in parts[0] or "||" in parts[0]
    with contextlib.suppress(UserError):
        assert expand(parse_chain(text))
