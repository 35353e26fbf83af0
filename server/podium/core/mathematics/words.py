"""The words of arithmetic in English prose: numbers, operators, relations, and words that put a claim in doubt."""

from __future__ import annotations


def _list(words: str) -> list[str]:
    return words.split()


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


SMALL_NUMBERS = {
    word: value
    for value, word in enumerate(
        _list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {
    word: 10 * value for value, word in enumerate(_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
MULTIPLIERS = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
PARTS = {
    "half": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
    "twelfth": 12,
    "twelfths": 12,
    "twentieth": 20,
    "hundredth": 100,
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip
TIMES = {"twice": 2, "double": 2, "triple": 3, "thrice": 3}
FEES = frozenset({"vat", "tax", "tip", "surcharge", "interest", "fee", "commission", "discount", "rebate", "markup"})
ARTICLES = frozenset({"a", "an"})
NUMBER_STARTS = frozenset((*SMALL_NUMBERS, *TENS, *MULTIPLIERS, *PARTS, *ARTICLES, "pi", "π"))
"""The words that a number may start with."""

WORDED_OPERATORS: dict[tuple[str, ...], str] = {
    ("plus",): "+",
    ("minus",): "-",
    ("times",): "*",
    ("multiplied", "by"): "*",
    ("divided", "by"): "/",
    ("to", "the", "power", "of"): "^",
    ("raised", "to", "the", "power", "of"): "^",
    ("mod",): "mod",
    ("modulo",): "mod",
}

_ARE = ("is", "are", "was", "were")
_EQUAL = (
    "equals",
    "equal",
    "makes",
    "make",
    "gives",
    "give",
    "yields",
    "yield",
    "becomes",
    "leaves",
    "comes to",
    "come to",
    "comes out to",
    "amounts to",
    "amount to",
    "works out to",
    "evaluates to",
    "results in",
    "converts to",
    "corresponds to",
    "simplifies to",
    "adds up to",
    "add up to",
    "sums to",
    "sum to",
    "sums up to",
    "sum up to",
    "totals",
    "equals to",
)
_AFTER_IS = {
    "": "=",
    "equal to": "=",
    "exactly": "=",
    "the same as": "=",
    "not": "!=",
    "not equal to": "!=",
    "different from": "!=",
    "greater than": ">",
    "larger than": ">",
    "higher than": ">",
    "bigger than": ">",
    "more than": ">",
    "above": ">",
    "over": ">",
    "less than": "<",
    "smaller than": "<",
    "lower than": "<",
    "fewer than": "<",
    "below": "<",
    "under": "<",
    "at least": ">=",
    "no less than": ">=",
    "not less than": ">=",
    "greater than or equal to": ">=",
    "at most": "<=",
    "no more than": "<=",
    "not more than": "<=",
    "not greater than": "<=",
    "less than or equal to": "<=",
}
RELATIONS: dict[tuple[str, ...], str] = {
    **{tuple(phrase.split()): "=" for phrase in _EQUAL},
    **{tuple(f"{verb} {rest}".split()): sign for verb in _ARE for rest, sign in _AFTER_IS.items()},
    ("rounds", "to"): "~",
    ("isn't",): "!=",
    ("aren't",): "!=",
    ("doesn't", "equal"): "!=",
    ("does", "not", "equal"): "!=",
    ("differs", "from"): "!=",
    ("exceeds",): ">",
    ("exceed",): ">",
    ("does", "not", "exceed"): "<=",
    ("doesn't", "exceed"): "<=",
}
SUMMING = frozenset(phrase for phrase in RELATIONS if phrase[0] in ("adds", "add", "sums", "sum", "totals"))
NEARLY = frozenset({"about", "approximately", "approx", "roughly", "around", "nearly", "almost", "circa", "ca"})
PRECISELY = frozenset({"exactly", "precisely", "just", "only", "also", "then", "thus", "therefore", "indeed"})

LISTS = frozenset(
    {"sum", "total", "product", "average", "mean", "median", "difference", "maximum", "minimum", "max", "min"}
    | {"largest", "smallest", "highest", "lowest", "biggest", "greatest"}
)
FUNCTIONS = LISTS | {"square", "cube"}
DETERMINERS = frozenset({"the", "a", "an", "our", "their", "its", "this", "that", "these", "those"})
LIST_FILLERS = frozenset(
    {"the", "probabilities", "numbers", "values", "weights", "shares", "figures", "percentages", "all", "these"}
)

DENIALS = word_set(
    "not never false wrong incorrect untrue mistaken nor neither cannot can't don't doesn't didn't isn't "
    "aren't wasn't weren't won't wouldn't hardly unless without instead contrary deny denies denied "
    "disagree myth lie lies lied nonsense absurd mistake erroneous erroneously invalid bogus fake incorrectly "
    "wrongly falsely refute refuted refutes disprove disproved disproves contradicts untruth"
)
AGO = frozenset({"earlier", "ago", "before", "later", "after", "previously"})
TESTED = frozenset({"even", "odd", "prime", "divisible", "a", "an"})
SUPPOSITIONS = word_set("if suppose assume assuming imagine pretend whether were unless let when")
ELSEWHERE = word_set("binary hex hexadecimal octal base modulo mod radix boolean tropical clock")

CONCLUDING = frozenset({"so", "thus", "hence", "therefore", "leaving", "consequently"})

BLOCKS_BEFORE = (
    word_set(
        "of log ln lg exp sin cos tan abs sqrt floor ceil ceiling round gcd lcm factorial square cube root "
        "squared cubed half third quarter plus minus times by over per to than divided multiplied power "
        "negative double triple twice thrice inverse reciprocal percent modulo mod version between from "
        "point under above below least most beyond nearly almost every each another"
    )
    | LISTS
)
BLOCKS_AFTER = word_set(
    "x times plus minus squared cubed mod modulo remainder rem hundred hundreds thousand thousands "
    "million millions billion billions dozen dozens tens point factorial percent pairs fold divided "
    "multiplied over short off away thirds quarters half halves more less fewer higher lower larger "
    "smaller better worse faster slower cheaper dearer older younger longer shorter later earlier heavier lighter taller to too behind ahead late early"
)

STOP_WORDS = (
    word_set(
        "a an the and or but so because since as if then than that this these those which who it its is are "
        "was were be been in on at to from by of off for with without into per over under above below "
        "between within before after until while when where we you they he she i there here not no nor also "
        "only just both each every all any some more less fewer higher lower larger smaller greater faster "
        "slower bigger out up down about around nearly almost exactly equal equals has have had contains do "
        "does did can could may might must shall should will would hence thus therefore e g increase "
        "decrease reduction rise growth gain jump drop decline cut fall loss change improvement discount "
        "rounded meets met reached reaches became becomes turned split shared divided costs cost takes "
        "take took lasts lasted needs need gets get gives surpasses surpassed overshoots undershoots "
        "deviate deviates differ differs remain remains remained remaining left within uptime downtime availability "
        "speedup increased decreased reduced raised rose grew fell dropped went ratio probability "
        "probabilities chance even odd prime divisible multiple x however yet via one other another same "
        "such"
    )
    | NEARLY
    | PRECISELY
    | LISTS
    | DENIALS
    | BLOCKS_AFTER
    | frozenset(word for phrase in (*RELATIONS, *WORDED_OPERATORS) for word in phrase)
    | frozenset((*SMALL_NUMBERS, *TENS))
    | frozenset(
        (*MULTIPLIERS, *PARTS, *TIMES, "percent", "percentage", "percentages", "points", "squared", "cubed", "root")
    )
)
