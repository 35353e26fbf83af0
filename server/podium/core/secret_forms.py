"""The forms that secrets have, as well-known services and programs give them.

Forms are those the services document, or that public scanners agree on.
"""

from __future__ import annotations

from dataclasses import dataclass


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
    Form("AWS access key", "AKIA ABIA ACCA", r"\bA(?:KI|BI|CC)A[0-9A-Z]{16}\b"),
    Form("AWS session key", "ASIA", r"\bASIA[0-9A-Z]{16}\b"),
    Form("AWS Bedrock key", "ABSK", r"\bABSK[A-Za-z0-9+/]{100,}={0,2}"),
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
    Form("Slack token", "xox", r"\bxox[abdeoprs](?:\.xox[bp])?-[\w-]{20,}"),
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
    Form("Brevo key", "xkeysib- xsmtpsib-", r"\bx(?:key|smtp)sib-[0-9a-f]{64}-\w{16}"),
    Form("LangSmith key", "lsv2_", r"\blsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{8,}"),
    Form("Shippo token", "shippo_", r"\bshippo_(?:live|test)_[0-9a-f]{40}"),
    Form("Pulumi token", "pul-", r"\bpul-[0-9a-f]{40}\b"),
    Form("Sourcegraph token", "sgp_", r"\bsgp_(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}\b"),
    Form("Buildkite token", "bkua_", r"\bbkua_[0-9a-f]{40}\b"),
    Form("CircleCI token", "CCIPAT_ CCIPRJ_", r"\bCCIP(?:AT|RJ)_\w{22}_[0-9a-f]{40}"),
    Form("MailerSend token", "mlsn.", r"\bmlsn\.[0-9a-f]{64}"),
    Form("Flutterwave key", "FLWSECK", r"\bFLWSECK(?:_TEST)?-[0-9a-f]{12,}-X"),
    Form("Doppler token", "dp.", r"\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,}"),
    Form("Dynatrace token", "dt0", r"\bdt0[a-z]\d\d\.[A-Z2-7]{24}\.[A-Z2-7]{64}"),
    Form("Amazon MWS token", "amzn.mws.", r"\bamzn\.mws\.[0-9a-f-]{36}"),
    Form("Airtable token", "pat", r"\bpat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    Form("HubSpot token", "pat-", r"\bpat-[a-z]{2}\d-[0-9a-f-]{36}"),
    Form("Harness token", "pat.", r"\bpat\.[\w-]{22}\.[0-9a-f]{24}\.\w{20}"),
    Form("Plaid token", "access-", r"\baccess-(?:production|development|sandbox)-[0-9a-f-]{36}"),
    Form("1Password token", "ops_eyJ", r"\bops_eyJ[\w-]{100,}={0,2}"),
    Form("Fly.io token", "FlyV1", r"\bFlyV1 f[mo]\d_[\w+/=,-]{40,}", loose=True),
    Form("Facebook token", "EAA", r"\bEAA(?:CEdEose0cBA|[A-Z])[A-Za-z0-9]{50,}"),
    Form("Alibaba Cloud key", "LTAI", r"\bLTAI[A-Za-z0-9]{12,20}\b", sure=False, loose=True),
    Form("Google refresh token", "1//0", r"\b1//0[\w-]{40,}"),
    Form("Azure client secret", "Q~", r"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}"),
    Form("Cloudflare key", "v1.0-", r"\bv1\.0-[0-9a-f]{24}-[0-9a-f]{140,}"),
    Form("Asana token", "1/", r"\b1/\d{10,}(?:/\d{10,})?:[0-9a-f]{32}\b"),
    Form("Vault token", "s.", r"(?<![\w.])s\.[A-Za-z0-9]{24}\b", sure=False),
    Form("JFrog key", "AKCp", r"\bAKCp[A-Za-z0-9]{60,}"),
    Form("EasyPost key", "EZAK EZTK", r"\bEZ[AT]K[A-Za-z0-9]{54}"),
    Form("Resend key", "re_", r"\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}\b"),
    Form("ReadMe key", "rdme_", r"\brdme_[a-z0-9]{70}"),
    Form("live key", "live_", r"\b(?:[a-z]{2,12}_)?live_(?=[A-Za-z]*\d)[A-Za-z0-9]{14,}\b", sure=False),
    Form("Yandex key", "AQVN", r"\bAQVN[\w-]{35,}"),
    Form("Teams webhook", "webhook.office.com", r"webhook\.office\.com/webhookb2/[\w@/-]{40,}"),
    Form(
        "private key",
        "SSH2",
        r"---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----(?s:.*?)(?:---- END SSH2 (?:ENCRYPTED )?PRIVATE KEY ----|\Z)",
        loose=True,
    ),
    Form("private key", "Private-Lines:", r"(?<=Private-Lines: )\d+(?:\s+[A-Za-z0-9+/=]{20,})+", loose=True),
    Form("private key", "client-key-data", r"(?<=client-key-data: )[A-Za-z0-9+/=]{40,}", loose=True),
    Form("JSON web token", "eyJ", r"\beyJ[\w-]{10,}(?:\.[\w-]*){2,3}\.?[\w-]{10,}", sure=False),
    Form(
        "password hash",
        "$2a$ $2b$ $2y$ $5$ $6$ $y$ $apr1$ $argon2",
        r"\$(?:2[aby]\$\d\d|[56y]|apr1|argon2i?d?)\$[\w./$=,+-]{20,}",
        sure=False,
    ),
    Form(
        "signature in a URL",
        "sig= ignature= oken=",
        r"(?i)(?<=[?&;])(?:x-(?:amz|goog)-)?(?:signature|sig|security-token)=[\w%+/=-]{20,}",
        sure=False,
    ),
    Form(
        "cookies",
        "ookie:",
        r"(?i:(?<=\bcookie: )|(?<=\bcookie:))(?! )[^\s=;,]{1,80}=[^\r\n]{8,}",
        sure=False,
        loose=True,
    ),
    Form(
        "registry password",
        "auth",
        r"""(?:(?<=_auth=)|(?<="auth": ")|(?<="auth":"))[A-Za-z0-9+/]{12,}={0,2}""",
        sure=False,
        loose=True,
    ),
    Form("password of a program", "machine", r"\bmachine \S+ login \S+ password \S+", sure=False, loose=True),
    Form(
        "password of a program",
        "curl",
        r"(?:(?<=-u )|(?<=--user )|(?<=--user=))['\"]?[^\s:'\"]{1,80}:[^\s'\"]{4,}",
        sure=False,
        loose=True,
    ),
    Form("password in a URL", "://", r"(?<=://)[^\s/:@'\"]{0,100}:[^\s/@'\"]{1,200}(?=@)", sure=False, loose=True),
    Form("credentials of a header", "earer", r"(?i:\bbearer) [\w.~+/=-]{12,}", sure=False, loose=True),
    Form(
        "credentials of a header",
        "asic",
        r"(?i:\bauthorization\W{1,4}basic) [A-Za-z0-9+/=]{8,}",
        sure=False,
        loose=True,
    ),
    Form(
        "credentials of a header",
        "uthorization",
        r"(?i:\bauthorization\W{1,4}(?:token|apikey|digest|negotiate)) [\w.~+/=-]{8,}",
        sure=False,
        loose=True,
    ),
    Form(
        "token",
        "_ - ~",
        r"(?<![\w/+.-])(?!sha\d+-)(?:[A-Za-z][A-Za-z0-9]{0,15}[_~-]){1,4}(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])"
        r"(?=(?:[A-Za-z]*\d+[A-Za-z]+){3})[A-Za-z0-9]{24,}(?:[_-][A-Za-z0-9]{4,})*(?![\w/+])",
        sure=False,
    ),
)
"""What is looked for, the more exact forms first.

The last is for services that are not named: a short word, then at least 24 letters of both cases and digits in a jumble.
"""
