"""The words that decide whether two sentences speak of the same thing, and whether they say the opposite of it."""

from __future__ import annotations

from podium.core.decision.words import stem


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


def stemmed(words: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(map(stem, words.split()))


FILLERS = stemmed(
    "a an the this that these those it its they their them he she we our us i my you your one there here "
    "be is are was were been being am has have had having do does did done will would shall can could "
    "and or but so also too very far quite rather really just only then than as such both which who what whose "
    "of to from by into onto now currently today still yet already actually indeed overall generally clearly "
    "about around approximately roughly nearly almost some exactly least most up over under more less "
    "take takes took last lasts come comes came reach reaches show shows showed shown measure measured measures "
    "report reported reports see saw seen observe observed find found finds count counted confirm confirmed say says "
    "contain contains hold holds include includes comprise amount total totals number numbers figure value "
    "full fully whole entire entirely all every each any together get gets got seem seems appear appears "
    "must should ought need needs not no never none nor neither cannot without"
)
"""Words that carry neither the subject nor the claim. Verbs of measuring belong here: `takes 4 s`, `was measured at 4 s`."""

SOURCES = stemmed(
    "benchmark benchmarks profile profiling trace traces run runs rehearsal measurement measurements "
    "dashboard metric metrics log logs report drill trial experiment review analysis check inspection my our"
)
"""Where a figure comes from: `in the benchmark` narrows nothing down."""

SCOPES = word_set(
    "in on at under during for with without before after across within inside outside via between per through "
    "against using below above until since among"
)
"""Prepositions whose phrase says where, when or under which condition something is claimed."""

CONTRASTING = word_set("before after with without above below inside outside until since")
"""Those among them that have a counterpart: `before the change` and `after the change` are different things."""

CONDITIONS = word_set(
    "if unless when whenever while once until provided assuming suppose except whether would might may could "
    "possibly perhaps probably sometimes occasionally maybe otherwise"
)
NORMS = word_set("should must ought shall recommend recommended")
SOME = word_set("some several many most few certain partly partially")

QUALIFIERS = stemmed(
    "median mean average peak maximum max minimum min percentile first second third last final initial best worst "
    "fastest slowest largest smallest cold warm old new previous former next target expected estimated planned "
    "projected budgeted allowed forecast limit daily weekly monthly yearly hourly unit integration per other another "
    "previously formerly originally initially later earlier yesterday tomorrow"
)
"""Words that make another quantity of it even where the other side has no such word."""

NAMING = word_set(
    "version release port section line lines issue http error status rfc page step chapter python java node go "
    "ticket bug pull request pr job build commit rule article paragraph phase sprint wave milestone requirement"
)
"""A number after one of these is a name and no amount."""
VERSIONED = word_set("version release python java node go")
"""Where one of them ends a sentence's claim, its number is an answer as well: `runs on Python 3.9`."""

_OPPOSITES = """
keep retain preserve renew | remove delete drop discard replace retire
adopt use used introduce choose employ | avoid unused
increase raise grow extend | decrease reduce lower shrink shorten
enable activate | disable deactivate
allow permit accept approve | forbid prohibit disallow ban reject deny refuse
safe secure harmless | unsafe insecure vulnerable dangerous exploitable
fast quick | slow sluggish
valid correct right accurate | invalid incorrect wrong inaccurate
pass succeed | fail
work | broken
possible feasible | impossible infeasible
present available | missing absent unavailable
enough sufficient adequate | insufficient inadequate
ready | unready
stable reliable robust | unstable unreliable flaky
supported | unsupported
compatible | incompatible
consistent | inconsistent
complete | incomplete
necessary required mandatory obligatory compulsory | unnecessary superfluous redundant optional voluntary
maintained | unmaintained abandoned deprecated
documented | undocumented
tested | untested
encrypted | unencrypted plaintext cleartext
public | private
synchronous synchronously sync | asynchronous asynchronously async
mutable | immutable
start begin | stop halt
open | closed
upgrade | downgrade
high | low
cheap | expensive costly
simple easy | complex complicated difficult hard
ship release launch | postpone delay defer
merge | split
healthy | unhealthy
idle | busy
readable | unreadable
likely | unlikely
bounded limited | unbounded unlimited
known | unknown
dry | wet moist damp
hot warm | cold cool
full | empty
early | late
win | lose
online up | offline down
locked | unlocked
legal lawful | illegal unlawful
visible | hidden invisible
true | false
positive | negative
clean | dirty
improve | worsen degrade deteriorate
strong | weak
long | short
thick | thin
wide broad | narrow
heavy | light
permanent | temporary
internal | external
identical same | different
fresh | stale
current | outdated obsolete
rise climb | fall drop decline
accelerate | decelerate
relevant | irrelevant
reversible | irreversible
regular | irregular
reproducible | irreproducible
sign | terminate
survive live | die dies died dying
"""


def _opposites() -> dict[str, tuple[str, bool]]:
    """Each word's stem with the one that stands for its meaning, and whether it means the opposite of that."""
    table: dict[str, tuple[str, bool]] = {}
    for line in _OPPOSITES.strip().splitlines():
        plain, opposed = (side.split() for side in line.split("|"))
        for word in plain:
            table.setdefault(stem(word), (stem(plain[0]), False))
        for word in opposed:
            table.setdefault(stem(word), (stem(plain[0]), True))
    return table


OPPOSITES = _opposites()

UNIVERSAL = word_set("never nothing nobody none no every all always each any everything everybody everyone ever")
"""What these say of all, one case of the opposite contradicts."""
ORDERS = stemmed(
    "add adopt allow avoid cap choose cut delete disable drop enable forbid give increase introduce keep make migrate move "
    "postpone put raise reduce remove rename renew replace retire rewrite sign split stop switch upgrade use"
)
"""Verbs that give advice where a sentence begins with them."""
MUTUAL = word_set("with and between equal equals same match matches both each")
"""Where one of these ties two things, neither is the one that acts on the other."""

_PAST = (
    "lost lose ran run sent send kept keep wrote write written write took take gave give made make built build grew grow "
    "fell fall rose rise went go won win held hold chose choose began begin left leave shrank shrink froze freeze"
)
IRREGULAR = dict(zip(_PAST.split()[::2], _PAST.split()[1::2], strict=True))
"""Past forms that share too little with their verb for a stem to tell."""

AGAINST = word_set(
    "against no oppose opposed opposes opposing reject rejects rejected rejecting negative disagree disagrees con contra "
    "avoid unsafe insecure fail fails failed failing false decline declined deny denied disapprove disapproved block "
    "blocked invalid incorrect wrong refuted unacceptable remove drop stop veto no-go nogo nack -1 n refute refuted rejects 👎 ❌"
)
FOR = word_set(
    "for yes support supports supported supporting positive agree agrees agreed pro accept accepts accepted safe secure "
    "adopt pass passes passed passing true approve approves approved favour favor favourable favorable endorse endorsed "
    "ok okay valid correct confirmed acceptable keep go lgtm ack ship +1 y 👍 ✅"
)
HALF_WAY = word_set("neutral mixed partly partially conditional unsure unknown unclear depends undecided")
