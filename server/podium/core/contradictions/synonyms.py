"""Words that may stand for each other where two statements are held side by side; each line is one group."""

from __future__ import annotations

from functools import cache

from podium.core.decision.words import stem

_GROUPS = """
reach hit strike struck attain achieve meet
affect hit strike struck involve concern
draw drew attract
move migrate migration relocate relocation
switch change
cheapest lowest
bid bidder offer quote tender
run operate
employ employee staff workforce work worker people personnel
begin start commence onset first began begun
end finish conclude
leave depart departure left
arrive arrival come came
buy purchase acquire acquisition bought
sell sale sold
need require requirement necessary
use usage utilise utilize usable
own owner ownership belong property
keep retain retention hold kept
delete remove erase deletion removal
clear clearance
get receive obtain
give grant provide supply
send ship dispatch deliver delivery sent
make produce production build built manufacture
repair fix mend
break fail failure
show display
tell inform notify
choose select pick chosen chose
change modify alter modification
check test inspect examine verify inspection examination
measure measurement gauge
build construct construction erect date
live reside residence
store storage hold
lie located locate location situated
host hosted
author write written wrote
fast quick rapid speed
big large huge
small little tiny
sick ill
pupil student
child children kid
man men
woman women
person people
car vehicle
aircraft plane
ship vessel
firm company
customer client
error fault defect bug flaw
illness disease
drug medicine medication
salary wage pay
revenue turnover
cost price expense fee charge
quarter quarterly
year annual yearly
month monthly
week weekly
day daily
hour hourly
percent percentage share rate
average mean
max maximum
min minimum
temperature warm
weight weigh heavy
length long
width wide broad
height high tall
depth deep
age old
speed velocity
capacity hold
cause reason culprit trigger because
purpose aim goal
doctor physician
lawyer solicitor attorney
deploy deployment rollout release
launch introduce
login signin logon
password passphrase
database db
config configuration setting
repo repository
auth authentication
authorise authorize authorisation authorization
encrypt encryption
document documentation docs
function method
directory folder
limit cap threshold maximum
retry reattempt
crash
meeting session
sign signature
vote ballot
election poll
mayor
contract agreement
tenant lessee renter
landlord lessor
house home building
flat apartment
lift elevator
ground floor
street road
pipe tube
leak leakage
infest infestation
infect infection
pollute pollution contaminate contamination
vaccinate vaccination vaccine jab immunise immunization immunisation
allergy allergic allergen
bleed blood
die death dead died
birth born
marry marriage
win victory winner won
lose loss lost
fit fitness
well healthy
certain sure
finding result outcome
lead leader head chief
responsible charge accountable
boss manager
assist help support
allow permit permission
forbid prohibit ban
must mandatory obligatory compulsory required
accept approve acceptance approval
reject refuse rejection refusal
agree agreement
expire expiry expiration
valid validity
identical same
pass passage
fly flight flew
drive driver drove
teach teacher taught
study student
choose choice
grow growth grew
lower reduce reduction
raise increase
weak weakness
strong strength
free available
stop halt stoppage standstill
idle idleness
cook bake boil
eat ate eaten
drink drank
photo photograph picture
train railway
occur appear happen feature
lock lockout locked
enter entry entrance
shut shutdown
run start boot
draught draft
vessel ship boat
seat seating chair
calorie kcal energy
oblige obligation duty mandatory
participate participation join
noise sound loudness
invoice bill
replace replacement swap exchange substitute
insurance insure insured cover coverage covered
attribution author painter artist maker painted
cooler fridge refrigerator coldroom chiller
presence attendance onsite
presence office
formation shape lineup
contain include
crash abort fail failed
guest visitor
purchase order bought
deadline due closing close
supplier vendor
council committee board
judge court tribunal
ruling judgment verdict decision
fine penalty
lender lend loan
accept accepted take
allergy allergic allergen
soil ground earth
coach bus
depart departure leave sets
staff employee colleague team
weld welding seam
train railway
employee staff member
applicant candidate
wound injury injured
treatment therapy
cure heal
tumour tumor cancer
surgery operation operate
patient
fibre fiber
grey gray
catch caught
hold keep held
teach taught
think thought
freight cargo load
truck lorry
warehouse depot store
schedule timetable
journey trip tour
guarantee warranty
defendant accused
claimant plaintiff
will testament
heir inherit
donate donation donor gift
sponsor fund funding
grant subsidy
tax duty levy
profit earnings
stock inventory
share equity
debt loan
interest rate
mail email e-mail
outage downtime
alert alarm
backup copy
log record
latency delay response
throughput
memory ram
cpu processor
bug issue ticket
merge merged
branch
licence license
player footballer athlete
match game fixture
goal score
coach trainer
race run
film movie
concert gig performance show
band group orchestra
painting picture canvas panel
sculpture statue
manuscript
book volume
edition print
translate translation translator
two twice second double
one once first single
three thrice triple
"""


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for number, line in enumerate(_GROUPS.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(f"={number}")
    return {word: frozenset(groups) for word, groups in found.items()}


_NONE: frozenset[str] = frozenset()


def groups(word: str) -> frozenset[str]:
    """The groups that a stem belongs to."""
    return _groups().get(word, _NONE)
