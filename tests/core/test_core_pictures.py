"""Pictures that no text can break."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.core.pictures import Edge, Node, escaped, flowchart

LINE = re.compile(
    r"flowchart (LR|TD)"
    r'|  (n\d+|more)\["[^"\n]+"\](:::[a-z]+)?'
    r'|  n\d+ (-->|-\.->|==>|---)(\|"[^"\n]+"\|)? n\d+'
    r"|  classDef [a-z]+ [^\n]+"
)


def test_a_flowchart_shows_nodes_states_and_labelled_arrows() -> None:
    nodes = [Node("a", "design-api (5 min)", "critical"), Node("b", "implement")]
    lines = flowchart(nodes, [Edge("a", "b", "requires", "thick")]).splitlines()
    assert lines[:4] == [
        "flowchart LR",
        '  n0["design-api (5 min)"]:::critical',
        '  n1["implement"]',
        '  n0 ==>|"requires"| n1',
    ]
    assert lines[4].startswith("  classDef critical ")
    assert len(lines) == 5


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=12)), max_size=8), st.text(max_size=30))
def test_no_text_breaks_the_syntax(named: list[tuple[str, str]], label: str) -> None:
    nodes = [Node(str(i), text, state) for i, (text, state) in enumerate(named)]
    edges = [Edge("0", str(i), label) for i in range(len(nodes))]
    for line in flowchart(nodes, edges).split("\n"):
        assert LINE.fullmatch(line), line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('say "end"', "say #34;end#34;"),
        ("a]\n  b --> c[x", "a#93; b --#62; c#91;x"),
        ("%%{init: {}}%%", "#37;#37;#123;init: #123;#125;#125;#37;#37;"),
        ("```", "#96;#96;#96;"),
        ("<script>", "#60;script#62;"),
        ("#quot;", "#35;quot#59;"),
        ("1. first", "1#46; first"),
        ("- item", "#45; item"),
        ("v1.2 – naïve 設計", "v1.2 #8211; naïve 設計"),
        ("a\u202eb\u200bc", "abc"),
    ],
)
def test_signs_with_a_meaning_become_entity_codes(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_long_label_is_cut() -> None:
    assert escaped("x" * 100, 10) == "x" * 9 + "#8230;"


def test_what_does_not_fit_stands_in_one_node() -> None:
    nodes = [Node(str(i), f"task {i}") for i in range(50)]
    picture = flowchart(nodes, [Edge("0", "1"), Edge("1", "49")], most_nodes=10)
    assert picture.count('["') == 10
    assert 'more["... 41 more"]' in picture
    assert picture.count("-->") == 1
    assert "more" not in flowchart(nodes[:10], [], most_nodes=10)


def test_edges_have_a_ceiling() -> None:
    nodes = [Node(str(i), str(i)) for i in range(20)]
    edges = [Edge(str(i), str(j)) for i in range(20) for j in range(20)]
    assert flowchart(nodes, edges, most_edges=30).count("-->") == 30
