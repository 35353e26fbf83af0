"""Secrets in text, by the forms that well-known services and programs give them.

Forms are those the services document, or that public scanners agree on. A secret of no known form is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from podium.core.texts import visible


@dataclass(frozen=True, slots=True)
class Form:
    """One form: text without any of the blank-separated `signs` holds none.

    `sure` where nothing innocent has it; `loose` where it may be shorter than a long word, or hold blanks.
    """

    name: str
    signs: str
    pattern: str
    sure: bool = True
    loose: bool = False


FORMS = (
    Form(
        "private key",
        "-----BEGIN",
        r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?s:.*?)(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|\Z)",
        loose=True,
    ),
    Form("age key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[0-9A-Z]{58}"),
    Form("AWS access key", "AKIA", r"\bAKIA[0-9A-Z]{16}\b"),
    Form("AWS session key", "ASIA", r"\bASIA[0-9A-Z]{16}\b"),
    Form("Google API key", "AIza", r"\bAIza[\w-]{35}"),
    Form("Google access token", "ya29.", r"\bya29\.[\w-]{20,}"),
    Form("Google client secret", "GOCSPX-", r"\bGOCSPX-[\w-]{20,}"),
    Form("Azure storage key", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{40,}={0,2}"),
    Form("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", r"\bgh[pousr]_[A-Za-z0-9]{36,}"),
    Form("GitHub token", "github_pat_", r"\bgithub_pat_\w{50,}"),
    Form(
        "GitLab token",
        "glpat- glptt- gldt- glrt- glcbt- glsoat- glft- glagent- gloas-",
        r"\bgl(?:pat|ptt|dt|rt|cbt|soat|ft|agent|oas)-[\w.-]{20,}",
    ),
    Form("Slack token", "xox", r"\bxox[abeoprs](?:\.xox[bp])?-[\w-]{20,}"),
    Form("Slack token", "xapp-", r"\bxapp-\d-[\w-]{20,}"),
    Form("Slack webhook", "hooks.slack.com", r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w/+-]{20,}"),
    Form("Discord webhook", "/api/webhooks/", r"discord(?:app)?\.com/api/webhooks/\d+/[\w-]{30,}"),
    Form("Discord token", ".", r"\b[MNO][A-Za-z\d]{23,25}\.[\w-]{6}\.[\w-]{27,}", sure=False),
    Form("Telegram token", ":AA", r"\b\d{8,10}:AA[\w-]{33}"),
    Form("OpenAI or Anthropic key", "sk-", r"\bsk-(?:ant-|proj-|svcacct-|or-|admin-)?[\w-]{32,}"),
    Form("Hugging Face token", "hf_", r"\bhf_[A-Za-z0-9]{30,}"),
    Form("Groq key", "gsk_", r"\bgsk_[A-Za-z0-9]{40,}"),
    Form("Stripe key", "_live_", r"\b[srp]k_live_[A-Za-z0-9]{16,}"),
    Form("Stripe key", "_test_", r"\b[sr]k_test_[A-Za-z0-9]{16,}"),
    Form("Stripe webhook secret", "whsec_", r"\bwhsec_[A-Za-z0-9+/=]{24,}"),
    Form("Square token", "sq0", r"\bsq0(?:atp|csp|idp)-[\w-]{22,}"),
    Form("Shopify token", "shp", r"\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    Form("Twilio key", "SK", r"\bSK[0-9a-f]{32}\b", sure=False),
    Form("SendGrid key", "SG.", r"\bSG\.[\w-]{16,}\.[\w-]{32,}"),
    Form("Mailgun key", "key-", r"\bkey-[0-9a-f]{32}\b", sure=False),
    Form("Mailchimp key", "-us", r"\b[0-9a-f]{32}-us\d{1,2}\b", sure=False),
    Form("npm token", "npm_", r"\bnpm_[A-Za-z0-9]{36}"),
    Form("PyPI token", "pypi-", r"\bpypi-AgE[\w-]{50,}"),
    Form("RubyGems key", "rubygems_", r"\brubygems_[0-9a-f]{48}"),
    Form("Docker token", "dckr_", r"\bdckr_(?:pat|oat)_[\w-]{20,}"),
    Form("DigitalOcean token", "_v1_", r"\bdo[opr]_v1_[0-9a-f]{64}"),
    Form("Databricks token", "dapi", r"\bdapi[0-9a-f]{32}\b"),
    Form("HashiCorp Vault token", "hvs. hvb.", r"\bhv[bs]\.[\w-]{24,}"),
    Form("Terraform token", ".atlasv1.", r"\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}"),
    Form("Grafana token", "glsa_ glc_", r"\bgl(?:sa|c)_[\w+/=-]{32,}"),
    Form("Linear key", "lin_api_", r"\blin_api_[A-Za-z0-9]{40}"),
    Form("Notion token", "ntn_", r"\bntn_[A-Za-z0-9]{40,}"),
    Form("Postman key", "PMAK-", r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    Form("New Relic key", "NRAK-", r"\bNRAK-[A-Z0-9]{27}"),
    Form("Atlassian token", "ATATT3", r"\bATATT3[\w=-]{50,}"),
    Form("Sentry token", "sntry", r"\bsntry[su]_[\w+/=-]{40,}"),
    Form("Supabase token", "sbp_", r"\bsbp_[0-9a-f]{40}"),
    Form("JSON web token", "eyJ", r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}", sure=False),
    Form("password in a URL", "://", r"(?<=://)[^\s/:@'\"]{0,100}:[^\s/@'\"]{1,200}(?=@)", sure=False, loose=True),
    Form("credentials of a header", "earer", r"(?i:\bbearer) [\w.~+/=-]{12,}", sure=False, loose=True),
    Form(
        "credentials of a header",
        "asic",
        r"(?i:\bauthorization\W{1,4}basic) [A-Za-z0-9+/=]{8,}",
        sure=False,
        loose=True,
    ),
)
"""What is looked for, the more exact forms first."""

_NAMED = re.compile(
    r"(?i:(?:pass(?:word|wd|phrase)?|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|token|api[_-]?key|access[_-]?key|private[_-]?key"
    r"|credentials?)\\?['\"]?\s{0,3}(?::|=>?)\s{0,3}\\?['\"]?)(?=[^\s'\",;]{0,200}[\d!#$%&*+/=^_~-])([^\s'\",;`\[\]]{6,500})"
)
"""A value behind a name that says what it is, with a digit or a sign in it."""


_NAMES = ("pass", "pwd", "secret", "token", "key", "credential")
_SIGNED = tuple((sign, form.loose, form) for form in FORMS for sign in form.signs.split())
_SURE = tuple(signed for signed in _SIGNED if signed[2].sure)
_SHORTEST = 20
"""Characters of the shortest secret of a form that has no blank in it; looking at longer words only is far cheaper."""


def redacted(text: str) -> str:
    """The text with `[secret: what it was]` in the place of every secret that is found."""
    if not text:  # most briefs have nothing of earlier agents to hand on
        return text
    for form in _met(text, _SIGNED):
        text = re.sub(form.pattern, f"[secret: {form.name}]", text)
    if not _named(text):
        return text
    return "\n".join(_NAMED.sub(_without_value, line) if _named(line) else line for line in text.split("\n"))


def presentable(text: str) -> str:
    """The text without secrets, and without characters that nobody sees."""
    return redacted(visible(text))


def holds_secret(text: str) -> bool:
    """Whether a text holds a secret of a form that nothing innocent has; AWS's own example key is none."""
    return any(
        not found.group().endswith("EXAMPLE") for form in _met(text, _SURE) for found in re.finditer(form.pattern, text)
    )


def _met(text: str, forms: Sequence[tuple[str, bool, Form]]) -> Iterable[Form]:
    """Those of the forms whose signs are in the text."""
    words = " ".join([word for word in text.split() if len(word) >= _SHORTEST])
    return dict.fromkeys([form for sign, loose, form in forms if sign in (text if loose else words)])


def _named(text: str) -> bool:
    lowered = text.lower()
    return any(name in lowered for name in _NAMES)


def _without_value(found: re.Match[str]) -> str:
    return found.group().removesuffix(found.group(1)) + "[secret]"
