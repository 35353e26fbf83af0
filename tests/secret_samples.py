"""Made-up secrets of many forms, put together at run time so that no scanner takes this file for a leak."""

from __future__ import annotations

import base64
import json
import random
import string

_RNG = random.Random(8)


def _some(length: int, letters: str = string.ascii_letters + string.digits) -> str:
    return "".join(_RNG.choices(letters, k=length))


HEX = "0123456789abcdef"
UPPER = string.ascii_uppercase + "234567"


def _uuid() -> str:
    return "-".join(_some(length, HEX) for length in (8, 4, 4, 4, 12))


def _web_token() -> str:
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": "1234567890", "name": "Ada"})
    head, body = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    return f"{head}.{body}.{_some(43)}"


SECRETS: dict[str, str] = {
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----\n" + _some(64) + "\n-----END RSA " + "PRIVATE KEY-----",
    "openssh key": "-----BEGIN OPENSSH "
    + "PRIVATE KEY-----\n"
    + _some(64)
    + "\n-----END OPENSSH "
    + "PRIVATE KEY-----",
    "pgp key": "-----BEGIN PGP "
    + "PRIVATE KEY BLOCK-----\n\n"
    + _some(64)
    + "\n-----END PGP "
    + "PRIVATE KEY BLOCK-----",
    "age": "AGE-SECRET-" + "KEY-1" + _some(58, UPPER),
    "aws": "AK" + "IA" + _some(16, UPPER),
    "aws session": "AS" + "IA" + _some(16, UPPER),
    "google api": "AI" + "za" + _some(35),
    "google access": "ya" + "29." + _some(60),
    "google client": "GOC" + "SPX-" + _some(28),
    "azure storage": "Account" + "Key=" + _some(86) + "==",
    "github": "gh" + "p_" + _some(36),
    "github fine": "github" + "_pat_" + _some(82),
    "gitlab": "gl" + "pat-" + _some(20),
    "slack bot": "xo" + "xb-" + _some(12, string.digits) + "-" + _some(24),
    "slack app": "xa" + "pp-1-" + _some(40),
    "slack webhook": "https://hooks."
    + "slack.com/services/T"
    + _some(8, UPPER)
    + "/B"
    + _some(8, UPPER)
    + "/"
    + _some(24),
    "discord": "M" + _some(24) + "." + _some(6) + "." + _some(38),
    "telegram": _some(10, "123456789") + ":AA" + _some(33),
    "openai": "sk" + "-proj-" + _some(48),
    "anthropic": "sk" + "-ant-api03-" + _some(80),
    "hugging face": "hf" + "_" + _some(34),
    "groq": "gs" + "k_" + _some(52),
    "stripe": "sk" + "_live_" + _some(24),
    "stripe webhook": "wh" + "sec_" + _some(32),
    "square": "sq0" + "atp-" + _some(22),
    "shopify": "shp" + "at_" + _some(32, HEX),
    "twilio": "S" + "K" + _some(32, HEX),
    "sendgrid": "S" + "G." + _some(22) + "." + _some(43),
    "mailgun": "ke" + "y-" + _some(32, HEX),
    "mailchimp": _some(32, HEX) + "-us" + "12",
    "npm": "np" + "m_" + _some(36),
    "pypi": "pyp" + "i-AgE" + _some(80),
    "rubygems": "ruby" + "gems_" + _some(48, HEX),
    "docker": "dckr" + "_pat_" + _some(27),
    "digitalocean": "dop" + "_v1_" + _some(64, HEX),
    "databricks": "da" + "pi" + _some(32, HEX),
    "vault": "hv" + "s." + _some(40),
    "terraform": _some(14) + ".atlas" + "v1." + _some(67),
    "grafana": "gl" + "sa_" + _some(41),
    "atlassian": "ATA" + "TT3" + _some(120),
    "jwt": _web_token(),
    "url": "postgres://ada:" + _some(12) + "@db.example.com/app",
    "bearer": "Authorization: Bearer " + _some(40),
    "basic": "Authorization: Basic " + base64.b64encode(b"ada:" + _some(12).encode()).decode(),
    "password": 'password = "' + _some(10) + '7!"',
    "json field": '{"client_secret": "' + _some(30) + '9"}',
    "brevo": "xkey" + "sib-" + _some(64, HEX) + "-" + _some(16),
    "airtable": "pa" + "t" + _some(14) + "." + _some(64, HEX),
    "hubspot": "pat" + "-na1-" + _uuid(),
    "plaid": "access" + "-production-" + _uuid(),
    "dynatrace": "dt0" + "c01." + _some(24, UPPER) + "." + _some(64, UPPER),
    "doppler": "dp." + "pt." + _some(43),
    "azure client": _some(3) + "8Q" + "~" + _some(34),
    "aws bedrock": "AB" + "SK" + _some(109),
    "google refresh": "1/" + "/0" + _some(60),
    "onepassword": "ops_" + "eyJ" + _some(200),
    "fly": "Fly" + "V1 fm2_" + _some(80),
    "facebook": "EAA" + "B" + _some(120),
    "pulumi": "pu" + "l-" + _some(40, HEX),
    "razorpay": "rzp" + "_live_7" + _some(14),
    "teams webhook": "https://acme.webhook.office"
    + f".com/webhookb2/{_uuid()}@{_uuid()}/IncomingWebhook/{_some(32, HEX)}/{_uuid()}",
    "signed url": "https://example.com/a?X-Amz-" + "Signature=" + _some(64, HEX),
    "shared access": "https://example.com/c?sv=2026&si" + "g=" + _some(43) + "%3D",
    "ssh2 key": "---- BEGIN SSH2 ENCRYPTED "
    + "PRIVATE KEY ----\n"
    + _some(64)
    + "\n---- END SSH2 ENCRYPTED "
    + "PRIVATE KEY ----",
    "putty key": "Private" + "-Lines: 1\n" + _some(64),
    "kubernetes key": "client-key" + "-data: " + _some(80),
    "encrypted web token": ".".join(("ey" + "J" + _some(20), _some(80), _some(16), _some(80), _some(22))),
    "password hash": "$2b$" + "12$" + _some(53),
    "shadow hash": "$6$" + _some(16) + "$" + _some(86),
    "cookie": "Set-Cookie: session" + "=" + _some(40),
    "token header": "Authorization: " + "Token " + _some(40, HEX),
    "netrc": "machine api.example.com login ada " + "password " + _some(14),
    "curl": "curl -u " + "ada:" + _some(14) + " https://example.com",
    "docker login": '"auth": "' + base64.b64encode(b"ada:" + _some(14).encode()).decode() + '"',
    "unknown service": "acme" + "_tok_" + "aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0",
    "unknown key": "xyz" + "-" + "Q7wE4rT1yU8iO5pA2sD9fG6hJ3kL0zX",
    "environment": "STRIPE_API_KEY=" + _some(30) + "3",
}
"""By form; none of them ever opened anything."""


def kernel(secret: str) -> str:
    """The longest run of letters and digits in a secret, which must not be found where it was redacted."""
    words = "".join(c if c.isalnum() else " " for c in secret).split()
    return max(words, key=len)
