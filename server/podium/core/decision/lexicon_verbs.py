"""Single words with a part in the structure of a request: verbs that open it, words to skip, everyday acronyms."""

from __future__ import annotations

import re

from podium.core.decision.words import stems

DIRECT_VERBS = frozenset(
    stems(
        """
        add use set expose list show hide rename remove bump write document update allow let stop change put accept
        print log pin delete return correct mention link display enable disable drop cap limit sort round
        trim include exclude increase decrease raise lower adjust tweak skip ignore call pass clear deprecate default mention
        explain sort
        reset highlight mark tag label give treat scroll redirect focus keep open close align center wrap truncate escape
        ajouter anadir agregar adicionar aggiungere afficher mostrar corriger
        corregir remplacer supprimer eliminar
        """
    )
)

ENGINEERING_VERBS = frozenset(
    stems(
        """implement design build develop integrate migrate deploy architect rewrite port rearchitect redesign evaluate
        investigate explore define specify decide propose prototype spike research modernise modernize transition
        rethink decouple federate unify decompose overhaul"""
    )
)

# Words before the verb that opens a request.
SKIPPED = frozenset(
    stems("please can could you we i would like want need to should must kindly just also let's the a as user us")
)

_ACRONYMS = """
AI NET AJAX API APIS APP ASAP AWS BUG CD CI CLI CMS CPU CRUD CSS CSV DB DNS DOM DOCS ETL FAQ FIXME FTP GB GCP GET
GIT GPU GUI HEAD HTML HTTP HTTPS ID IDE IDS IO IOS IP IT JAR JS JSON JVM JWT KB KPI LLM LTS MB ML MVP NPM OK OOM OS
OTP PATCH PC PDF PHP PNG POST PR PUT QA RAM README REST RPM RPMS SDK SEO SLA SLO SLOS SMS SMTP SQL SSD SSH SSL SSO
SVG TCP TLS TODO TS TTL TV UI UDP UK URI URL URLS US USA USB UTC UTF UUID UX VM VPN VPS VS WIP WS XML XSS YAML ZIP
GA QR MR TUI ORM MVC MVVM EU EC2 S3 K8S N+1 RBAC SAAS SPA CDN CTA CVE DTO ENV EOL ERP CRM GPS IAM LDAP MFA NGO NLP
NPE OAUTH OCR OIDC OSS PII POC PWA RPC RSS SAML SBOM SIEM STM32 VAT WASM WCAG ARIA BIOS DDD TDD BDD DRY JSX TSX
INFO WARN DEBUG ERROR TRUE FALSE NULL NONE AND OR NOT MUST SHOULD ALL NEW NO OFF ON
"""
COMMON_ACRONYMS = frozenset(_ACRONYMS.split())
# Codes such as tickets, hashes and sizes are no jargon.
CODED = re.compile(r"^(?:[A-Z]+-\d+|[A-F0-9]{7,}|\d.*|[A-Z]\d?)$")

# Words that rule out what follows, alone or as the first two of a phrase; articles and their like stand between.
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "without",
        "neither",
        "nor",
        "except",
        "excluding",
        "sin",
        "ohne",
        "kein",
        "keine",
        "keinen",
        "sans",
        "без",
        "не",
        "sem",
        "senza",
        "zonder",
    ]
)
NEGATED_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "instead of",
        "rather than",
        "don't need",
        "doesn't need",
        "won't need",
        "nothing about",
        "not about",
    )
)
ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "any",
        "need",
        "needs",
        "needed",
        "for",
        "of",
        "to",
        "about",
        "use",
        "using",
        "have",
        "be",
        "it",
        "our",
        "this",
        "that",
        "une",
        "un",
        "una",
        "el",
        "la",
        "le",
        "les",
        "de",
        "der",
        "die",
        "das",
        "den",
    ]
)
# A clause that starts so tells when or where, and the request follows.
SUBORDINATE = frozenset(
    [
        "in",
        "on",
        "when",
        "whenever",
        "if",
        "for",
        "after",
        "once",
        "as",
        "to",
        "from",
        "while",
        "since",
        "because",
        "before",
        "during",
        "at",
        "under",
        "given",
        "please",
        "hi",
        "hello",
        "hey",
        "currently",
        "today",
        "right",
        "now",
        "unfortunately",
        "also",
        "wenn",
        "beim",
        "im",
        "nach",
        "cuando",
        "en",
        "al",
        "si",
        "quand",
        "dans",
        "pour",
    ]
)
