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
    "a an the this that these those it its they their them he she we our us i my you your one there here be is are "
    "was were been being am has have had having do does did done will would shall can could and or but so also too "
    "very far quite rather really just only then than as such both which who what whose of to from by into onto now "
    "currently today still yet already actually indeed overall generally clearly about around approximately roughly "
    "nearly almost some exactly least most up over under more less take takes took last lasts come comes came reach "
    "reaches show shows showed shown measure measured measures report reported reports see saw seen observe "
    "observed find found finds count counted confirm confirmed say says contain contains include includes comprise "
    "amount total totals number numbers figure value full fully whole entire entirely all every each any together "
    "get gets got seem seems appear appears must should ought need needs not no never none nor neither cannot "
    "without"
)
"""Words that carry neither the subject nor the claim. Verbs of measuring belong here: `takes 4 s`, `was measured at 4 s`."""

SOURCES = stemmed(
    "benchmark benchmarks profile profiling trace traces run runs rehearsal measurement measurements image photo "
    "picture scan video footage x-ray recording tape drawing scale gauge meter thermometer stopwatch display screen "
    "register ledger archive console spreadsheet inventory census dashboard metric metrics log logs report drill "
    "trial experiment review analysis check inspection my our"
)
"""Where a figure comes from: `in the benchmark` narrows nothing down."""

MEASURES = stemmed(
    "depth height width length weight duration distance altitude temperature pressure speed age size area volume"
)
"""What an amount is of: `at a depth of 31 metres` says no more of where than `at 31 metres`."""
QUESTIONS = stemmed(
    "who whom whose where when which owner ownership responsible responsibility contact author writer place "
    "location site address venue room platform gate berth date day deadline start expiry due reason cause culprit "
    "origin provenance name species breed colour color material maker manufacturer supplier vendor brand licence "
    "license diagnosis winner position home destination carrier operator provider custodian "
    "builder architect registrar cheapest lowest highest fastest strongest best largest tallest longest"
) | {"source"}  # as written: `sourcing` asks for nothing
"""Words of a topic that ask for one answer."""
KINDS = (
    "who whom whose owner ownership responsible responsibility contact author writer supplier vendor carrier operator provider maker "
    "manufacturer builder architect custodian brand winner",
    "where place location site address venue room platform gate berth position home destination origin provenance",
    "when date day time deadline start end expiry due",
    "why reason cause culprit source",
    "state status condition result outcome verdict",
    "type kind class category model species breed",
)
"""Words by which topics ask for the same kind of answer."""
ATTRIBUTES = QUESTIONS | stemmed(
    "type kind class category language nationality religion genre style phase stage mode method model make version "
    "edition format finish shape sex gender group grade rating rank result state condition plan tier role title job "
    "profession direction orientation side weather currency engine fuel protocol algorithm framework database "
    "dialect taste smell texture consistency injury illness disease fault damage marital occupation form treatment "
    "therapy therapist fate"
)
"""Words of a topic to which a mere answer without a verb is one of several that exclude each other."""
REPEATED = stemmed(
    "crash fail fall rain snow win lose score visit call test check measure run update complain leak restart reboot "
    "occur happen appear see observe report stop train play eat drink sleep work travel drive miss ring flood "
    "freeze peak rise drop error alert count sample water feed clean patrol inspect payment pay sale"
)
"""What may well happen on two days."""
VERBS = word_set(
    "is are was were be been has have had can could may might must should shall will would does do did isn't aren't "
    "wasn't weren't hasn't haven't doesn't don't didn't won't can't cannot needs need make makes use uses keeps "
    "keep gives give"
)
"""Words that make a whole sentence of a statement."""
EVENTS = stemmed(
    "end begin start open close die born found sign build launch ship expire due take schedule arrive depart leave "
    "finish complete deliver buy acquire publish release move deploy install elect appoint marry meet meeting "
    "deadline date day birth death inspection exam delivery departure arrival premiere opening closing wedding "
    "appointment hearing trial election maturity renewal begun began founded built bought sold held place discover "
    "invent demolish issue grant award register"
)
"""What happens once, so that two dates of it exclude each other."""

SCOPES = word_set(
    "in on at under during for with without before after across within inside outside via between per through "
    "against using below above until since among"
)
"""Prepositions whose phrase says where, when or under which condition something is claimed."""

CONTRASTING = word_set("before after with without above below inside outside until since")
"""Those among them that have a counterpart: `before the change` and `after the change` are different things."""

PALE = stemmed(
    "reach exceed climb hit stay remain hold stand come rise give get find show work dear say please happy glad confirm note "
    "understand mention register kept carry contain comprise carries made make call set put bring brought take follow practically "
    "left leave readily entire single everything nothing anyone someone people thing lot lots bit"
)
"""Words that make no other case of a sentence, beside the light ones."""
_NO_ADVERBS = word_set(
    "butterfly family supply reply assembly anomaly italy monopoly belly jelly ally rally bully lily daily weekly only fly early"
)


def adverb(word: str) -> bool:
    """Whether a stem is an adverb by its ending."""
    return word.endswith("ly") and word not in _NO_ADVERBS


LIGHT = (
    SOURCES
    | FILLERS
    | stemmed(
        "normally correctly properly successfully definitely same exact respectively according alike currently "
        "presently recently number level value amount size count rate share percentage date time day status state "
        "condition result situation overview depth height width length weight case thing part point kind type way "
        "use used run runs running operate do make made work item piece place location owner reason cause name "
        "position go goes went consist amount stand stands stood lie lies fleet stock check checked record recorded "
        "recently listed list noted note total sum overall fact true truth new per approximately come came become "
        "became occur occurs occurred happen happened exist exists allowed able existing good well fine clear "
        "evident hit struck encountered out off away along known turn turned prove proved proven remain remained "
        "keep kept hand stay again once first-hand today tonight normally usually altogether ended up think sure "
        "indeed i.e e.g slight slightly anything anybody something someone"
    )
) - CONTRASTING
"""Words that make no other matter of a sentence where only one side has them."""
CONDITIONS = word_set(
    "if unless when whenever while once provided assuming suppose except whether would might could possibly perhaps "
    "probably sometimes occasionally maybe otherwise"
)
PERMITTING = word_set("may can")
REPORTING = word_set(
    "claim claims claimed claiming believe believes believed said promise promises promised hope hopes hoped thinks "
    "expects expected argues argued fears feared suspects suspected alleges alleged assumes assumed told rumour "
    "rumoured"
)
"""Verbs of somebody else's word for something, which that something need not bear out."""
NORMS = word_set("should must ought shall recommend recommended")
SOME = word_set("some several many most few certain partly partially")

QUALIFIERS = stemmed(
    "median mean average peak maximum max minimum min percentile first second third last final initial best worst "
    "fastest slowest largest smallest biggest quickest strongest weakest cheapest costliest highest tallest lowest longest "
    "shortest heaviest lightest cold warm old new previous former next target expected estimated planned "
    "projected budgeted allowed forecast limit daily weekly monthly yearly hourly unit integration per other "
    "another hold capacity accommodate nominal rated guarantee specification requirement previously formerly "
    "originally initially later earlier yesterday tomorrow"
)
"""Words that make another quantity of it even where the other side has no such word."""

OFTEN = stemmed("daily weekly monthly yearly hourly")
"""How often, which `never` denies."""
UNIVERSAL = word_set("never nothing nobody none no every all always each any everything everybody everyone ever")
"""What these say of all, one case of the opposite contradicts."""
ORDERS = word_set(
    "add adopt allow avoid cap choose cut delete disable drop enable forbid give increase introduce keep make "
    "migrate move postpone put raise reduce remove rename renew replace retire rewrite sign split stop switch "
    "upgrade use decrease lower cancel buy sell hire close open start leave stay wait delay accept reject try go "
    "deploy ship release hold run test send write build"
)
"""Verbs that give advice where a sentence begins with them."""
MUTUAL = word_set("with and between equal equals same match matches both each")
"""Where one of these ties two things, neither is the one that acts on the other."""

_PAST = (
    "paid pay lost lose ran run sent send kept keep wrote write written write took take gave give made make built build grew grow "
    "fell fall rose rise went go won win held hold chose choose began begin left leave shrank shrink froze freeze"
)
IRREGULAR = dict(zip(_PAST.split()[::2], _PAST.split()[1::2], strict=True))
"""Past forms that share too little with their verb for a stem to tell."""

ABSENCE = stemmed(
    "forbid forbidden prohibit prohibited ban banned "
    "remove removed removal drop dropped delete deleted miss missing absent gone lack lacks discontinue abolish cancel withdrawn unavailable "
    "exclude end ended retire retired"
)
"""Words that deny without a negation, so that a negation beside or against them denies nothing."""

AGAINST = word_set(
    "against no oppose opposed opposes opposing reject rejects rejected rejecting negative disagree disagrees con "
    "contra avoid unsafe insecure fail fails failed failing false decline declined deny denied disapprove "
    "disapproved block blocked invalid incorrect wrong refuted unacceptable remove drop stop veto no-go nogo nack "
    "-1 n refute refuted rejects 👎 ❌"
)
FOR = word_set(
    "for yes support supports supported supporting positive agree agrees agreed pro accept accepts accepted safe "
    "secure adopt pass passes passed passing true approve approves approved favour favor favourable favorable "
    "endorse endorsed ok okay valid correct confirmed acceptable keep go lgtm ack ship +1 y 👍 ✅"
)
HALF_WAY = word_set("neutral mixed partly partially conditional unsure unknown unclear depends undecided")
