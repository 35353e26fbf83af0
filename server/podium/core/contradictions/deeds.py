"""What can be done to or by a thing, beside its opposite: whoever says the one of a thing denies the other of it."""

from __future__ import annotations

KEEPING = """
left remain remaining available unsold unspent | exhausted gone spent
keep | lift abolish
keep retain preserve retention | remove delete drop discard replace retire purge erase scrap eliminate deletion removal
renew prolong renewal prolongation | terminate cancel lapse termination cancellation
maintained | unmaintained abandoned deprecated
supported support | unsupported dropped discontinued
adopt use used introduce choose employ adoption | avoid unused abandon
insert attach add | detach withdraw remove
stay remain stays | move leave relocate
store archive | destroy shred
restore | removed
stored | deleted
"""
CHANGE = """
raise increase raised | cut slash slashed
increase raise grow extend increased growth gain | decrease reduce lower shrink shorten reduction loss
rise climb soar rose risen | fall drop decline sink fell fallen plunge
double doubled triple tripled | halve halved
single | double triple
improve improved improvement better recover | worsen worse degrade deteriorate deterioration worsened
strengthen intensify | weaken weakened
accelerate speed | decelerate slow
expand widen enlarge expansion | contract narrow contraction
warming warm heat | cooling cool
thaw melt | freeze froze frozen
gain won | lose lost
inflate | deflate
fill filled | drain empty emptied
merge join unite combine | split separate divide
upgrade promote | downgrade demote
advance | retreat recede
swell | subside
fixed repaired mended fix repair resolved | unrepaired unresolved broken
changed modified altered | unchanged unmodified unaltered identical
stable steady constant | unstable fluctuating varying
tighten | loosen
"""
DOING = """
meet met fulfil fulfilled honour honoured | breach breached missed violated
cover covered insured | exclude excluded uninsured
run running on | off broken stopped down
complete completed succeed pass passed | break abort aborted crash crashed fail failed
win won winner | lose lost runnerup
donate donated donation gift bequest bequeathed inherited | buy bought purchase purchased sold
recommend recommended advise | discourage discouraged
grant granted allow | refuse refused deny denied
uphold upheld | overturn overturned quash quashed reverse reversed annul annulled
convict convicted | acquit acquitted
gratis | pay paid charge charged
own owned | rent rented lease leased hire hired
award awarded | withhold withheld
invite invited | exclude excluded
load loaded | unload unloaded
start begin commence launch started begun began onset | stop halt end finish cease ended conclude
continue proceed resume | stop suspend discontinue halt pause suspended interrupt
ship release launch | postpone delay defer hold withhold
enable activate on active | disable deactivate off inactive
allow permit let allowed | forbid prohibit disallow ban forbidden prohibited banned
accept approve agree grant accepted approved | reject refuse decline deny rejected refused veto
pass succeed success passed successful successfully | fail failure unsuccessful unsuccessfully failed
confirm affirm admit acknowledge confirmed verify | deny dispute denied refute contradict
work function operational working | broken defective malfunction inoperative faulty
functional serviceable operational | inoperative unserviceable defective nonfunctional
complete finish finished done completed | incomplete unfinished pending outstanding ongoing
succeed succeeded | blocked thwarted foiled repelled averted
win won | lose lost
attack | defend
buy purchase bought acquire | sell sold
arrive arrived enter | leave left depart departed
hire appoint recruit | dismiss fire fired sack
sign signed | unsigned
lock locked | unlock unlocked
connect connected | disconnect disconnected
mount | dismount unmount
inhale | exhale
push | pull
lend | borrow
attend attended attends | miss missed absent
remember | forget forgot
answer answered reply replied | ignore ignored
include included contain comprise | exclude excluded omit omitted
cause | prevent
help helped benefit | harm hurt damaged
protect | expose exposed
build built construct | demolish demolished dismantle
paid pay settled | unpaid owe owed owing overdue
publish published | unpublished withheld
submit submitted filed | unsubmitted unfiled
survive live | die dies died dying
sleep asleep | awake wake
praise | criticise criticize
obey comply complies complied conform observe | violate violates breach breached infringe disobey
ready | unready
follow followed | disregard disregarded ignore ignored
"""
