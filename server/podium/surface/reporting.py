"""A run, and what was learned, as pages: gathers the values and has the core draw them."""

from __future__ import annotations

from podium.core.calibration import bins
from podium.core.map_page import map_part, map_words
from podium.core.page import Change, Html, Learned, contents, document, learning_part, run_part, section, spans
from podium.core.run import Run
from podium.core.texts import one_line
from podium.core.values import Knowledge
from podium.handlers.command_relationships import command_relationships
from podium.store.protocol import LogRow, Report
from podium.surface.learning import learning_report
from podium.surface.services import Services


async def run_page(services: Services, principal: str, run_id: str) -> Html:
    """The whole page of one run: the run, the map of its commands, and what was learned in this database.

    Raises:
        UserError: there is no such run for this principal.
    """
    run = await services.runner.status_of(run_id, principal)
    shown, graph = await _run(services, run)
    learned = learning_part(await _learned(services, None))
    return document(f"{one_line(run.objective, 80)} · Podium", _with_contents(shown, graph, learned))


async def run_shown(services: Services, principal: str, run_id: str) -> Html:
    """The parts of that page that show the run, for a page that is there already."""
    return "\n".join(await _run(services, await services.runner.status_of(run_id, principal)))


async def learning_page(services: Services) -> Html:
    """The whole page of what was learned."""
    return document("What was learned · Podium", _with_contents(learning_part(await _learned(services, None), level=1)))


async def learning_shown(services: Services, domain: str | None) -> Html:
    """The part that shows what was learned, over all or in one domain, for a page that is there already."""
    return learning_part(await _learned(services, domain), level=1)


async def _run(services: Services, run: Run) -> tuple[Html, Html]:
    events = await services.store.events(run.run_id)
    shown = run_part(run, spans((e.at, e.kind, e.data) for e in events))
    return shown, await _graph(services, run)


def _with_contents(first: Html, *more: Html) -> Html:
    """The parts with links to their sections after the head of the first."""
    head, end, rest = first.partition("</header>")
    return "\n".join((head + end, contents(first, *more), rest, *more))


async def _graph(services: Services, run: Run) -> Html:
    catalogue = services.catalogue
    names = dict.fromkeys(c.call.command for c in run.calls.values() if catalogue.find(c.call.command))
    if not names:
        return ""
    found = command_relationships(await services.world(), commands=list(names))
    words = f"<details><summary>The map as text</summary>\n{map_words(found)}</details>"
    return section("graph", "Commands of this run and their neighbours", map_part(found), words)


async def _learned(services: Services, domain: str | None) -> Learned:
    return _values(await services.store.report_rows(domain), await services.knowledge())


def _values(report: Report, knowledge: Knowledge) -> Learned:
    judged = [o for o in report.recent if o.success is not None and not o.overridden]
    moves = (_change(row) for row in reversed(report.log) if row.kind == "threshold")
    pairs = [(o.chosen_probability, float(o.success or 0.0)) for o in judged]
    until = max((o.at for o in report.recent), default=0.0)
    return Learned(learning_report(report, knowledge), bins(pairs), tuple(moves), until)


def _change(row: LogRow) -> Change:
    moved = row.detail
    successes, trials = moved["cases"]
    ends = (moved["from"], moved["target"])
    return Change(row.at, row.domain, moved["boundary"], *ends, successes, trials, moved["required"])
