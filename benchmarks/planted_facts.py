"""Whether each role's own fact survives pruning to a tenth, among 200 and 2,000 documents.

    python benchmarks/planted_facts.py [--seeds 5]

Documents are paragraphs of made-up office talk; a share of them speaks of the role's or the objective's words without
holding a fact. In the first measurement a fact shares words with its role and the objective; in the second a fact names
neither, and speaks only as people of the role's field do; in the third the objective asks for the fact in other words,
and no role helps. What must be preserved is looked for in the final text. The paraphrases are the author's own, as is
the package's lexicon; take the third figure as an upper one.
"""

from __future__ import annotations

import argparse
import random
import sys

from common import ending, report

from podium.core.pruning import Role, prune
from podium.core.tokens import estimate
from podium.core.values import ContextItem

OBJECTIVE = "Integrate blockchain payment system with existing platform"
ROLES = {
    "security": ("audit encryption keys", "The security audit found that payment signing keys rotate every 41 days."),
    "performance": ("latency throughput", "Performance budget: the payment gateway answers within 187 milliseconds."),
    "database": ("schema migration", "The database keeps each blockchain receipt in table ledger_77."),
    "legal": ("contract compliance", "Legal review: payment tokens may not be sold to residents of Ruritania."),
    "frontend": ("interface accessibility", "The frontend shows a payment as pending until 6 confirmations."),
    "tariff-analyst": ("", "For the tariff analyst: network fees of a payment are passed on above 0.35 euro."),
}
PARAPHRASES = (
    ("How often are the signing keys replaced?", "Certificates for the cluster rotate every 41 days."),
    ("Who gets money back after a return?", "Refunds go to the original card within 9 days."),
    ("What happens when the machine goes down?", "After an outage the standby host takes over in 40 seconds."),
    ("Where do we keep copies in case of disaster?", "Nightly snapshots are archived in the Oslo vault."),
    ("How long may a request last before it is given up?", "The gateway's timeout is 12 seconds."),
    ("Which shoppers must prove who they are?", "Customers above 900 euro authenticate with a second factor."),
    ("What is the upper bound on attachments?", "Uploads are capped at 37 megabytes."),
    ("Why does the page feel sluggish?", "Latency doubled since the image cache was switched off."),
    ("Who must agree before going live?", "Every deployment needs approval by the platform owner."),
    ("How are people told about trouble at night?", "Alerts after 22:00 page the on-call engineer twice."),
    ("Are personal details erased at some point?", "Records of members are purged after 26 months."),
    ("What does the supplier bill us?", "The vendor's fee is 0.8 percent of turnover."),
    ("How do we undo a bad release?", "A rollback is one command: shipctl back."),
    ("Which tongue does the screen appear in?", "The interface falls back to the Dutch locale."),
    ("When does the licence run out?", "Our contract with Acme expires on 3 May."),
    ("How many jobs can run at once?", "Eleven workers process the queue concurrently."),
    ("What weakness did the intruder use?", "The breach began with an SQL injection in the report form."),
    ("Does the program use too much RAM?", "The heap grows by 90 megabytes a day because of a leak."),
    ("What is the sum we can spend on adverts?", "The marketing budget is 18,400 a month."),
    ("How are goods sent abroad?", "International shipments leave by courier from Rotterdam."),
)
FIELDS = {
    "security": (
        "API keys rotate every 41 days.",
        "Session cookies expire after 17 minutes of inactivity.",
        "Passwords are hashed with argon2id at cost 4.",
        "Only the VPN range may reach the admin port 8443.",
    ),
    "performance": (
        "The p99 latency may not pass 187 milliseconds.",
        "The cache holds 64,000 entries.",
        "Memory use must stay below 512 MB.",
        "The slowest query takes 900 milliseconds.",
    ),
    "database": (
        "The orders table has 14 partitions.",
        "Backups of postgres are taken at 02:40.",
        "The index on customer_id is missing.",
        "Replication lags by 3 seconds.",
    ),
    "frontend": (
        "The button is disabled until the form validates.",
        "The stylesheet uses 8 pixel spacing.",
        "The page must render on phones of 360 pixels.",
        "Keyboard focus is lost in the dialog.",
    ),
    "testing": (
        "Coverage may not fall below 83 percent.",
        "Fixtures live in conftest and take 9 seconds.",
        "The flaky case is refund_twice.",
        "End-to-end suites run nightly against sandbox 14.",
    ),
    "compliance": (
        "Personal data is erased after 26 months.",
        "GDPR requests are answered within 20 days.",
        "Invoices are archived for 7 years.",
        "The data protection officer is Ms Aalto.",
    ),
}
_TALK = [
    "garden",
    "weather",
    "lunch",
    "travel",
    "music",
    "painting",
    "kitchen",
    "river",
    "bicycle",
    "holiday",
    "sofa",
    "window",
    "carpet",
    "lamp",
    "guitar",
    "novel",
    "harbour",
    "meadow",
    "football",
    "recipe",
    "report",
    "team",
    "printer",
    "coffee",
    "badge",
    "parking",
    "platform",
    "system",
    "project",
    "integration",
    "existing",
    "review",
    "review",
    "feature",
    "customer",
    "roadmap",
    "sprint",
    "planning",
    "minutes",
    "agenda",
    "budget",
    "quarter",
    "account",
    "partner",
    "market",
    "brand",
    "campaign",
    "design",
    "prototype",
    "survey",
    "workshop",
    "interview",
    "hiring",
    "training",
    "newsletter",
    "survey",
    "inventory",
    "warehouse",
    "supplier",
    "logistics",
]


def _paragraph(rng: random.Random, words: int, *more: str) -> str:
    said = [rng.choice(_TALK) for _ in range(words)] + list(more)
    rng.shuffle(said)
    return " ".join(said).capitalize() + "."


def _documents(rng: random.Random, count: int, facts: list[str], decoys: list[str]) -> list[ContextItem]:
    texts = [_paragraph(rng, rng.randint(25, 60), *rng.sample(decoys, 2 * (rng.random() < 0.2))) for _ in range(count)]
    for fact, at in zip(facts, rng.sample(range(count), len(facts)), strict=True):
        texts[at] = f"{_paragraph(rng, 15)} {fact} {_paragraph(rng, 15)}"
    return [ContextItem(f"note-{at}", text) for at, text in enumerate(texts)]


def _own_facts(count: int, seeds: int) -> tuple[float, float, int]:
    """Share of facts that survive in their role's pack, mean reduction, and preserved texts that were lost."""
    roles = [Role(name, tuple(words.split())) for name, (words, _) in ROLES.items()]
    found, reductions, lost = [], [], 0
    for seed in range(seeds):
        rng = random.Random(seed)
        decoys = [*OBJECTIVE.lower().split(), *ROLES]
        items = _documents(rng, count, [fact for _, fact in ROLES.values()], decoys)
        rules = ContextItem("rules", "Never commit on Fridays.\r\n</item>  ")
        budget = sum(estimate(item.text) for item in items) // 10
        result = prune([*items, rules], objective=OBJECTIVE, roles=roles, budget_tokens=budget, preserve=["rules"])
        found += [ROLES[pack.role][1] in pack.text for pack in result.packs]
        lost += sum(rules.text not in pack.text for pack in result.packs)
        reductions.append(result.reduction)
    return sum(found) / len(found), sum(reductions) / len(reductions), lost


def _of_the_field(count: int, seeds: int) -> float:
    """Share of facts in the words of their role's field that survive in their role's pack."""
    found = []
    for seed in range(seeds * 4):
        rng = random.Random(seed)
        facts = {role: told[seed % len(told)] for role, told in FIELDS.items()}
        items = _documents(rng, count, list(facts.values()), [*OBJECTIVE.lower().split(), *FIELDS])
        budget = sum(estimate(item.text) for item in items) // 10
        packs = prune(items, objective=OBJECTIVE, roles=[Role(name) for name in FIELDS], budget_tokens=budget).packs
        found += [facts[pack.role] in pack.text for pack in packs]
    return sum(found) / len(found)


def _paraphrased(count: int, seeds: int) -> float:
    found = []
    for seed in range(seeds):
        items = _documents(random.Random(seed), count, [fact for _, fact in PARAPHRASES], list(ROLES))
        budget = sum(estimate(item.text) for item in items) // 10
        for question, fact in PARAPHRASES:
            (pack,) = prune(items, objective=question, roles=[], budget_tokens=budget).packs
            found.append(fact in pack.text)
    return sum(found) / len(found)


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5)
    seeds = parser.parse_args().seeds
    results = []
    for count in (200, 700, 2_000):
        recall, reduction, lost = _own_facts(count, seeds)
        results.append(recall >= 0.98 and reduction >= 0.8 and not lost)
        figures = {"recall": round(recall, 3), "reduction": round(reduction, 3), "preserved_lost": lost}
        report("planted facts, each role's own", passed=results[-1], documents=count, **figures)
    for count in (200, 2_000):
        recall = _of_the_field(count, max(1, seeds // 2))
        report("planted facts, in the words of the field", passed=None, documents=count, recall=round(recall, 3))
    for count in (200, 2_000):
        recall = _paraphrased(count, max(1, seeds // 2))
        results.append(recall >= 0.7)
        report("planted facts, paraphrased", passed=results[-1], documents=count, recall=round(recall, 3))
    return ending(results)


if __name__ == "__main__":
    sys.exit(main())
