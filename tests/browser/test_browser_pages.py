"""The pages in a real browser: accessible, self-contained, readable without scripts, in both schemes and at any width."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract_kit import OBJECTIVE
from page_samples import HOSTILE, WORD, host, learned, report
from podium.core.map_page import map_html
from podium.core.page import document, learning_part
from podium.core.values import World
from podium.handlers.command_relationships import command_relationships
from podium.registry import load_catalogue
from podium.testkit import ScriptedHost

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

NAMES = ("run", "hostile", "learned", "nothing", "strange", "map")
VIEWS = ((320, "light"), (390, "dark"), (760, "light"), (1280, "dark"), (1280, "light"))
OPENED = 760
"""The width at which everything that can be opened is open."""


async def run_page(make_server: Callable[..., Any], model: ScriptedHost, objective: str, **more: Any) -> str:
    async with model.client(make_server(**more)) as client:
        done = await model.orchestrate(client, objective, confidence_override=0.3)
        (contents,) = (await client.read_resource(f"podium://runs/{done['run_id']}/page")).contents
    return str(contents.text)  # type: ignore[union-attr]


@pytest.fixture
async def pages(make_server: Callable[..., Any], tmp_path: Path) -> dict[str, str]:
    """Pages by name."""
    (tmp_path / "notes.md").write_text("The payment platform keeps tokens in a table.\n" * 400)
    long = f"{HOSTILE} {WORD} " + "and then the next part of it " * 40
    shipped = command_relationships(World(load_catalogue(()).catalogue), commands=["implement", "review-code"])
    return {
        "run": await run_page(make_server, host(), OBJECTIVE, workspaces=(tmp_path,)),
        "hostile": await run_page(make_server, host(hostile=True), long),
        "learned": document("Learned", learning_part(learned(report()), level=1)),
        "nothing": document("Nothing", learning_part(learned(), level=1)),
        "strange": document("Strange", learning_part(learned(report(domain=WORD + HOSTILE)), level=1)),
        "map": map_html(shipped),
    }


@pytest.mark.parametrize("name", NAMES)
async def test_a_page_is_accessible_fetches_nothing_and_fits_in_both_schemes_at_every_width(
    browser: Any, pages: dict[str, str], tmp_path: Path, shot: Callable[[str], str | None], name: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(pages[name], encoding="utf-8")
    jobs = [
        {
            "file": str(file),
            "width": width,
            "scheme": scheme,
            "scripts": True,
            "opened": width == OPENED,
            "shot": shot(f"{name}-{width}-{scheme}"),
        }
        for width, scheme in VIEWS
    ]
    for view, seen in zip(VIEWS, browser("look.mjs", pages=jobs), strict=True):
        assert seen["violations"] == [], view
        assert seen["flaws"] == [], view
        assert seen["wide"] <= 0, view
        assert seen["errors"] == [], view
        assert len(seen["requests"]) == 1, view
        assert seen["focused"] in ("A", "DIV", "SUMMARY"), view


async def test_pages_say_everything_with_scripts_off(browser: Any, pages: dict[str, str], tmp_path: Path) -> None:
    jobs = []
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
        jobs.append({"file": str(tmp_path / f"{name}.html"), "width": 1280, "scheme": "light", "scripts": False})
    seen = dict(zip(pages, browser("look.mjs", pages=jobs), strict=True))
    for said in (OBJECTIVE, "completed", "The ledger needs a lock.", "Wave 1", "verified", "tokens kept"):
        assert said in seen["run"]["text"]
    for said in ("payment", "28 of 30 succeeded", "n = 160", "73% to 96%"):
        assert said in seen["learned"]["text"]
    assert "not enough data" in seen["nothing"]["text"]
    assert "<script>alert(1)</script>" in seen["hostile"]["text"]
    assert all(page["errors"] == [] for page in seen.values())
