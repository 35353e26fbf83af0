"""The words that say what the amounts of a word problem have to do with each other."""

from __future__ import annotations

import re
from functools import cache


@cache
def cue(words: str) -> re.Pattern[str]:
    """A pattern for any of some words or phrases, `|` between them, each of which may be a pattern itself."""
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w])")


def _any(*groups: str) -> re.Pattern[str]:
    return cue("|".join(groups))


CONCLUDES = re.compile(
    r"(?<!\w)(?:so|hence|thus|therefore|consequently|i\.e\.|that is|that's|that|this|which|it|making|makes?|is|are|was|were|leaves?"
    r"|leaving|left|gives?|giving|yields?|means?|meaning|comes? (?:to|out)|amounts? to|totals?|totalling|totaling|equals?|works? out|exactly"
    r"|becomes?|costs?|needs?|averag\w+|in other words|corresponds? to|works out|adds? up to|now|only|just|end up|ends up|have|has"
    r"|or|altogether|in total|in all|overall|needed|total|gross|payable|turns? into|puts|stood at|lands?|contains?|holds?|takes?"
    r"|brought in|raised|reach\w*|pays?|paid|charged?|drinks?|uses?|burns?|covers?|corresponding|earn\w*|produc\w+|result\w*|implie[sd]|implying|for a"
    r"|requir\w+|fill\w*|saw|sees|score[sd]?)(?!\w)|[=:(→⇒–—]|->|- |, (?:an?|the) "
)
"""What may stand between what is told and what is concluded from it."""
TOTAL = _any(
    r"in total|in all|altogether|all told|all in all|together|combined|overall|in sum|total(?:s|led|ling|ed|ing)?|sums? to"
    r"|sums?|adds? up to|add(?:s|ed|ing) up|grand total|payable|gross|subtotal|to pay|please|all up|bill"
)
LEFT = _any(
    r"left|leav(?:es?|ing)|remain(?:s|ed|ing|der)?|to spare|spare|rest|balance|outstanding|unused|unsold|still|to go|net of|available"
    r"|free|headroom|empty|unspent|on hand|in hand|in stock|over for|still open"
)
GOING = _any(
    "closed|done|handled|answered|processed|filled|used|spent|dropped|removed|sold|lost|shipped|consumed|failed|cancelled|canceled|deleted|resolved|fixed|gone|taken|took|paid"
    "|rejected|expired|retired|burned|burnt|discarded|filtered|excluded|withdrew|withdrawn|refunded|skipped|solved|finished|completed"
    "|minus|less|subtracted|cleared|migrated|ate|eaten|died|quit|resigned|unsubscribed|cut|archived|drained|gave|given|donated|leaked"
    "|evicted|spoiled|deducted|discharged|broken|broke|served|departed|left us|got off|gets off|alighted|scrapped|withheld|deduct"
    "|returned to|written off|cancel|threw|thrown|drank|drunk|poured|slaughtered|harvested|repaid|redeemed|moved out|transferred out"
    "|went missing|stolen|damaged|dispensed|absent|called in sick|dropped out|scratched|culled|fell off|went out|handed out|lent|loaned"
    "|came off|set down|dropped off|let off|put off|smashed|spoilt|cracked|comes? off|knocked off|took off|taken off|drew|drawn off|drawn|spilt|spilled|wasted|despatched|dispatched|infertile|faulty|defective|goes to|went to|expenses|outgoings|expenditure|wages"
    "|checked out|picked up|delivered|posted|minus a|after losing|losing|off sick|did not start|bought by|rent|fees? of|tax of|deposit of"
)
COMING = _any(
    "takings|income|receipts|added|reopened|received|hired|gained|new|plus|bought|created|arrived|joined|won|found|restored|opened|imported|deposited|earned|more"
    "|extra|additional|came|got back|refilled|recovered|restocked|subscribed|adding|gaining|registered|ordered|admitted|born|donations"
    "|checked in|got on|gets on|boarded|delivery of|moved in|transferred in|took in|took on|taken on|takes? on|came back|back|another|further|handed in|credited"
    "|topped up|replenished|enrolled|and then added|together with|on top"
)
RISING = _any(
    r"up|increas\w+|uplift|rise|rose|rises|risen|rising|grew|grows?|grown|growth|growing|gain(?:s|ed)?|jump(?:s|ed)?|climb(?:s|ed)?"
    r"|went up|more|higher|larger|bigger|rais\w+|longer|surg\w+|expand\w+|heavier|taller|advanced|exceed\w*|topped|surpass\w*|swelled|widen(?:s|ed)?|dearer|pricier"
)
FALLING = _any(
    r"down|decreas\w+|drop(?:s|ped)?|reduc\w+|declin\w+|cuts?|cutting|fell|falls?|fallen|loss|lost|loses?|lower(?:ed)?|less|fewer|smaller|shr[aiu]nk\w*"
    r"|sav(?:es?|ed|ings?)|gone|shorter|faster|slashed|quicker|trimmed|off|cheaper|markdown|narrowed|sank|sunk|slid|slipped|lighter|dipped|discount\w*|shed|sheds"
)
DISCOUNT = _any(
    r"off|discount(?:ed|s)?|rebate|reduc\w+|reduction|markdown|marked down|reducing|lowering|cutting|decreasing|discounting|cheaper|cut|less|deduct\w+|withh\w+|lower|lowered|decreas\w+|drop(?:s|ped)?"
    r"|shrinkage|loses?|lost|evaporat\w+|depreciat\w+|fee is deducted|commission is deducted|sale|falls?|fell|loss"
)
SURCHARGE = _any(
    r"up by|(?:put|went|goes|marked|pushed)(?: [a-z]+){0,3} up|vat|tax|tip|gratuity|service|surcharge|markup|mark-up|marked up|plus|increase[ds]?|rise|rises|rose|raise[ds]?|gst|raising|increasing|growing|adding|duty|premium|interest|uplift|on top"
    r"|overhead|grew|growth|more|higher|extra|bonus|added|adds|fee|commission|postage"
)
SPLIT = _any(
    r"split|shared?|shares|sharing|divided|divid\w+|evenly|equally|between|among|amongst|each|apiece|per|a head|a piece|every|averag\w+|mean|cac|spread"
    r"|distribut\w+|rate|pace|density|speed|concentration|unit cost|cost per|works out|an?"
)
EACH = _any(r"each|apiece|a piece|per|every|a head|individually")
AVERAGE = _any(r"averag\w+|mean|on average")
COMPARES = {
    ">=": r"at least|no less than|not less than|no fewer than|a minimum of",
    "<=": r"at most|no more than|not more than|(?<!add )(?<!adds )(?<!sum )(?<!sums )(?<!added )(?<!made )(?<!topped )(?<!filled )(?<!brought )(?<!diluted )up to|a maximum of",
    ">": r"strictly more than|more than|over|above|greater than|upwards of|exceeds",
    "<": r"less than|fewer than|under|below|strictly less than",
}
BOUND = re.compile(
    "|".join(
        f"(?P<{name}>{words})" for name, words in zip(("ge", "le", "gt", "lt"), COMPARES.values(), strict=True)
    ).join(
        (
            "(?<!\\w)(?:",
            r")(?: the| a| an| of| its| our| their| his| her| that| this| permitted| allowed| maximum| legal| agreed| usual)*[ ($€£¥]*$",
        )
    )
)
SIGNS = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<"}
NEAR = re.compile(
    r"(?:(?<!\w)(?:about|approximately|approx\.?|roughly|around|nearly|almost|circa|ca\.?|close to|just (?:over|under|short of))|[~≈])"
    r"(?: the| a| an| of)*[ ($€£¥]*$"
)
HEDGES = _any(
    r"probably|maybe|perhaps|might|may have|may be|could|(?<!you )would(?! be [\d£$€])|should(?! (?:be|show|read|come|total|cost|make|add|give|equal|have|match)\b)|likely|expect(?:s|ed|ing)?|forecasts?|projected|projection|guess\w*"
    r"|reckon\w*|suppos\w+|reportedly|allegedly|apparently|presumably|hopefully|estimate[ds]?|hopes?|some (?:of|more|others?|extra)"
    r"|several|a few|few|handful|various|(?<!as )(?<!so )many|most of|somewhat|something|or so|and a bit|a bit|a little|unknown|certain|enough|rumou?red"
    r"|if all goes|assuming|another thing|to be confirmed|tbc|tbd|provisional|target of|goal of|planned|plans? to|aims?|(?<!you )(?<!we )wants?|not"
    r"|never|neither|nor|isn't|wasn't|aren't|weren't|doesn't|didn't|don't|won't|can't|cannot|unless|false(?! (?:positives?|negatives?|alarms?))|wrong|incorrect|untrue|mistaken|myth|at this pace"
    r"|contrary|denie[sd]|deny|up to \w+ more|a couple|plenty|loads of|numerous|more or less|give or take|unlike|whether"
    r"|some (?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand)\S*"
)
"""What makes a figure vague, supposed, future or denied: with one of these words nothing is recomputed."""
THE_OTHERS = re.compile(
    r"^ (?:(?:were|are|was|is|stayed|came out|came back|turned out) )?(?:survived|lived|passed|failed|stayed|kept|fine|good|ok|okay|sound|healthy|intact|usable|absent|missing|unpaid"
    r"|undamaged|on time|punctual|came on time|arrived on time|came home|got through|hatched|undecided|against|negative|positive|empty|well|whole|clean|green|red|alive|unharmed|unaffected|wrong|right|correct)\b"
)
"""What is said of those that something else was not said of."""
NAMES_A_NUMBER = frozenset(
    [
        "line",
        "route",
        "bus",
        "tram",
        "train",
        "flight",
        "gate",
        "platform",
        "room",
        "page",
        "chapter",
        "section",
        "invoice",
        "order",
        "ticket",
        "issue",
        "build",
        "bug",
        "pr",
        "version",
        "no",
        "number",
        "nr",
        "item",
        "ward",
        "plant",
        "unit",
        "building",
        "floor",
        "row",
        "lot",
        "batch",
        "table",
        "figure",
        "fig",
        "step",
        "phase",
        "act",
        "level",
        "grade",
        "class",
        "form",
        "article",
        "paragraph",
        "clause",
        "week",
        "day",
        "year",
        "sprint",
        "release",
        "run",
        "test",
        "node",
        "rack",
        "pump",
        "field",
        "paddock",
        "bay",
        "dock",
        "channel",
        "port",
        "greenhouse",
        "highway",
        "track",
        "lane",
        "court",
        "psalm",
        "volume",
        "season",
        "episode",
        "week",
        "lap",
        "experiment",
        "trial",
        "sample",
        "case",
        "rule",
        "commit",
        "pull",
        "job",
    ]
)
"""Nouns that a bare number after them only names: `line 7`, `invoice 2291`."""
GENERIC = frozenset(
    [
        "piece",
        "item",
        "unit",
        "people",
        "person",
        "total",
        "all",
        "head",
        "individual",
        "thing",
        "seat",
        "in",
        "altogether",
    ]
)
