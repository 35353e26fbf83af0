"""Claims that prose makes without a sign of equality: changes in percent, shares, ratios, dates, divisibility.

They are patterns over the items of a sentence as one string (`matching.Shape`), in which a relation is its sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from podium.core.mathematics import calendar, changes, multiples, numbers, proportions
from podium.core.mathematics.changes import LOWERED, NOUNS, RAISED
from podium.core.mathematics.items import Item
from podium.core.mathematics.judging import Judgement
from podium.core.mathematics.matching import Match, Pattern, Rule, judge_patterns, patterns

_Q, _D, _C = r"Q(\d+); ", r"D(\d+); ", r"C(\d+); "
_EQ = r"(?:= |~ |\( |, |that |which |this |there |it |means |represents |marks |so |by |i \. e \. )+"
_LASTS = rf"(?:{_EQ}|lasts |lasted |takes |took |spans |spanned |runs |ran |for )+"
_ANY = r"Q\d+; "
_A = r"(?:a |an |the )?"
_MORE, _LESS = "more|higher|greater|larger|bigger", "less|lower|fewer|smaller"
_NEAR = r"(?:about |approximately |roughly |nearly |almost |around |~ )?"


def judge_phrases(sentence: str, items: Sequence[Item]) -> tuple[list[Judgement], list[Item]]:
    """The judgements of all phrases, and the items with a break in the place of each phrase."""
    return judge_patterns(sentence, items, _rules())


def _change(direction: int, old: int, new: int, stated: int) -> Rule:
    """The rule for a change whose parts are those groups of the pattern."""

    def rule(match: Match) -> Judgement | None:
        values = (match.quantity(old), match.quantity(new), match.quantity(stated))
        return changes.change(*values, match.groups[direction], match)

    return rule


@cache
def _rules() -> list[Pattern]:
    """The patterns in the order they are tried, made when the first text is read."""
    return patterns([*_multiple_patterns(), *_change_patterns(), *_proportion_patterns(), *_number_patterns()])


def _change_patterns() -> list[tuple[str, Rule]]:
    span = f"(?:from )?{_Q}to {_Q}"
    nouns = f"{NOUNS}|{_MORE}|{_LESS}"
    faster = "speedup|speed up|faster|as fast|increase|growth|jump|rise"
    raised, lowered = "increased|raised|grown", "decreased|reduced|lowered|discounted|cut"
    return [
        (rf"{span}{_EQ}{_A}{_NEAR}{_Q}({nouns}) (?!than )", _change(3, 0, 1, 2)),
        (rf"{span}{_EQ}{_A}({NOUNS}) of {_NEAR}{_Q}", _change(2, 0, 1, 3)),
        (rf"({RAISED}|{LOWERED}) (?:by )?{_Q}(?:, )?from {_Q}to {_Q}", _change(0, 2, 3, 1)),
        (rf"{_Q}({NOUNS}) from {_Q}to {_Q}", _change(1, 2, 3, 0)),
        (rf"({RAISED}|{LOWERED}) from {_Q}to {_Q}{_EQ}{_A}{_NEAR}{_Q}(?!x )", _change(0, 1, 2, 3)),
        (rf"({NOUNS}) from {_Q}to {_Q}{_EQ}{_NEAR}{_Q}(?!x )", _change(0, 1, 2, 3)),
        (rf"{span}{_EQ}{_A}{_NEAR}{_Q}(?:x |times |fold )({faster}) ", changes.factor),
        (rf"{_Q}(?:= )?(?:{raised}) by {_Q}{_EQ}{_Q}", changes.applied(1, 0, 1, 2)),
        (rf"{_Q}(?:= )?(?:{lowered}) by {_Q}{_EQ}{_Q}", changes.applied(-1, 0, 1, 2)),
        (rf"(?:increasing|raising|growing) {_Q}by {_Q}{_EQ}{_Q}", changes.applied(1, 0, 1, 2)),
        (rf"(?:decreasing|reducing|lowering|discounting|cutting) {_Q}by {_Q}{_EQ}{_Q}", changes.applied(-1, 0, 1, 2)),
        (rf"adding {_Q}to {_Q}{_EQ}{_Q}", changes.applied(1, 1, 0, 2)),
        (rf"adding {_Q}and {_Q}{_EQ}{_Q}", multiples.combined("+")),
        (rf"multiplying {_Q}(?:by|and|with) {_Q}{_EQ}{_Q}", multiples.combined("*")),
        (rf"dividing {_Q}by {_Q}{_EQ}{_Q}", multiples.combined("/")),
        (rf"(doubled|tripled|quadrupled|halved)(?: ,)? from {_Q}to {_Q}", multiples.multiplied_from),
        (rf"(?:subtracting|taking|removing) {_Q}from {_Q}{_EQ}{_Q}", changes.applied(-1, 1, 0, 2)),
        (rf"{span}(saves) {_NEAR}{_Q}", _change(2, 0, 1, 3)),
        (rf"(doubling|tripling|halving) {_Q}{_EQ}{_Q}", multiples.scaled),
        (rf"{span}[^QCD;]{{0,40}}?, (up|down) (?:by )?{_NEAR}{_Q}", _change(2, 0, 1, 3)),
        (rf"{_Q}(?:increase|rise|markup|surcharge) on {_Q}{_EQ}{_Q}", changes.applied(1, 1, 0, 2)),
        (rf"{_Q}(?:decrease|reduction|cut) on {_Q}{_EQ}{_Q}", changes.applied(-1, 1, 0, 2)),
        (rf"{_Q}discount on {_Q}{_EQ}{_Q}", changes.applied(-1, 1, 0, 2)),
        (rf"{_Q}off (?:of )?{_Q}{_EQ}{_Q}", changes.applied(-1, 1, 0, 2)),
        (rf"{_Q}(?:{_MORE}) than {_Q}{_EQ}{_Q}", changes.applied(1, 1, 0, 2)),
        (rf"{_Q}(?:{_LESS}) than {_Q}{_EQ}{_Q}", changes.applied(-1, 1, 0, 2)),
        (rf"{_Q}[=~] {_Q}({_MORE}|{_LESS}) than {_Q}", changes.compared),
    ]


def _proportion_patterns() -> list[tuple[str, Rule]]:
    ratio = rf"ratio (?:of |between ){_Q}(?:to |and |: ){_Q}{_EQ}"
    chance = "(?:probability|chance|likelihood) "
    other = "(?:its complement|the complement|not [a-z]+|failure)"
    return [
        *_rate_patterns(),
        (
            rf"{_Q}(?:out )?of (?:the |all )?{_Q}((?:= )?[a-z]+ )(?:, |so |which |means |that |and )+{_NEAR}{_Q}(?:of them )?\3",
            proportions.share(0, 1, 3),
        ),
        (rf"{_Q}(?:out )?of (?:the |all |every )?{_Q}(?:[a-z]+ ){{0,4}}?{_EQ}{_NEAR}{_Q}", proportions.share(0, 1, 2)),
        (rf"{_Q}\( {_Q}(?:out )?of (?:the )?{_Q}", proportions.share(1, 2, 0)),
        (rf"{ratio}{_A}{_C}", proportions.ratio_of_pair),
        (rf"{_Q}to {_Q}{_EQ}{_A}(?:ratio of {_C})", proportions.ratio_of_pair),
        (rf"{_Q}to {_Q}{_EQ}{_A}{_C}ratio ", proportions.ratio_of_pair),
        (rf"{ratio}{_NEAR}{_Q}", proportions.ratio_of_values),
        (rf"(ratio (?:of )?)?{_C}[=~] {_A}(?:ratio of )?{_C}", proportions.ratio_pairs),
        (rf"ratio (?:of )?{_C}[=~] {_NEAR}{_Q}", proportions.ratio_value),
        (rf"{_C}[=~] {_NEAR}{_Q}", proportions.plain_ratio),
        (rf"there = {_Q}in {_Q}", proportions.contained),
        (rf"{_Q}(?:has|have|contains|contain|lasts|weighs|weigh|takes|spans) {_Q}(?!of )", proportions.held),
        (rf"{_Q}= between {_Q}and {_Q}", proportions.between),
        (rf"{chance}of [a-z ]*?= {_Q}[^QCD;.]*?(?:{chance}of )?{other} = {_Q}", proportions.complement),
        (rf"p \( ([a-z]+) \) = {_Q}(?:[,;] |and |so |then )*p \( (?:not |no |¬ )\1 \) = {_Q}", proportions.complement),
        (
            rf"{chance}of {_A}([a-z]+) = {_Q}(?:, |and |so |then |the |a )*(?:{chance}|that )of {_A}([a-z]+) = {_Q}",
            multiples.opposite_chance,
        ),
        (
            rf"([a-z]+) (?:rate |{chance})= {_Q}(?:, |and |so |then |the |a )*([a-z]+) (?:rate |{chance})= {_Q}",
            multiples.opposite_chance,
        ),
        (
            rf"if {_Q}of (?:the |all |our )?[a-z]+ ([a-z]+) (?:, |then |the |other |remaining )*{_Q}"
            rf"(?:of (?:the |all |our )?[a-z]+ |of them )?([a-z]+) ",
            multiples.opposite_share,
        ),
        (
            rf"p \( ([a-z]+) \) = {_Q}(?:, |and )+p \( [a-z]+ \) = {_Q}(?:, |and |together |they |which |so )*= {_Q}",
            multiples.chances_summed,
        ),
        (rf"{chance}(?:of |that )?[a-z ]*?= {_Q}", proportions.probability),
        (rf"{_A}{chance}of {_Q}", proportions.probability),
        (rf"pr? \( [a-z]+ \) = {_Q}", proportions.probability_of_event),
    ]


def _rate_patterns() -> list[tuple[str, Rule]]:
    named = r"(?:a |an |the |our |its )?([a-z ]*?)(?:rate|share|ratio|percentage|proportion|coverage) (?:of |= |~ )+"
    then = r"(?:, |and |so |that |which |= |giving |making |for |thus |hence |\( )+"
    return [
        (
            rf"([a-z]+ )?{_Q}(?:out )?of (?:the |all |our )?{_Q}((?:[a-z]+ ){{0,4}}?){then}{named}{_Q}",
            multiples.rate(1, 2, (0, 3), 4, 5),
        ),
        (
            rf"{_Q}(?:[a-z]+ ){{0,2}}?(?:, )?(?:and |of which )?{_Q}of (?:them|these|those) ((?:[a-z]+ ){{1,4}}?){then}{named}{_Q}",
            multiples.rate(1, 0, (2,), 3, 4),
        ),
        (rf"{_Q}in {_Q}((?:[a-z]+ ){{0,2}}?){then}{named}{_Q}", multiples.rate(0, 1, (2,), 3, 4)),
        (
            rf"out of {_A}{_Q}(?:, )?{_Q}((?:[a-z]+ ){{0,3}}?){then}{_A}{_Q}([a-z ]*?)rate ",
            multiples.rate(1, 0, (2,), 4, 3),
        ),
        (rf"out of {_A}{_Q}(?:, )?{_Q}((?:[a-z]+ ){{0,3}}?){then}{named}{_Q}", multiples.rate(1, 0, (2,), 3, 4)),
        (
            rf"{_Q}(?:out )?of (?:the |all |our )?{_Q}((?:[a-z]+ ){{0,4}}?){then}{_A}{_Q}([a-z ]*?)rate ",
            multiples.rate(0, 1, (2,), 4, 3),
        ),
    ]


def _multiple_patterns() -> list[tuple[str, Rule]]:
    each = "(?:each|apiece|per [a-z]+|every [a-z]+) "
    linked = r"(?:[a-z]+ |, |= |\$ ){0,8}?"
    chance = "with (?:a )?(?:probability|chance) (?:of |= )?"
    measured = "(?:measured|reached|got|achieved|observed|saw|measurement|measured value|actual value|result)"
    off = r"[^QCD;]*?deviation (?:of |= |~ |: )+"
    return [
        (rf"{_Q}(?:of|with|at|for|by) {_Q}{each}{linked}{_Q}", multiples.product),
        (
            rf"each of the {_Q}(?:has|have|uses|use|needs|holds|takes|costs|gets|runs) {_Q}{linked}{_Q}",
            multiples.product,
        ),
        (
            rf"{_Q}(?:split |spread |divided |shared )?(?:evenly )?(?:over|among|across) {_Q}{_EQ}{_Q}(?:each|apiece|per [a-z]+) ",
            multiples.shared_out,
        ),
        (
            rf"{_Q}(?:per|for each|for every|a|an) ([a-z]+ )(?:, |so )*{_Q}(?:= |costs? |takes? |uses? |needs? )+{_Q}",
            multiples.priced,
        ),
        (rf"{_Q}in {_Q}= {_Q}", multiples.speed),
        (rf"at {_Q}(?:, )?{_Q}(?:= |make |take |need )+{_Q}", multiples.product),
        (rf"{_Q}(?:of|with|at|for) {_Q}(?:= |, |so |that |which |have |has |in total )+{_Q}", multiples.product),
        (
            rf"(?:= |: )?((?:{_ANY}(?:, |and )+)+{_ANY})(?:, |; |and |which )*(?:together|in total|in sum|in all|combined)"
            rf"(?: they| these| it| that)? (?:= )?{_Q}",
            multiples.listed,
        ),
        (
            rf"{_Q}(?:[a-z]+ )?(?:independent )?(?:[a-z]+ )?(?:each )?([a-z]+) {chance}{_Q}(?:, |so |and |then )+"
            rf"(?:both|all) (?:of them )?([a-z]+) {chance}{_Q}",
            multiples.independent,
        ),
        (
            rf"fair coin [a-z ]*?(?:heads|tails) (twice|{_Q}times) (?:in a row |running )?{chance}{_Q}",
            multiples.fair_coin,
        ),
        (rf"target [^QCD]*?{_Q}[^QCD]*?{measured} [^QCD;]*?{_Q}{off}{_Q}", multiples.deviation(0, 1, 2)),
        (
            rf"(?:= )?{_Q}(?:against|versus|vs|instead of) {_A}(?:target|goal|limit|budget|plan) (?:of |= )?{_Q}{off}{_Q}",
            multiples.deviation(1, 0, 2),
        ),
        (rf"{measured} [^QCD;]*?{_Q}[^QCD;]*?target [^QCD;]*?{_Q}{off}{_Q}", multiples.deviation(1, 0, 2)),
    ]


def _number_patterns() -> list[tuple[str, Rule]]:
    return [
        (rf"{_Q}(=|!=) (even|odd|prime) ", numbers.parity),
        (rf"{_Q}(=|!=) (?:a |an )(even|odd|prime) number ", numbers.parity),
        (rf"{_Q}(=|!=) (?:divisible by|a multiple of) {_Q}", numbers.divisibility),
        (rf"(?:from |between ){_D}(?:to |and |until ){_D}{_LASTS}{_Q}", calendar.date_span(0, 1, 2)),
        (rf"{_D}to {_D}{_LASTS}{_Q}", calendar.date_span(0, 1, 2)),
        (rf"(?:there )?= {_Q}(?:from |between ){_D}(?:to |and |until ){_D}", calendar.date_span(1, 2, 0)),
        (rf"{_Q}(=|!=) (?:a )?leap year ", calendar.leap_year),
        (rf"{_D}([+-]|plus|minus) {_Q}= {_D}", calendar.date_shift),
        (rf"{_Q}(after|before) {_D}= {_D}", calendar.shifted_date),
        (rf"{_D}= {_Q}(after|before) {_D}", calendar.date_apart),
        (rf"{_D}(?:, )?= {_A}({'|'.join(calendar.WEEKDAYS)}) ", calendar.weekday),
        (rf"(?:from |between )?{_C}(?:to |and |until ){_C}{_LASTS}{_Q}", calendar.clock_span),
    ]
