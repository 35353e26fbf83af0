"""A real model behind `--model`: both wire protocols against a stand-in on loopback, and every way it can fail."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from model_endpoint import Answer, Endpoint, endpoint

from podium.app import Settings, build
from podium.cli.answering import Answering
from podium.cli.host import Host
from podium.cli.models import chosen, opened
from podium.cli.models.opening import RETRIES
from podium.cli.options import Agents
from podium.cli.said import Hopeless, Passing, Said
from podium.cli.show import Screen
from podium.core.errors import UserError

OBJECTIVE = "Integrate blockchain payment system with existing platform"
PROTOCOLS = ("openai", "anthropic")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def served() -> Any:
    with endpoint() as found:
        yield found


def address(served: Endpoint, protocol: str) -> str:
    return f"{served.url}/v1" if protocol == "openai" else served.url


async def said(served: Endpoint, protocol: str, *, seconds: float = 30, key: str = "") -> Said:
    keys = {"OPENAI_API_KEY": key, "ANTHROPIC_API_KEY": key} if key else {}
    model = chosen(f"{protocol}:test-model", address(served, protocol), keys)
    async with opened(model, seconds) as ask:
        return await ask("What is wrong?", 500)


# -- which model is meant


def test_a_name_may_hold_colons_and_the_provider_may_be_shouted() -> None:
    found = chosen("Ollama:llama3.2:3b", "", {})
    assert (found.provider, found.name, found.url) == ("ollama", "llama3.2:3b", "http://localhost:11434/v1")


@pytest.mark.parametrize("model", ["gpt-5", "nobody:gpt-5", "openai:", ":x", ""])
def test_an_unknown_provider_is_told_with_those_there_are(model: str) -> None:
    with pytest.raises(UserError, match=r"openai, anthropic, openrouter, ollama, lmstudio.*--base-url"):
        chosen(model, "", {})


@pytest.mark.parametrize(
    ("provider", "variable"),
    [("openai", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY"), ("openrouter", "OPENROUTER_API_KEY")],
)
def test_a_missing_key_is_told_before_anything_is_sent(provider: str, variable: str) -> None:
    with pytest.raises(UserError, match=variable):
        chosen(f"{provider}:x", "", {})
    assert chosen(f"{provider}:x", "", {variable: "secret"}).key == "secret"


def test_an_address_comes_from_the_option_then_the_environment_then_the_provider() -> None:
    environ = {"OLLAMA_BASE_URL": "http://box:1/v1"}
    assert chosen("ollama:x", "http://here:2/v1", environ).url == "http://here:2/v1"
    assert chosen("ollama:x", "", environ).url == "http://box:1/v1"
    assert chosen("openai:x", "", {"OPENAI_BASE_URL": "http://box:1/v1"}).key == "none"


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x/v1", "http://", "http://[", "http://x:99999/"])
def test_half_an_address_is_refused(url: str) -> None:
    with pytest.raises(UserError, match="whole address"):
        chosen("openai:x", url, {})


def test_an_address_is_shown_without_what_may_be_secret_in_it() -> None:
    assert chosen("openai:x", "https://me:hunter2@box:1/v1?key=s", {}).where == "https://box:1/v1"


def test_options_that_contradict_each_other_are_told() -> None:
    usual = {"agents": None, "model": None, "base_url": None, "agent_seconds": 120.0}
    assert not Agents.read(usual).named
    with pytest.raises(UserError, match="exclude"):
        Agents.read(usual | {"agents": "handoff", "model": "ollama:x"})
    with pytest.raises(UserError, match="--model"):
        Agents.read(usual | {"base_url": "http://x"})


def test_how_to_go_on_can_be_copied_into_a_shell() -> None:
    assert (
        Agents("rehearsal", "openai:my model", "http://x/v1", 1.0).again
        == " --model 'openai:my model' --base-url http://x/v1"
    )
    assert Agents("handoff", "", "", 1.0).again == " --agents handoff"


@pytest.mark.anyio
async def test_a_missing_library_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openai", None)
    monkeypatch.delitem(sys.modules, "podium.cli.models.openai_chat", raising=False)
    with pytest.raises(UserError, match=r"podium-mcp\[models\]"):
        async with opened(chosen("ollama:x", "", {}), 1.0):
            pass


# -- one prompt


@pytest.mark.anyio
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_reply_comes_with_the_models_own_name_and_counts(served: Endpoint, protocol: str) -> None:
    found = await said(served, protocol, key="secret-key")
    assert "ledger" in found.text
    assert (found.model, found.cut, found.tokens_in, found.tokens_out) == ("test-model-2026", False, 111, 22)
    (asked,) = served.asked
    assert asked["model"] == "test-model"
    assert asked["max_tokens"] == 500
    assert asked["messages"] == [{"role": "user", "content": "What is wrong?"}]
    sent = served.headers[0]
    assert sent.get("authorization", "") == "Bearer secret-key" or sent.get("x-api-key") == "secret-key"


@pytest.mark.anyio
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_reply_that_was_cut_says_so(served: Endpoint, protocol: str) -> None:
    served.answer = lambda number, body: Answer("Half a", stop="length")
    assert (await said(served, protocol)).cut is True


@pytest.mark.anyio
@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "does not accept the key"), (403, "key"), (404, "knows no model 'test-model'"), (400, "does not take")],
)
async def test_what_will_not_pass_is_hopeless_at_once_and_says_what_to_do(
    served: Endpoint, protocol: str, status: int, words: str
) -> None:
    error = {"error": {"type": "invalid", "message": "bad secret-key\x1b[31m here"}, "type": "error"}
    served.answer = lambda number, body: Answer(status=status, body=error)
    with pytest.raises(Hopeless, match=words) as told:
        await said(served, protocol, key="secret-key")
    assert len(served.asked) == 1
    assert not {"secret-key", "\x1b"} & set(str(told.value).split())
    assert "secret-key" not in str(told.value)


@pytest.mark.anyio
async def test_an_empty_purse_is_hopeless_though_the_status_is_that_of_haste(served: Endpoint) -> None:
    error = {"error": {"code": "insufficient_quota", "message": "You exceeded your quota"}}
    served.answer = lambda number, body: Answer(status=429, body=error, headers={"retry-after-ms": "1"})
    with pytest.raises(Hopeless, match="paid"):
        await said(served, "openai")


@pytest.mark.anyio
@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("status", [429, 500, 529])
async def test_haste_and_faults_are_tried_again_as_the_server_says(
    served: Endpoint, protocol: str, status: int
) -> None:
    wait = {"retry-after-ms": "5"}
    served.answer = lambda number, body: Answer() if number == 3 else Answer(status=status, headers=wait, body={})
    assert "ledger" in (await said(served, protocol)).text
    assert len(served.asked) == 3
    served.answer = lambda number, body: Answer(status=status, headers=wait, body={"error": {"message": "slow down"}})
    with pytest.raises(Passing, match=f"{status}: slow down"):
        await said(served, protocol)
    assert len(served.asked) == 3 + 1 + RETRIES


@pytest.mark.anyio
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_patience_ends(served: Endpoint, protocol: str) -> None:
    over = threading.Event()

    def answer(number: int, body: dict[str, Any]) -> Answer:
        over.wait(20)
        return Answer()

    served.answer = answer
    with pytest.raises(Passing, match=r"no reply of test-model within 0\.3 seconds"):
        await said(served, protocol, seconds=0.3)
    over.set()


@pytest.mark.anyio
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_server_that_is_not_there_is_told_with_its_address(
    protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podium.cli.models.opening.RETRIES", 0)
    async with opened(chosen(f"{protocol}:x", "http://127.0.0.1:9/v1", {}), 20) as ask:
        with pytest.raises(Hopeless, match=r"127\.0\.0\.1:9.*cannot be reached"):
            await ask("hello", 10)


@pytest.mark.anyio
async def test_a_server_that_answered_before_may_come_back(served: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    served.answer = lambda number, body: (
        Answer() if number == 1 else Answer(status=400, body={"error": {"message": "too long"}})
    )
    async with opened(chosen("openai:x", address(served, "openai"), {}), 20) as ask:
        await ask("hello", 10)
        with pytest.raises(Passing, match="too long"):
            await ask("hello", 10)


# -- a whole run


async def hosted(
    database: Path, served: Endpoint, protocol: str, tool: str, arguments: dict[str, Any]
) -> dict[str, Any]:
    host = Host(Screen(as_json=True), " --model x")
    settings = Settings(database)
    model = opened(chosen(f"{protocol}:m", address(served, protocol), {}), 30)
    async with model as ask, host.server(build(settings), Answering(ask)):
        return dict(await host.take(tool, arguments))


@pytest.mark.anyio
@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_a_model_answers_a_whole_run_a_wave_at_once(served: Endpoint, protocol: str, tmp_path: Path) -> None:
    wave = threading.Barrier(10, timeout=30)

    def answer(number: int, body: dict[str, Any]) -> Answer:
        if number <= 10:
            wave.wait()
        return Answer()

    served.answer = answer
    result = await hosted(tmp_path / "p.db", served, protocol, "orchestrate", {"objective": OBJECTIVE})
    assert result["status"] == "completed"
    assert result["rehearsal"] is False
    assert [len(wave) for wave in result["waves"]] == [10]
    assert {agent["model"] for agent in result["agents"]} == {"test-model-2026"}
    assert {(agent["tokens_in"], agent["tokens_out"]) for agent in result["agents"]} == {(111, 22)}
    assert result["spent"]["tokens"] == 133 * result["spent"]["requests"]
    assert result["spent"]["counted"] is True


@pytest.mark.anyio
async def test_a_key_that_is_refused_ends_the_command_and_leaves_the_run_to_be_taken_up(
    served: Endpoint, tmp_path: Path
) -> None:
    served.answer = lambda number, body: Answer(status=401, body={"error": {"message": "no such key"}})
    with pytest.raises((UserError, BaseExceptionGroup)) as told:
        await hosted(tmp_path / "p.db", served, "openai", "orchestrate", {"objective": OBJECTIVE})
    said = _innermost(told.value)
    assert "no such key" in said
    run_id = said.split("podium resume ")[1].split()[0]
    assert said.endswith(f"podium resume {run_id} --model x")
    served.answer = lambda number, body: Answer()
    result = await hosted(tmp_path / "p.db", served, "openai", "orchestrate-continue", {"run_id": run_id})
    assert result["status"] == "completed"
    assert {deviation["kind"] for deviation in result["deviations"]} == {"cancelled"}


def _innermost(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, UserError)
    return str(error)


@pytest.mark.anyio
async def test_one_faulty_answer_is_recovered(served: Endpoint, tmp_path: Path) -> None:
    served.answer = lambda number, body: (
        Answer(status=413, body={"error": {"message": "too large"}}) if number == 2 else Answer()
    )
    result = await hosted(tmp_path / "p.db", served, "anthropic", "orchestrate", {"objective": OBJECTIVE})
    assert result["status"] == "completed"
    assert [recovery["failure"] for recovery in result["recoveries"]] == ["transport"]


@pytest.mark.slow
def test_the_command_line_takes_a_model_and_an_address(podium: Any, served: Endpoint) -> None:
    begun = time.monotonic()
    done = podium(
        "run", "--json", "--model", "openai:m", "--base-url", f"{served.url}/v1", "Harden the login", "0.95", "2"
    )
    assert (done.code, done.json()["status"]) == (0, "completed"), done.err
    assert time.monotonic() - begun < 60
    assert json.loads(done.out)["agents"][0]["model"] == "test-model-2026"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--model", "openai:m"), "OPENAI_API_KEY"),
        (("--model", "nobody:m"), "provider:name"),
        (("--model", "ollama:m", "--agents", "handoff"), "exclude"),
        (("--model", "ollama:m", "--base-url", "http://127.0.0.1:9/v1"), "cannot be reached"),
    ],
)
def test_what_is_wrong_with_a_model_is_one_sentence(podium: Any, arguments: tuple[str, ...], words: str) -> None:
    done = podium("run", *arguments, "Harden the login", "0.95", "1")
    assert done.code == 2
    assert words in done.err
    assert done.out == ""
