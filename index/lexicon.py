"""Classes of English words that news articles use for one another: language data, with no subject of its own.

An action class joins the verbs, event nouns and adjectives that report the same thing happening ("killed",
"fatalities", "dead"). What is in no class stands for itself. Thing classes join nouns that count the same kind of
thing.
"""

from __future__ import annotations

from functools import cache

__all__ = [
    "ACTION_NOUNS",
    "PLANNING_VERBS",
    "SAYING_NOUNS",
    "SAYING_VERBS",
    "SOURCE_NOUNS",
    "SPEECH_VERBS",
    "SYMMETRIC",
    "action_class",
    "demonym_stem",
    "is_action",
    "is_moving",
    "is_person",
    "thing_class",
]

_ACTIONS = {
    "kill": "kill die death fatality dead slay murder perish "
    "drown suffocate succumb deceased fatal lose_life homicide slaying murdered killing slain gun_down execute",
    "wound": "wound injure injury hurt injured wounded wounding maim paralyze paralyse",
    "casualty": "casualty",
    "miss": "missing unaccounted miss disappear vanish",
    "arrest": "arrest detain detention apprehend custody seize_person",
    "charge": "charge indict indictment accuse",
    "convict": "convict conviction guilty",
    "sentence": "sentence jail imprison",
    "release": "release free liberate",
    "evacuate": "evacuate evacuation evacuee relocate",
    "recall": "recall call_back",
    "evict": "evict eviction give_notice",
    "displace": "displace displacement displaced homeless uproot",
    "rescue": "rescue save pull_out survivor survive",
    "hospitalise": "hospitalize hospitalise admit hospital",
    "infect": "infect infection case sicken ill sick outbreak contract_disease",
    "shoot": "shoot shooting gunfire gunshot",
    "stab": "stab stabbing knife",
    "fire": "fire launch barrage volley",
    "intercept": "intercept shoot_down down",
    "destroy": "destroy destruction demolish level flatten raze wreck gut",
    "damage": "damage damaged batter",
    "send": "send dispatch deploy deployment ship supply deliver provide transfer contribute",
    "withdraw": "withdraw withdrawal pull_back retreat",
    "prepare": "prepare ready mobilise mobilize",
    "train": "train training",
    "capture": "capture seize take_prisoner occupy",
    "attack": "attack strike raid assault bomb bombard shell hit",
    "invade": "invade invasion",
    "meet": "meet meeting talk talks summit confer hold_talks sit_down encounter",
    "visit": "visit trip tour",
    "arrive": "arrive arrival land reach_place",
    "leave": "leave depart departure get_out",
    "sign": "sign signing ink conclude",
    "agree": "agree agreement deal accord",
    "demonstrate": "demonstrate demonstration protest march rally marcher protester demonstrator turnout crowd",
    "attend": "attend attendance audience attendee turn_out gather participant participate spectator",
    "walk_out": "walk_out walkout stoppage down_tools strike_work",
    "lay_off": "lay_off layoff redundancy dismiss sack axe job_cut",
    "hire": "hire recruit employ employment workforce",
    "resign": "resign resignation step_down quit",
    "appoint": "appoint appointment name nominate",
    "elect": "elect election",
    "vote": "vote ballot poll",
    "win": "win victory triumph winner prevail",
    "lose": "lose defeat loss",
    "score": "score goal",
    "cost": "cost price budget expense worth bill estimate_cost",
    "spend": "spend spending expenditure invest investment allocate",
    "earn": "earn revenue profit income turnover",
    "fund": "fund funding grant aid donate donation pledge",
    "fine": "fine penalty",
    "buy": "buy purchase acquire acquisition order",
    "sell": "sell sale",
    "build": "build construct construction erect",
    "open": "open opening inaugurate inauguration",
    "close": "close closure shut shutdown",
    "cancel": "cancel cancellation scrap call_off ground",
    "delay": "delay postpone postponement",
    "approve": "approve approval pass ratify adopt back_bill",
    "reject": "reject rejection veto",
    "ban": "ban prohibit outlaw",
    "rise": "rise increase grow climb jump surge growth gain",
    "fall": "fall decrease drop decline shrink plunge slump",
    "begin": "begin start commence",
    "end": "end finish conclude_end",
    "happen": "happen occur take_place",
    "bear": "born birth bear",
    "collapse": "collapse cave_in",
    "sink": "sink capsize founder",
    "crash": "crash collide collision derail derailment",
    "flood": "flood inundate submerge",
    "burn": "burn blaze scorch",
    "carry": "carry aboard board passenger",
    "live": "live reside inhabit population resident",
    "found": "found establish",
    "say": "say tell announce state declare",
}

_THINGS = {
    "soldier": "soldier troop serviceman servicewoman fighter infantryman recruit conscript serviceperson combatant",
    "police": "police officer policeman policewoman constable",
    "child": "child kid boy girl youngster minor pupil schoolchild teenager teen youth infant baby toddler",
    "woman": "woman female lady girl",
    "man": "man male boy",
    "worker": "worker employee staff staffer labourer laborer workforce",
    "protester": "protester protestor demonstrator marcher participant",
    "student": "student pupil undergraduate schoolchild",
    "resident": "resident inhabitant villager townspeople householder",
    "home": "home house dwelling household building property residence",
    "vehicle": "vehicle car truck lorry",
    "ship": "ship vessel boat ferry",
    "aircraft": "aircraft plane jet aeroplane airplane",
    "missile": "missile rocket",
    "shell": "shell round",
    "drone": "drone uav",
    "job": "job post position",
    "vote": "vote ballot",
    "company": "company firm business",
    "country": "country nation state",
    "money": "money sum amount cost price",
    "day": "day",
}

_PERSONS = frozenset(
    """person people man men woman women child children boy girl baby infant teenager teen teens adult pensioner
    victim civilian resident villager worker employee staff crew passenger driver pilot sailor miner fisherman
    firefighter officer police policeman soldier troop trooper serviceman fighter guard guest patient student pupil
    teacher nurse doctor journalist protester protestor demonstrator marcher supporter fan spectator refugee
    migrant evacuee survivor hostage prisoner suspect gunman attacker militant rebel insurgent member family
    relative brother sister father mother son daughter husband wife couple friend neighbour neighbor tourist
    visitor shopper customer voter citizen lawmaker deputy candidate minister official leader athlete player
    commuter cyclist pedestrian bystander contractor recruit holidaymaker climber rescuer medic volunteer
    parishioner worshipper inmate youth youngster toddler human individual crowd delegate farmer trader scientist
    researcher astronaut engineer lawyer kid sibling male female juvenile twin grandfather grandmother grandson
    granddaughter grandparent parent stepson stepdaughter stepfather stepmother girlfriend boyfriend fiance fiancee
    nephew niece uncle aunt cousin bride groom colleague classmate roommate pastor priest imam rabbi preacher
    sheriff paramedic clerk owner manager cashier chef dancer musician singer actor robber burglar thief shooter
    assailant bomber hijacker terrorist commander motorist biker skier hiker swimmer diver surfer runner marine
    veteran aide bodyguard judge mayor coach caretaker cook builder homeowner tenant landlord peacekeeper jogger
    rider co-worker coworker director boss executive secretary founder author editor analyst inspector coroner
    attorney senator chancellor captain professor president prosecutor registrar curator warden skipper goalkeeper
    striker absentee attendee detainee trainee deportee escapee retiree leaver seeker dweller lodger newcomer
    islander camper backpacker traveller traveler helper carer caregiver caver hunter picker waiter waitress baker
    butcher plumber roofer carpenter welder painter gardener docker seafarer rower apprentice graduate
    undergraduate learner lecturer tutor pilgrim mourner onlooker passer-by eyewitness responder lifeguard midwife
    surgeon orphan widow widower soul councillor councilor diplomat shareholder investor
    depositor settler participant competitor contestant entrant footballer golfer jockey subscriber reader listener
    viewer user claimant applicant defendant plaintiff offender stowaway smuggler accomplice reservist campaigner
    organiser organizer""".split()
)
_PERSON_ENDINGS = ("man", "woman", "men", "women", "people", "goer", "holder", "ist", "ian", "eer")

SAYING_VERBS = frozenset(
    """say tell report announce state declare claim estimate confirm add note explain warn insist argue allege
    believe reveal show suggest indicate find put quote cite stress admit acknowledge write post tweet deny
    reckon calculate maintain assert disclose conclude count describe predict expect swear testify remark contend
    caution concede reiterate emphasise emphasize inform assure boast retort""".split()
)
SPEECH_VERBS = frozenset(
    """ask answer reply respond shout cry thunder laugh sigh whisper call continue joke recall exclaim complain snap
    plead promise vow comment""".split()
)
"""Verbs that stand beside somebody's words as "said" does, and elsewhere say nothing."""
SOURCE_NOUNS = frozenset(
    """figure datum data document report record survey poll list register picture image footage book study statistic
    census count estimate account tally filing note log letter memo analysis audit word view reckoning""".split()
)
"""Nouns for what somebody's words or figures stand in."""
SAYING_NOUNS = frozenset("estimate report statement figure count tally assessment claim".split())
PLANNING_VERBS = frozenset(
    """plan prepare intend pledge promise vow agree order want seek consider propose ask request expect schedule
    set aim hope threaten decide due ready offer demand call need try attempt commit""".split()
)
ACTION_NOUNS = frozenset(
    """death fatality casualty injury arrest evacuation evacuee detention survivor case infection vote
    ballot participant protester demonstrator marcher attendee deployment toll layoff redundancy conviction
    wounded injured dead missing displaced""".split()
)
_MOVING = frozenset(
    """cut reduce lower raise slash trim boost expand extend shorten lengthen widen narrow double exceed beat lead trail
    win lose outnumber advance slip edge tumble swell recede improve worsen revise ease up down""".split()
)
"""What moves a figure or tells two of them apart, beside rising and falling: behind it "by" says by how much."""
SYMMETRIC = frozenset({"meet", "agree", "sign", "crash"})
"""Action classes whose parties can change places: if A met B, B met A."""

_IRREGULAR_DEMONYMS = {
    "french": "franc", "dutch": "netherlands", "british": "brit", "uk": "brit", "english": "engl", "welsh": "wales",
    "spanish": "spa", "spain": "spa", "swiss": "switzerland", "german": "german", "greek": "gree", "greece": "gree",
    "danish": "den", "denmark": "den", "finnish": "fin", "finland": "fin", "polish": "pol", "poland": "pol",
    "turkish": "turk", "turkey": "turk", "türkiye": "turk", "irish": "ire", "ireland": "ire", "thai": "thai",
    "thailand": "thai", "american": "america", "us": "america", "u.s.": "america", "usa": "america",
    "united states": "america", "filipino": "philippines",
    "st": "saint", "ft": "fort", "mt": "mount", "norwegian": "norw", "norway": "norw",
    "swedish": "swed", "sweden": "swed", "peruvian": "peru", "cypriot": "cypr", "cyprus": "cypr",
    "ukrainian": "ukrain", "ukraine": "ukrain", "chinese": "chin", "china": "chin", "japanese": "japan",
    "congolese": "congo", "scottish": "scot", "scotland": "scot", "france": "franc", "wales": "wales",
    "britain": "brit", "england": "engl", "brazilian": "brazil", "argentine": "argentin",
}  # fmt: skip


@cache
def action_class(lemma: str) -> str:
    """Return the class of a verb, event noun or adjective, or the lemma itself."""
    return _inverted(_ACTIONS, lemma)


@cache
def is_action(lemma: str) -> bool:
    """Say whether a lemma is in a class of actions."""
    return any(lemma in words.split() for words in _ACTIONS.values())


@cache
def is_moving(lemma: str) -> bool:
    """Say whether "by" behind a word says by how much something moved."""
    return lemma in _MOVING or action_class(lemma) in ("rise", "fall")


@cache
def thing_class(lemma: str) -> str:
    """Return the class of a counted noun, or the lemma itself."""
    return _inverted(_THINGS, lemma)


@cache
def is_person(lemma: str) -> bool:
    """Say whether a noun counts people."""
    return lemma in _PERSONS or (len(lemma) > 5 and lemma.endswith(_PERSON_ENDINGS))


@cache
def demonym_stem(word: str) -> str:
    """Return what a country and its adjective have in common ("canada", "canadian": "canad")."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if word in _IRREGULAR_DEMONYMS:
        return _IRREGULAR_DEMONYMS[word]
    for ending in ("ians", "ian", "ans", "an", "ese", "ish", "is", "i", "ia", "a", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _inverted(classes: dict[str, str], lemma: str) -> str:
    return next((name for name, words in classes.items() if lemma in words.split()), lemma)
