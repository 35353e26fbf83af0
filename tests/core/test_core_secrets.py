"""Secrets are found by their forms and taken out; ordinary text stays as it is."""

from __future__ import annotations

import pytest

from podium.core.errors import PodiumError
from podium.core.secrets import FORMS, holds_secret, redacted
from secret_samples import SECRETS, kernel


@pytest.mark.parametrize("form", SECRETS)
@pytest.mark.parametrize("around", ["{}", "see {}, then go on", "key: {}\nnext line", '("{}")', "`{}`"])
def test_a_secret_is_taken_out_wherever_it_stands(form: str, around: str) -> None:
    secret = SECRETS[form]
    told = redacted(around.format(secret))
    assert kernel(secret) not in told
    assert "[secret" in told
    assert redacted(told) == told


def test_sixty_forms_and_more_are_known() -> None:
    assert len(SECRETS) >= 70
    assert len({form.name for form in FORMS}) >= 60


def test_the_text_around_a_secret_stays() -> None:
    assert redacted(f"Use {SECRETS['github']} for the upload.") == "Use [secret: GitHub token] for the upload."
    told = redacted(f"{SECRETS['url']} is the database")
    assert told == "postgres://[secret: password in a URL]@db.example.com/app is the database"


@pytest.mark.parametrize(
    "text",
    [
        "`token_limit`: Input should be greater than or equal to 1",
        "there is no run 'run_0123456789abcdef0123'; `orchestrate-status` lists the recent ones",
        "the token file holds no token; write one `name:token` a line",
        "password: required",
        "Read https://example.com/a/long/path/to/a/page?with=a&query=b and http://127.0.0.1:8650/mcp",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "The key point: the design is a secret of success.",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "git clone git@github.com:owner/name.git",
        "test_HandlesUserInput2WhenNullPointerIsThrown and feature-AddLogin2ForTheWebShopAndItsAdmins",
        "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg1SpIdNs6c5H0NEkx9eSQv2ddOkNvoZ4ykNXkw",
        "Fix the login and the password handling; the cookie banner: show it once",
        "Add cookies: an accept button and a decline button",
        "curl -u option, and an auth header",
        "build-2026-11-30T17-00-00Z and 1//0 and re_compile and live_reload and pat-terns",
        "disk-us1 and key-value and SKILL.md and sk-learn",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert redacted(text) == text
    assert not holds_secret(text)


def test_what_an_error_says_is_safe_to_show() -> None:
    assert str(PodiumError(f"no such key {SECRETS['npm']}\x1b[31m\u202e")) == "no such key [secret: npm token]"
