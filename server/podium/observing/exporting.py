"""Spans and measurements over OTLP. Imported only where somebody configured it: it brings threads and connections.

A run is one trace, however many calls, servers and days it takes: its trace id and the ids of its spans are computed from
the run's id, so a server that takes a run up adds to the trace that another began.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from hashlib import sha256

import anyio.to_thread
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.metrics import Meter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import IdGenerator, RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.trace import Link, NonRecordingSpan, SpanContext, SpanKind, Status, StatusCode, TraceFlags

from podium import __version__
from podium.core.spans import Span
from podium.observing.watching import Sink

Value = str | int | float | bool
SCOPE = "podium"
FLUSH_SECONDS = 0.4
_NANOSECONDS = 1_000_000_000
_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
_TOKENS = (1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304)
"""Bounds of histograms as the conventions for generative AI recommend them."""


class RunIds(IdGenerator):
    """The ids of the next span as told beforehand, random ones for anybody else's."""

    def __init__(self) -> None:
        self._random = RandomIdGenerator()
        self.told: tuple[int, int] | None = None

    def generate_span_id(self) -> int:
        """The id of a span."""
        return self.told[1] if self.told else self._random.generate_span_id()

    def generate_trace_id(self) -> int:
        """The id of a trace."""
        return self.told[0] if self.told else self._random.generate_trace_id()


class Tracing:
    """A sink that exports each span as it ended."""

    def __init__(self, provider: TracerProvider, ids: RunIds) -> None:
        self._tracer = provider.get_tracer(SCOPE, __version__)
        self._sampler = provider.sampler
        self._ids = ids

    def __call__(self, run_id: str, span: Span) -> None:
        """Export one span."""
        trace_id = _number(run_id, 16)
        self._ids.told = (trace_id, _number(f"{run_id}/{span.key}", 8))
        try:
            told = self._tracer.start_span(
                span.name,
                context=self._inside(run_id, trace_id, span.parent),
                kind=SpanKind.CLIENT if span.kind == "agent" else SpanKind.INTERNAL,
                attributes={**span.attributes, **({"error.type": span.error} if span.error else {})},
                links=_host(),
                start_time=int(span.start * _NANOSECONDS),
            )
        finally:
            self._ids.told = None
        if span.error:
            told.set_status(Status(StatusCode.ERROR))
        told.end(int(span.end * _NANOSECONDS))

    def _inside(self, run_id: str, trace_id: int, parent: str) -> Context:
        """The context of a span whose parent may not have ended yet, or may end in another process."""
        if not parent:
            return Context()
        sampled = self._sampler.should_sample(None, trace_id, SCOPE).decision is Decision.RECORD_AND_SAMPLE
        flags = TraceFlags(TraceFlags.SAMPLED if sampled else TraceFlags.DEFAULT)
        around = SpanContext(trace_id, _number(f"{run_id}/{parent}", 8), is_remote=True, trace_flags=flags)
        return trace.set_span_in_context(NonRecordingSpan(around), Context())


def _number(text: str, size: int) -> int:
    """A number of `size` bytes that is the same for a text wherever it is computed."""
    return int.from_bytes(sha256(text.encode()).digest()[:size])


def _host() -> Sequence[Link]:
    """The span of the host's call, where the host sent one along."""
    found = trace.get_current_span().get_span_context()
    return [Link(found)] if found.is_valid else []


class Measuring:
    """A sink that counts and times what ended."""

    def __init__(self, meter: Meter) -> None:
        self._operations = meter.create_histogram(
            "gen_ai.client.operation.duration",
            "s",
            "How long an agent took.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self._tokens = meter.create_histogram(
            "gen_ai.client.token.usage",
            "{token}",
            "Tokens of agents' prompts and replies, estimated.",
            explicit_bucket_boundaries_advisory=_TOKENS,
        )
        self._waves = meter.create_histogram("podium.wave.duration", "s", "How long a wave took.")
        self._runs = meter.create_histogram("podium.run.duration", "s", "How long a run took, pauses included.")
        self._recoveries = meter.create_counter("podium.recoveries", "{recovery}", "Recoveries that ended.")

    def __call__(self, run_id: str, span: Span) -> None:
        """Count one span; the run it belongs to is no dimension, since every run would make a series of its own."""
        seconds, told = span.end - span.start, span.attributes
        if span.kind == "agent":
            self._agent(span, seconds)
        elif span.kind == "wave":
            self._waves.record(seconds, _some(told, "podium.carrier"))
        elif span.kind == "run":
            self._runs.record(seconds, _some(told, "gen_ai.workflow.name", "podium.run.status", "podium.run.rehearsal"))
        else:
            names = ("podium.recovery.failure", "podium.recovery.strategy", "podium.recovery.succeeded")
            self._recoveries.add(1, _some(told, *names))

    def _agent(self, span: Span, seconds: float) -> None:
        names = ("gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.agent.name", "gen_ai.response.model")
        common = _some(span.attributes, *names)
        self._operations.record(seconds, {**common, **({"error.type": span.error} if span.error else {})})
        for kind in ("input", "output"):
            tokens = span.attributes.get(f"gen_ai.usage.{kind}_tokens")
            if isinstance(tokens, int):
                self._tokens.record(tokens, {**common, "gen_ai.token.type": kind})


def _some(attributes: Mapping[str, Value], *names: str) -> dict[str, Value]:
    """The named ones of a span's attributes, as far as it has them."""
    return {name: attributes[name] for name in names if name in attributes}


class Exporter:
    """Everything that exports, configured by the environment variables of OpenTelemetry (`OTEL_*`)."""

    def __init__(self) -> None:
        ids = RunIds()
        service = Resource({"service.name": SCOPE, "service.version": __version__}).merge(
            OTELResourceDetector().detect()
        )
        self._traces = TracerProvider(resource=service, id_generator=ids, shutdown_on_exit=False)
        self._traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        reader = PeriodicExportingMetricReader(OTLPMetricExporter())
        self._meters = MeterProvider([reader], resource=service, shutdown_on_exit=False)
        self.sinks: tuple[Sink, ...] = (Tracing(self._traces, ids), Measuring(self._meters.get_meter(SCOPE)))

    async def close(self) -> None:
        """Send what is left, as far as that goes quickly: a host waits for its servers to end, a collector may be away."""
        sending = threading.Thread(target=self._flush, daemon=True)
        sending.start()
        await anyio.to_thread.run_sync(sending.join, FLUSH_SECONDS)

    def _flush(self) -> None:
        self._traces.force_flush()
        self._meters.force_flush()
