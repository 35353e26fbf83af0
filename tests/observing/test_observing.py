"""Spans, measurements and log lines of runs: what they say, and what they must never say."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client, StdioServerParameters
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from loopback import listening_on_loopback
from podium.app import Settings, build
from podium.observing import exporting, logs
from podium.observing.exporting import Measuring, RunIds, Tracing

pytestmark = pytest.mark.anyio

SECRET = "marzipan"
"""Stands in everything that people and agents say; it must stand in nothing that is told outside."""
OBJECTIVE = f"Add a {SECRET} page to the shop"
REPLY = {
    "summary": f"The {SECRET} page was added to the shop.",
    "findings": [{"topic": "page", "statement": f"{SECRET} is listed", "evidence": f"{SECRET}.md:1", "stance": "for"}],
    "recommendation": f"Sell {SECRET}.",
    "spawn": [{"role": f"{SECRET} baker", "objective": f"Bake {SECRET}"}],
}


class Collected:
    """Stands in for the exporter, and keeps what it would send."""

    def __init__(self) -> None:
        self.kept = InMemorySpanExporter()
        self.reader = InMemoryMetricReader()
        ids = RunIds()
        traces = TracerProvider(id_generator=ids, shutdown_on_exit=False)
        traces.add_span_processor(SimpleSpanProcessor(self.kept))
        meters = MeterProvider([self.reader], shutdown_on_exit=False)
        self.sinks = (Tracing(traces, ids), Measuring(meters.get_meter("test")))

    async def close(self) -> None:
        """Nothing is left to send."""

    def spans(self, name: str) -> list[ReadableSpan]:
        """The spans whose names begin so."""
        return [span for span in self.kept.get_finished_spans() if span.name.startswith(name)]

    def metrics(self) -> dict[str, list[Any]]:
        """Data points by the metric's name."""
        data = self.reader.get_metrics_data()
        found = data.resource_metrics[0].scope_metrics[0].metrics if data else []
        return {metric.name: list(metric.data.data_points) for metric in found}

    def everything(self) -> str:
        """All that was told, as text."""
        data = self.reader.get_metrics_data()
        return "".join(s.to_json() for s in self.kept.get_finished_spans()) + (data.to_json() if data else "")


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> Collected:
    found = Collected()
    monkeypatch.setattr(exporting, "Exporter", lambda: found)
    return found


def model(*, fails: int = 0) -> Callable[..., Any]:
    """A client's model; the first answers of its agents are empty."""
    left = [fails]

    async def answer(_: Any, params: types.CreateMessageRequestParams) -> types.CreateMessageResult:
        left[0] -= "How to answer" in str(params.messages)
        text = "" if left[0] >= 0 and fails else json.dumps(REPLY)
        return types.CreateMessageResult(
            role="assistant", model="m-1", content=types.TextContent(type="text", text=text)
        )

    return answer


async def run(database: Path, *, fails: int = 0, era: str = "legacy", telemetry: bool = True) -> dict[str, Any]:
    server = build(Settings(database, telemetry=telemetry))
    async with Client(server, mode=era, sampling_callback=model(fails=fails)) as client:
        arguments = {
            "objective": OBJECTIVE,
            "agent_limit": 4,
            "context": [{"name": SECRET, "text": f"{SECRET} is sweet"}],
        }
        result = (await client.call_tool("orchestrate", arguments)).structured_content
        assert result is not None
        await client.call_tool(
            "orchestrate-feedback", {"run_id": result["run_id"], "success": True, "note": f"{SECRET} tastes good"}
        )
    return result


@pytest.mark.parametrize("era", ["legacy", "2026-07-28"])
async def test_a_run_is_one_trace_of_run_waves_and_agents(database: Path, collected: Collected, era: str) -> None:
    result = await run(database, era=era)
    (root,) = collected.spans("invoke_workflow")
    waves, agents = collected.spans("podium.wave"), collected.spans("invoke_agent")
    assert root.parent is None
    assert root.attributes is not None
    assert root.attributes["gen_ai.conversation.id"] == result["run_id"]
    assert root.attributes["podium.run.status"] == result["status"] == "completed"
    assert len({span.context.trace_id for span in (root, *waves, *agents) if span.context}) == 1
    assert all(span.parent and root.context and span.parent.span_id == root.context.span_id for span in waves)
    assert {s.parent.span_id for s in agents if s.parent} == {s.context.span_id for s in waves if s.context}
    kinds = [span.attributes["podium.agent.kind"] for span in agents if span.attributes]
    assert kinds.count("agent") == sum(agent["attempts"] for agent in result["agents"])


async def test_agents_are_told_by_the_conventions_for_generative_models(database: Path, collected: Collected) -> None:
    result = await run(database)
    for span in collected.spans("invoke_agent"):
        told = span.attributes or {}
        assert span.name == f"invoke_agent {told['gen_ai.agent.name']}"
        assert span.kind is SpanKind.CLIENT
        assert told["gen_ai.operation.name"] == "invoke_agent"
        assert told["gen_ai.response.model"] == "m-1"
        assert span.start_time is not None
        assert span.end_time is not None
        assert span.start_time <= span.end_time
    spent = [span.attributes or {} for span in collected.spans("invoke_agent")]
    assert sum(int(str(told["gen_ai.usage.input_tokens"])) for told in spent) <= result["spent"]["tokens"]
    assert all(int(str(told["gen_ai.usage.output_tokens"])) > 0 for told in spent)


async def test_a_failure_and_its_recovery_are_told(database: Path, collected: Collected) -> None:
    await run(database, fails=1)
    failed = [span for span in collected.spans("invoke_agent") if span.status.status_code is StatusCode.ERROR]
    (recovery,) = collected.spans("podium.recovery")
    assert [(span.attributes or {})["error.type"] for span in failed] == ["empty"]
    assert recovery.attributes is not None
    assert recovery.attributes["podium.recovery.succeeded"] is True
    (counted,) = collected.metrics()["podium.recoveries"]
    assert counted.value == 1


async def test_durations_and_tokens_are_measured(database: Path, collected: Collected) -> None:
    await run(database)
    metrics = collected.metrics()
    agents = len(collected.spans("invoke_agent"))
    assert sum(point.count for point in metrics["gen_ai.client.operation.duration"]) == agents
    kinds = {point.attributes["gen_ai.token.type"] for point in metrics["gen_ai.client.token.usage"]}
    assert kinds == {"input", "output"}
    assert [point.count for point in metrics["podium.run.duration"]] == [1]
    assert not any("run_" in str(point.attributes) for points in metrics.values() for point in points)


async def test_nothing_that_people_or_agents_said_is_told(database: Path, collected: Collected) -> None:
    result = await run(database, fails=1)
    assert any(SECRET in agent["id"] for agent in result["agents"]), "a sub-agent carries the word in its id"
    assert collected.spans("invoke_agent")
    assert SECRET not in collected.everything()


async def test_a_run_that_another_server_takes_up_stays_one_trace(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [Collected(), Collected()]
    given = iter(seen)
    monkeypatch.setattr(exporting, "Exporter", lambda: next(given))
    async with Client(build(Settings(database, telemetry=True)), mode="legacy") as client:
        begun = (await client.call_tool("orchestrate", {"objective": OBJECTIVE, "agent_limit": 2})).structured_content
    assert begun is not None
    async with Client(build(Settings(database, telemetry=True)), mode="legacy") as client:
        for _ in range(4):
            if begun["status"] != "awaiting_host":
                break
            briefs = begun["next"]["briefs"]
            replies = [{"agent_id": b["agent_id"], "status": "ok", "content": json.dumps(REPLY)} for b in briefs]
            arguments = {"run_id": begun["run_id"], "replies": replies}
            begun = (await client.call_tool("orchestrate-continue", arguments)).structured_content
            assert begun is not None
    (root,) = seen[1].spans("invoke_workflow")
    waves = seen[1].spans("podium.wave")
    assert waves
    assert all(wave.parent and root.context and wave.parent.span_id == root.context.span_id for wave in waves)


async def test_the_host_s_own_span_is_linked_where_it_sends_one(database: Path, collected: Collected) -> None:
    trace_id = "0af7651916cd43dd8448eb211c80319c"
    async with Client(build(Settings(database, telemetry=True)), mode="legacy", sampling_callback=model()) as client:
        meta: Any = {"traceparent": f"00-{trace_id}-b7ad6b7169203331-01"}
        await client.call_tool("orchestrate", {"objective": OBJECTIVE, "agent_limit": 1}, meta=meta)
    links = [link for span in collected.kept.get_finished_spans() for link in span.links]
    assert {f"{link.context.trace_id:032x}" for link in links} == {trace_id}


async def test_telemetry_that_fails_takes_nothing_from_the_run(
    database: Path, collected: Collected, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(SECRET)

    collected.sinks = (fail, fail)
    assert (await run(database))["status"] == "completed"
    assert "could not be told" in caplog.text


async def test_nobody_hears_of_steps_unless_somebody_asked(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr("podium.observing.watching.spans", never)
    monkeypatch.setattr(exporting, "Exporter", never)
    assert (await run(database, telemetry=False))["status"] == "completed"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], list[str]]]:
    """What was logged to stderr since the last look; the loggers are as they were afterwards."""
    root, ours = logging.getLogger(), logging.getLogger(logs.OURS)
    kept = (root.handlers[:], root.level, ours.level)
    yield lambda: capfd.readouterr().err.splitlines()
    root.handlers[:], root.level, ours.level = kept[0], kept[1], kept[2]


async def test_json_lines_tell_of_everything_that_ended_and_of_nothing_that_was_said(
    database: Path, lines: Callable[[], list[str]]
) -> None:
    logs.configure("info", "json")
    result = await run(database, telemetry=False)
    said = lines()
    told = [json.loads(line) for line in said]
    assert next(line for line in told if line.get("podium.run.status") == "completed")["run_id"] == result["run_id"]
    assert sum(line["message"].startswith("invoke_agent") for line in told) >= len(result["agents"])
    assert SECRET not in "".join(said)


def test_a_logged_error_tells_its_kind_and_place_and_not_its_words(lines: Callable[[], list[str]]) -> None:
    for form in logs.FORMS:
        logs.configure("warning", form)
        try:
            raise ValueError(SECRET)
        except ValueError:
            logging.getLogger("podium.somewhere").exception("a step failed")
        said = "\n".join(lines())
        assert "ValueError" in said
        assert Path(__file__).name in said
        assert SECRET not in said


def test_libraries_below_a_warning_stay_quiet_at_every_level(lines: Callable[[], list[str]]) -> None:
    logs.configure("debug", "text")
    logging.getLogger("mcp.server").info("Received message: %s", SECRET)
    logging.getLogger("podium.x").debug("ours")
    assert lines() == ["podium: DEBUG ours"]


class Collector(BaseHTTPRequestHandler):
    """Takes what is exported over OTLP."""

    taken: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        self.taken.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    taken: list[tuple[str, bytes]] = []
    with listening_on_loopback(type("Bound", (Collector,), {"taken": taken})) as port:
        yield f"http://127.0.0.1:{port}", taken


@pytest.mark.slow
async def test_an_endpoint_in_the_environment_is_enough(
    tmp_path: Path, collector: tuple[str, list[tuple[str, bytes]]]
) -> None:
    url, taken = collector
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "podium", "serve", "--db", str(tmp_path / "p.db"), "--workspace", str(tmp_path)],
        env={"OTEL_EXPORTER_OTLP_ENDPOINT": url, "HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
    )
    async with Client(parameters, mode="legacy", sampling_callback=model()) as client:
        await client.call_tool("orchestrate", {"objective": OBJECTIVE, "agent_limit": 1})
    assert {path for path, _ in taken} == {"/v1/traces", "/v1/metrics"}
    assert b"invoke_agent" in b"".join(body for _, body in taken)
    assert SECRET.encode() not in b"".join(body for _, body in taken)


@pytest.mark.slow
def test_nothing_of_it_is_loaded_unless_it_was_asked_for(tmp_path: Path) -> None:
    code = (
        "import sys; import podium.cli.serve, podium.app, podium.serving.stdio, podium.surface.back;"
        "print([m for m in sys.modules if m.startswith(('opentelemetry.sdk', 'opentelemetry.exporter', 'requests'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
