"""Pictures of the map: layout, SVG, the page and the text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from podium.core.drawing import svg, xml
from podium.core.layout import layered
from podium.core.map_page import map_html, map_svg, map_text
from podium.core.pictures import Edge, Node
from podium.core.values import Catalogue, Command, World
from podium.handlers.command_relationships import command_relationships

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '<script src="https://evil.example/x.js"></script>&"\x00\x1b[31m\u202e\uffff'


def world(*commands: Command) -> World:
    return World(Catalogue({c.name: c for c in commands}))


LIBRARY = world(
    Command("design", NASTY, "", chains_to=("build",), execution_time="5 min"),
    Command("build", "Write it", "Then /test it.", requires=("design",), resources=("tree",)),
    Command("test", "Test it", "", resources=("tree",), substitutes=("audit",)),
    Command("audit", "", ""),
    Command("x", "", "", requires=("y",)),
    Command("y", "", "", requires=("x",)),
)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20), st.integers(1, 4))
def test_every_box_has_a_place_of_its_own_and_without_rings_every_arrow_leads_to_the_right(
    pairs: list[tuple[int, int]], most_rows: int
) -> None:
    names = [f"n{i}" for i in range(8)]
    arrows = [(f"n{a}", f"n{b}") for a, b in pairs]
    layout = layered(names, arrows, most_rows)
    assert sorted(layout.places) == names
    assert len(set(layout.places.values())) == len(names)
    assert all(0 <= x < layout.columns and 0 <= y < layout.rows <= most_rows for x, y in layout.places.values())
    graph = nx.DiGraph((a, b) for a, b in arrows if a != b)
    if nx.is_directed_acyclic_graph(graph):
        assert all(layout.places[a][0] < layout.places[b][0] for a, b in graph.edges)


def test_neighbours_are_ordered_so_that_arrows_do_not_cross() -> None:
    places = layered(["a", "b", "c", "d"], [("a", "d"), ("b", "c")]).places
    assert (places["a"][1] < places["b"][1]) == (places["d"][1] < places["c"][1])


@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=20))
def test_no_text_breaks_the_svg(labels: list[str], title: str) -> None:
    nodes = [Node(str(i), label, "atomic") for i, label in enumerate(labels)]
    edges = [Edge(n.id, "0", n.label, "dotted") for n in nodes]
    root = ElementTree.fromstring(svg(nodes, edges, title=title, description=NASTY))
    assert len(root.findall(f"{SVG}g")) == len(labels)
    assert not root.findall(f".//{SVG}script")


def test_a_picture_says_what_it_is_and_serves_light_and_dark_pages() -> None:
    text = map_svg(command_relationships(LIBRARY))
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "picture-title picture-description"
    assert root.findtext(f"{SVG}title") == "Command map"
    assert "6 commands" in root.findtext(f"{SVG}desc", "")
    assert "prefers-color-scheme: dark" in text
    boxes = {box.findtext(f"{SVG}title"): box.get("class") for box in root.findall(f"{SVG}g")}
    assert boxes["/x"] == "cycle"
    assert boxes["/design"] == "critical"
    labels = {path.findtext(f"{SVG}title") for path in root.findall(f"{SVG}path")}
    assert {"build requires design", "build feeds into test (inferred from a mention)"} <= labels


def test_the_page_fetches_nothing_runs_nothing_and_escapes_every_text() -> None:
    page = map_html(command_relationships(LIBRARY, objective=f"Build it {NASTY}"))

    tags: set[str] = set()
    links: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            links.extend(value or "" for name, value in attrs if name in ("src", "href") or name.startswith("on"))

    Reader().feed(page)
    assert "script" not in tags
    assert links == []
    assert "default-src 'none'" in page
    assert not re.search(r"url\((?!#)|@import", page)
    assert {"main", "h1", "svg", "details"} <= tags


def test_the_text_shows_waves_the_critical_path_cycles_and_reasons() -> None:
    text = map_text(command_relationships(LIBRARY))
    assert text.startswith("6 commands")
    assert "Wave 2" in text
    assert "Critical path (10 min): design → build" in text
    assert "x → y" in text or "y → x" in text
    assert "build and test (tree)" in text
    assert all(len(line) <= 320 for line in text.splitlines())


def test_many_boxes_are_counted_and_not_drawn() -> None:
    many = world(*(Command(f"c{i}", "", "", chains_to=("c0",)) for i in range(400)))
    root = ElementTree.fromstring(map_svg(command_relationships(many)))
    assert len(root.findall(f"{SVG}g")) == 300
    assert "100 more commands are not drawn" in root.findtext(f"{SVG}desc", "")


def test_escaping_leaves_nothing_that_xml_may_not_hold() -> None:
    assert xml('a<b>&"c"\x00\uffff\x1b[1m') == "a&lt;b&gt;&amp;&quot;c&quot;"
