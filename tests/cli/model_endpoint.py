"""A stand-in for a server of models on loopback: it speaks both wire protocols and answers as it was told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from loopback import listening_on_loopback

GOOD = json.dumps(
    {
        "summary": "Looked at it.",
        "findings": [{"topic": "ledger", "statement": "The ledger books twice.", "evidence": "payments.md:3"}],
        "recommendation": "Book once.",
        "confidence": 0.8,
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer: a reply in the protocol of the path, or an error with its body and headers."""

    text: str = GOOD
    status: int = 200
    stop: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None


@dataclass
class Endpoint:
    """What was asked, and how to answer: `answer` gets the number of the request, from 1, and its body."""

    answer: Callable[[int, dict[str, Any]], Answer] = lambda number, body: Answer()
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    most_at_once: int = 0
    port: int = 0
    now: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _reply(path: str, answer: Answer) -> dict[str, Any]:
    if answer.body is not None:
        return answer.body
    if path.endswith("/chat/completions"):
        message = {"role": "assistant", "content": answer.text}
        return {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "test-model-2026",
            "choices": [{"index": 0, "finish_reason": answer.stop, "message": message}],
            "usage": {"prompt_tokens": 111, "completion_tokens": 22, "total_tokens": 133},
        }
    return {
        "id": "m1",
        "type": "message",
        "role": "assistant",
        "model": "test-model-2026",
        "content": [{"type": "text", "text": answer.text}],
        "stop_reason": {"stop": "end_turn", "length": "max_tokens"}[answer.stop],
        "stop_sequence": None,
        "usage": {"input_tokens": 100, "output_tokens": 22, "cache_read_input_tokens": 11},
    }


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """A server on a free port, until the block ends."""
    state = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with state.lock:
                state.asked.append({**body, "path": self.path})
                state.headers.append({k.lower(): v for k, v in self.headers.items()})
                number = len(state.asked)
                state.now += 1
                state.most_at_once = max(state.most_at_once, state.now)
            answer = state.answer(number, body)
            with state.lock:
                state.now -= 1
            sent = json.dumps(_reply(self.path, answer)).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *args: Any) -> None:
            pass

    with listening_on_loopback(Handler) as state.port:
        yield state
