"""Words of one kind that tell two matters apart: what is so of the one need not be so of the other."""

from __future__ import annotations

from functools import cache, lru_cache

from podium.core.contradictions.concepts import keys
from podium.core.contradictions.forms import alike
from podium.core.decision.words import stem
from podium.core.patterns import Lazy

_TOKEN = Lazy(r"[^\W_](?:[\w.:'’-]*\w)?")

_KINDS = """
mean median mode average typical peak percentile minimum maximum lowest highest
planned actual forecast budgeted expected projected target estimated scheduled intended real
default staging production testing test development sandbox preview demo pilot live
harvest delivery storage sowing intake dispatch receipt arrival departure purchase sale
tenant landlord owner
buyer seller
lender borrower
employer employee
parent child
teacher pupil student
adult child infant toddler baby senior
man woman boy girl male female
gross net
summer winter spring autumn
morning noon afternoon evening night daytime overnight
weekday weekend holiday
left right middle
north south east west centre
upper lower middle
inner outer
front rear back side
first second third fourth fifth last final initial
old new former current previous next present
import export
read write
upload download
inbound outbound
request response
client server
frontend backend mobile desktop
cpu memory disk network
ios android windows linux mac
height width depth length weight diameter thickness
revenue profit loss turnover margin cost price
salary bonus pension
opening closing
start end beginning finish completion
birth death
wheat barley rye oats maize rapeseed
cow sheep goat pig hen
red white green blue yellow black
gas electricity water heating oil
petrol diesel
supply demand
debit credit
starter soup dessert main
systolic diastolic
hot cold
primary secondary replica standby
monday tuesday wednesday thursday friday saturday sunday
risk benefit cost
inspection repair replacement
bread cake
roof wall floor ceiling foundation facade cellar
door window gate
kitchen bathroom bedroom hall corridor
speed accuracy
encryption backup retention
design construction
draft final
wholesale retail
domestic foreign
urban rural
visitor member guest staff
driver passenger
full part half
free used
free occupied
raw cooked
fresh frozen
dry wet dried
empty loaded laden
training validation
sensitivity specificity
precision recall
gold silver bronze
boiler pump valve
before after
before since
takeoff landing
inside outside
with without
"""


@cache
def _kinds() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_KINDS.strip().splitlines()):
        for word in line.split():
            for form in {word, stem(word)}:
                found.setdefault(form, set()).add(number)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def contrasted(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether a word of the one list and another of the other are two of one kind, and not the same by another name."""
    table = _kinds()
    ours = [word for word in a - b if word in table]
    theirs = [word for word in b - a if word in table] if ours else []
    return any(
        not table[word].isdisjoint(table[other]) and keys(word).isdisjoint(keys(other))
        for word in ours
        for other in theirs
    )


@lru_cache(maxsize=2048)
def parallel(topic: str, other: str) -> bool:
    """Whether two topics are the same but for one word, and so name two of a kind: `print 1 of 10`, `print 4 of 10`."""
    mine, theirs = _TOKEN.compiled.findall(topic.lower()), _TOKEN.compiled.findall(other.lower())
    if len(mine) != len(theirs) or len(mine) == 1:
        return False
    differing = [(stem(x), stem(y)) for x, y in zip(mine, theirs, strict=True) if stem(x) != stem(y)]
    return len(differing) == 1 and not alike(*differing[0])
