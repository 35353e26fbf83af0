"""Words that often stand for one another in talk about software and business, so that a paraphrase finds its fact.

A line holds words of one meaning, as people write them; they are compared by their stems. A word may stand in several
lines. Written by hand from general knowledge; it needs no download and is read at the first search.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from podium.core.pruning.words import terms_of

_GROUPS = """
login signin logon authenticate authentication auth credential password passphrase identity account
authorize authorization permission privilege access role grant entitlement allowed
secret key credential token certificate cert signature signing
encrypt encryption cipher tls ssl cryptography crypto hash
attack exploit vulnerability breach intrusion threat hole weakness injection malicious hacker
payment pay charge billing bill invoice checkout purchase transaction settlement card
price cost fee tariff rate expense budget amount
refund chargeback reimbursement repay return
customer client user consumer buyer subscriber member shopper
vendor supplier provider partner contractor
employee staff worker personnel colleague
boss manager lead supervisor head owner responsible accountable
slow latency delay lag performance speed fast quick response throughput sluggish
timeout deadline expiry expire expiration limit wait elapsed
crash failure fail outage down downtime error fault broken incident breakdown
bug defect issue problem glitch flaw mistake wrong incorrect
fix repair resolve correct patch remedy solve
restart reboot relaunch respawn
retry reattempt repeat again
backup restore recovery snapshot copy archive disaster
delete remove erase purge drop discard destroy wipe
keep retain retention preserve store storage save persist hold
create add new make build generate produce insert
change modify update alter edit adjust revise amend
replace rotate renew swap substitute exchange refresh
move migrate migration transfer relocate port
rename relabel title name
database db schema table sql postgres mysql storage datastore relational
query select lookup search find fetch retrieve
index lookup catalogue catalog
column field attribute property
cache caching memoize cached buffer
memory ram heap footprint leak
disk volume storage drive filesystem space
network connection socket internet bandwidth link
server host machine node instance backend box
cluster fleet pool group
deploy deployment release rollout ship launch publish production live
rollback revert undo backout
version release edition revision
monitor monitoring observe alert alarm notify notification watch dashboard metric telemetry
log logging record trace audit journal history
test testing check verify verification validate validation qa assert
schedule cron timetable calendar periodic recurring interval frequency often every daily weekly monthly
start begin launch boot initiate open commence startup
stop end halt terminate shutdown close quit finish cease cancel abort
maximum max limit cap ceiling most upper quota threshold highest
minimum min least lowest floor lower
size length width capacity volume large big bytes
count number amount quantity total many
time duration period minutes hours seconds days long
date day deadline due when
place location region country site where city
law legal regulation compliance regulatory gdpr statute contract licence license policy rule
privacy personal pii data protection confidential sensitive
agreement contract terms deal
meeting call session conference appointment
email mail message notification
phone telephone call mobile cell
picture image photo screenshot graphic icon
screen display page view ui interface frontend layout
button control widget click
colour color theme palette contrast
accessible accessibility screenreader a11y disability contrast
language locale translation translate i18n localization
file document attachment upload download
folder directory path
import load read ingest parse
export write dump output save
convert transform translate format cast
parallel concurrent concurrency simultaneous thread async asynchronous
lock mutex exclusive block contention deadlock
queue backlog job task worker message broker
order sequence sort rank priority
api endpoint route interface service url uri
request call query invoke
response reply answer result return
configuration config setting option preference parameter flag
dependency library package module requirement
install setup provision
documentation docs manual guide readme help
warning caution notice deprecated deprecation
default fallback standard preset
empty blank missing null none absent void
duplicate copy twice repeated double redundant
random shuffle seed nondeterministic
exception error raise throw traceback
function method procedure routine
class type object struct
variable value constant
test suite spec case
warehouse inventory stock goods
shipping delivery shipment dispatch courier freight
sale revenue turnover income earnings
discount coupon voucher rebate promotion
tax vat duty levy
currency money euro dollar exchange
insurance cover coverage
risk danger hazard exposure
approve approval sign-off consent accept permit
reject refuse deny decline forbid block
hire recruit onboard
train training course learn lesson
patient medical clinical health hospital
temperature heat cold thermal cooling
power electricity energy voltage battery
water leak flood moisture
vehicle car truck lorry
building office facility premises
goal target objective aim
plan roadmap strategy proposal
decide decision choose choice selection pick
reason cause why because root
difference discrepancy gap deviation
increase raise grow growth rise
decrease reduce reduction lower drop fall
support help assistance helpdesk
""".strip()


@cache
def _relatives() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS.splitlines():
        stems = {terms_of(word)[0] for word in line.split()}
        for each in stems:
            found.setdefault(each, set()).update(stems)
    return {each: frozenset(stems - {each}) for each, stems in found.items()}


def relatives(term: str) -> frozenset[str]:
    """Terms that may stand for a term."""
    return _relatives().get(term, frozenset())
