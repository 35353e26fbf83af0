"""Qualities and states of opposite meaning, by what they are about: whoever says the one of a thing denies the other of it."""

from __future__ import annotations

STATES = """
elder older | younger
viral | bacterial
alive survive survived living | dead die died dies killed euthanised
stable | decompose decomposed decay decayed unstable
live | inactivated dead killed
raw | pasteurised pasteurized cooked boiled
resistant immune | susceptible
available | unavailable
valid | expired lapsed repealed void invalid
enough sufficient | insufficient short scarce
secured | unsecured
resident | nonresident
vacant | let occupied rented
fit | injured hurt sick
open | sealed
open opened | closed close shut sealed
present exist exists existing available | missing absent unavailable nonexistent lacking
alive living | dead
full filled | empty vacant
occupied taken | vacant free unoccupied
busy | idle free
wet damp moist humid waterlogged soaked flooded | dry arid dried
hot warm | cold cool chilly
clean spotless pure uncontaminated sterile | dirty contaminated polluted soiled
sterile | contaminated infected
healthy well fit | unhealthy sick ill diseased
fit | unfit
infected infested | uninfected clean
intact undamaged unbroken unharmed | damaged broken cracked torn ruptured fractured burst destroyed
fresh | stale spoiled rotten
ripe | unripe
raw uncooked | cooked
raw unpasteurised | pasteurised pasteurized
fresh | frozen tinned canned
young youthful youngest | old elderly oldest
sober | drunk intoxicated
conscious awake | unconscious comatose
pregnant | nonpregnant
calm | agitated rough stormy
quiet silent | loud noisy
clear sunny cloudless | overcast cloudy covered
carried passed adopted | defeated
live energised powered | dead deenergised unpowered
visible | hidden invisible
lit bright light | dark unlit dim
online up | offline down
running active | stopped inactive dormant idle
live | dead
public | private confidential secret
encrypted | unencrypted plaintext cleartext
compressed gzipped | uncompressed
indexed | unindexed
locked | unlocked
bounded limited finite capped restricted | unbounded unlimited infinite uncapped unrestricted
permanent lasting | temporary interim
fixed | variable movable
solid | liquid hollow
stuck jammed | loose
attended manned staffed | unattended unmanned unstaffed
insured | uninsured
married | unmarried single divorced
employed | unemployed
vaccinated immunised immunized | unvaccinated
tested | untested
documented | undocumented
signed | unsigned
translated | untranslated
licensed | unlicensed
loaded | unloaded empty
charged | discharged uncharged
blocked | unblocked clear
symmetric | asymmetric
typical | atypical
"""
QUALITY = """
safe secure harmless patched | unsafe insecure vulnerable dangerous exploitable hazardous harmful
toxic poisonous | harmless nontoxic
fast quick rapid quickly swift rapidly faster quicker | slow sluggish slowly slower
good | bad poor
best | worst
fastest quickest | slowest
strongest | weakest
cheapest | costliest dearest
valid correct right accurate correctly | invalid incorrect wrong inaccurate wrongly incorrectly mistaken
true | false untrue
genuine authentic original real signed | fake counterfeit forged forgery copy
reliable robust dependable stable | unreliable flaky unstable
easy simple straightforward | hard difficult complex complicated
cheap inexpensive affordable | expensive costly
strong | weak
hard | soft
smooth even | rough uneven
sharp | blunt dull
clear | unclear ambiguous opaque
readable legible | unreadable illegible
compatible | incompatible
consistent | inconsistent
adequate sufficient enough | inadequate insufficient
necessary required mandatory obligatory compulsory needed | unnecessary superfluous redundant optional voluntary
important crucial significant relevant | unimportant insignificant irrelevant negligible
likely probable | unlikely improbable
possible feasible | impossible infeasible
legal lawful permitted | illegal unlawful
guilty | innocent
honest | dishonest
fair | unfair
known | unknown
common frequent often | rare infrequent rarely seldom uncommon
normal usual | abnormal unusual
normal | high elevated raised
normal | low reduced lowered
onsite | offsite
nocturnal | diurnal
natural | artificial synthetic
organic | inorganic synthetic
identical same equal | different unequal distinct
unique | duplicate duplicated
mutable | immutable
synchronous synchronously sync | asynchronous asynchronously async
serial sequential sequentially | parallel concurrent concurrently
deterministic | random nondeterministic
linear | nonlinear
static | dynamic
manual manually | automatic automatically automated
positive | negative
acidic acid | alkaline basic
flammable combustible | nonflammable incombustible
edible | inedible poisonous
profitable | unprofitable lossmaking
profit surplus | loss deficit
solvent | insolvent bankrupt
satisfied happy content pleased | dissatisfied unhappy
popular | unpopular
effective | ineffective
efficient | inefficient
modern | outdated obsolete
current | outdated obsolete stale expired
experienced | inexperienced
voluntary | involuntary forced
benign | malignant
acute | chronic
hereditary | acquired
domestic national | foreign international
vegan vegetarian | meaty
waterproof watertight tight | leaky leaking leaks leak
calibrated | uncalibrated
oversized overdimensioned | undersized
overweight | underweight
overestimate overstate exaggerate | underestimate understate
punctual punctually | late delayed overdue
"""
PLACE = """
above over | below under beneath
net | gross
high tall upper | low
top upper | bottom
indoors indoor | outdoors outdoor
internal interior inner | external exterior outer
left | right
home | away
front | back rear
north northern | south southern
east eastern | west western
upstream | downstream
uphill | downhill
clockwise | anticlockwise counterclockwise
horizontal | vertical
near close | far distant
central | peripheral
ascending | descending
inbound incoming | outbound outgoing
local | remote
"""
AMOUNT = """
many much | few little
largest biggest | smallest
highest tallest dearest costliest | lowest cheapest
longest | shortest
heaviest | lightest
compliant | noncompliant
more | fewer less
most majority | minority
big large huge | small little tiny
long | short
thick | thin
wide broad | narrow
heavy | light
deep | shallow
rich | poor
maximum | minimum
plural | singular
entire entirely complete completely fully full | partial partially part
"""
TIME = """
early | late
morning | evening afternoon
day daytime | night overnight
old ancient | new modern
past | future
summer | winter
weekday weekdays | weekend weekends
male | female
rural | urban
import | export
first | last
earlier sooner | later
"""
