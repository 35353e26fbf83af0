"""A model endpoint on loopback that speaks four wire protocols, answers as `obedient` does and remembers what it was shown."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import wire
from obedient import Conversation, Turn, answer

from loopback import listening_on_loopback

MODEL = "obedient"


@dataclass(slots=True)
class Endpoint:
    """Where it listens, and the conversations that it was shown and how it answered, oldest first."""

    port: int = 0
    shown: list[tuple[Conversation, Turn]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address without a path."""
        return f"http://127.0.0.1:{self.port}"

    def decide(self, seen: Conversation) -> Turn:
        """Answer and remember."""
        turn = answer(seen)
        self.shown.append((seen, turn))
        return turn


@contextmanager
def listening() -> Iterator[Endpoint]:
    """An endpoint on a free port, ended at the end."""
    endpoint = Endpoint()

    class Bound(Handler):
        known = endpoint

    with listening_on_loopback(Bound) as endpoint.port:
        yield endpoint


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    known: Endpoint

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """The list of models; a few assistants look before they ask."""
        model = {"id": MODEL, "object": "model", "type": "model", "display_name": MODEL, "created": 0}
        self._whole({"object": "list", "data": [model], "models": [], "has_more": False})

    def do_HEAD(self) -> None:
        """Whether anybody is there."""
        self._whole({})

    def do_POST(self) -> None:
        """A turn of a conversation."""
        body = json.loads(self._body() or b"{}")
        try:
            self._answer(self.path.split("?")[0], body)
        except (BrokenPipeError, ConnectionResetError):
            return
        except Exception as error:
            self.known.errors.append(f"{self.path}: {error!r}")
            self._whole({"error": {"message": str(error)}}, 400)

    def _answer(self, path: str, body: dict[str, Any]) -> None:
        if path.endswith("count_tokens"):
            self._whole({"input_tokens": 100})
        elif "countTokens" in path:
            self._whole({"totalTokens": 100})
        elif path.endswith("/messages"):
            turn = self.known.decide(wire.read_messages(body))
            if body.get("stream"):
                self._events((name, {"type": name, **data}) for name, data in wire.tell_messages(body, turn))
            else:
                self._whole(wire.whole_message(body, turn))
        elif path.endswith("/chat/completions"):
            turn = self.known.decide(wire.read_chat(body))
            if body.get("stream"):
                self._events((("", chunk) for chunk in wire.tell_chat(body, turn)), last="[DONE]")
            else:
                self._whole(wire.whole_chat(body, turn))
        elif path.endswith("/responses"):
            turn = self.known.decide(wire.read_responses(body))
            told = enumerate(wire.tell_responses(body, turn))
            self._events((name, {"type": name, "sequence_number": n, **data}) for n, (name, data) in told)
        elif "enerateContent" in path:
            told_whole = wire.whole_gemini(body, self.known.decide(wire.read_gemini(body)))
            if "stream" in path:
                self._events([("", told_whole)])
            else:
                self._whole(told_whole)
        else:
            self._whole({"error": {"message": f"no such path: {path}"}}, 404)

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() == "chunked":
            data = b"".join(iter(self._chunk, b""))
        else:
            data = self.rfile.read(int(self.headers.get("content-length") or 0))
        return gzip.decompress(data) if self.headers.get("content-encoding") == "gzip" else data

    def _chunk(self) -> bytes:
        data = self.rfile.read(int(self.rfile.readline().strip() or b"0", 16))
        self.rfile.readline()
        return data

    def _whole(self, value: Any, code: int = 200) -> None:
        data = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self, events: Any, last: str = "") -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        for name, data in events:
            head = f"event: {name}\n" if name else ""
            self.wfile.write(f"{head}data: {json.dumps(data)}\n\n".encode())
        if last:
            self.wfile.write(f"data: {last}\n\n".encode())
