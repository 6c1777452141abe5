"""Why a difference between two wordings changes what was said: negation, law, numbers, modality, opposites, tense, what is
denied. The lists hold what turns a change of words into a change of meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from sayso.measure.wordings import Difference
from sayso.wording import is_content, word_set, words_of
from sayso.words import alikeness, word_table

NEGATORS = word_set("not no never nothing nobody none neither nor without unable cannot hardly barely refuse refused refuses")
# Modal and future words by what they commit the speaker to; a change from one row to another is a change of meaning.
MODALITY: tuple[tuple[str, frozenset[str]], ...] = (
    ("future", word_set("will shall gonna")),
    ("conditional", word_set("would if")),
    ("ability", word_set("can could able unable")),
    ("possibility", word_set("may might perhaps possibly maybe possible")),
    ("obligation", word_set("must")),
    ("advice", word_set("should ought")),
    ("likelihood", word_set("likely probably unlikely apparently reportedly allegedly alleged seemingly")),
)
PRESENT = word_set("is are am has have do does")
PAST = word_set("was were had did")
# What the law has established, in rising order.
LEGAL_FORCE: tuple[frozenset[str], ...] = (
    word_set("cleared acquitted exonerated vindicated pardoned"),
    word_set("linked linking link links tied connected associated suspected suspect suspects"),
    word_set("accused accusing accuse accuses accusation alleged blamed investigated investigating questioned"),
    word_set("arrested detained"),
    word_set("charged charges charge indicted prosecuted sued tried"),
    word_set("convicted guilty sentenced jailed imprisoned fined condemned culprit culprits perpetrator perpetrators"),
)
ANTONYMS = frozenset(
    frozenset(pair.split("/"))
    for pair in word_set(
        "support/oppose supported/opposed increase/decrease increased/decreased confirm/deny confirmed/denied"
        " confirms/denies accept/reject accepted/rejected accepts/rejects agree/disagree agreed/disagreed allow/ban"
        " allowed/banned rise/fall rose/fell before/after more/less all/some all/many always/sometimes every/some"
        " first/last win/lose won/lost up/down success/failure true/false true/untrue good/bad great/poor safe/dangerous"
        " safe/unsafe secure/insecure better/worse best/worst high/low higher/lower open/closed opened/closed begin/end"
        " began/ended start/stop started/stopped strong/weak legal/illegal verified/unverified known/unknown able/unable"
        " likely/unlikely right/wrong right/left buy/sell bought/sold offer/pay offered/paid private/public with/without"
        " friend/enemy war/peace love/hate loves/hates innocent/guilty many/few most/few trust/distrust"
        " approve/disapprove approved/disapproved included/excluded include/exclude found/lost guilty/acquitted"
        " failed/managed fail/manage deny/admit denies/admits denied/admitted deny/confirm"
    )
)
SCALE = word_set("hundred thousand million billion trillion dozen dozens hundreds thousands millions billions percent half")
SUBJECTS = word_set("i we you he she it they who which that")  # after these a lone word in -ed is a verb
# Past forms that are not made with -ed, beside the present ones.
STRONG = frozenset(
    (present, pair.split("/")[1])
    for pair in word_set(
        "say/said make/made take/took give/gave go/went know/knew think/thought see/saw come/came get/got find/found tell/told"
        " keep/kept leave/left hold/held pay/paid buy/bought sell/sold send/sent lead/led lose/lost mean/meant meet/met run/ran"
        " stand/stood speak/spoke write/wrote feel/felt begin/began bring/brought fight/fought break/broke fall/fell rise/rose"
        " grow/grew drive/drove choose/chose throw/threw wear/wore win/won sit/sat sleep/slept build/built teach/taught"
        " spend/spent catch/caught draw/drew fly/flew hide/hid ride/rode shake/shook steal/stole swear/swore become/became"
        " understand/understood forget/forgot eat/ate drink/drank hear/heard seek/sought deal/dealt shoot/shot strike/struck"
    )
    for present in (pair.split("/")[0], pair.split("/")[0] + ("es" if pair[:3] in ("go/", "tea", "cat") else "s"))
)
PRETERITES = word_set("took gave went knew saw came ran spoke wrote began fell rose grew chose drove threw broke")  # nothing else
# How sure the speaker is, and what a number is bounded by; a change from one row to another is a change of meaning.
CERTAINTY = (
    word_set(
        "know knows knew prove proves proved proven establish establishes established show shows showed shown"
        " demonstrate demonstrates demonstrated"
    ),
    word_set("suggest suggests suggested indicate indicates indicated hint hints hinted imply implies implied"),
    word_set("believe believes believed think thinks thought suspect suspects suspected guess hope hopes assume assumes assumed"),
)
BOUNDS = (
    ("at least", "more than", "over", "not fewer than", "not less than"),
    ("at most", "less than", "fewer than", "under", "up to", "not more than"),
    ("about", "around", "some", "roughly", "approximately", "nearly", "almost"),
    ("exactly", "precisely"),
)
RESTRICTING = word_set("only solely exclusively merely")
# "I do not think it is safe" says what "I think it is not safe" says.
BELIEVING = word_set("think thinks thought believe believes believed expect expects expected suppose supposes supposed want wants")
DENIERS = word_set("no not never nothing nobody none neither without")


def meaning(difference: Difference) -> str | None:
    """Why the difference changes what was said, or None."""
    return next((reason for find in REASONS if (reason := find(difference))), None)


def _negation(difference: Difference) -> str | None:
    left, right = difference.left, difference.right
    either = "or" in left + right  # "not opened nor checked" says what "not opened or checked" says
    a, b = (sum(form in NEGATORS and not (either and form == "nor") for form in side) for side in (left, right))
    if (a > 0) == (b > 0):
        return None
    return "a negation is lost" if a else "a negation is added"


def _legal(difference: Difference) -> str | None:
    left, right = difference.left, difference.right
    for x in left:
        for y in right:
            levels = [next((k for k, words in enumerate(LEGAL_FORCE) if form in words), None) for form in (x, y)]
            if None not in levels and levels[0] != levels[1]:
                return f"“{x}” and “{y}” differ in law"
    return None


def _numbers(difference: Difference) -> str | None:
    left, right = difference.left, difference.right
    a, b = (Counter(form for form in side if form[0].isdigit() or form in SCALE) for side in (left, right))
    if a == b:
        return None
    if a and b:
        return "the numbers differ"
    if _only_in_compounds(difference.left_text if a else difference.right_text):
        return None
    return "a number is lost" if a else "a number is added"


def _only_in_compounds(text: str) -> bool:
    """Whether every number in the text is part of a word, as in "five-year-olds", and counts nothing there."""
    numbers = [word for word in words_of(text) if word.form[0].isdigit() or word.form in SCALE]
    return all(re.match(r"-[^\W\d_]", text[word.end : word.end + 2]) for word in numbers)


def _modality(difference: Difference) -> str | None:
    a, b = (_modes(side, difference.after) for side in (difference.left, difference.right))
    if a == b:
        return None
    if not a:
        return f"what was said plainly becomes a matter of {_listed(b)}"
    return f"{_listed(a)} becomes {_listed(b)}" if b else f"the sign of {_listed(a)} is lost"


def _modes(forms: Sequence[str], after: str) -> set[str]:
    """What the forms commit to; "going to" is the future as "will" is."""
    going = any(pair == ("going", "to") for pair in pairwise((*forms, after)))
    return {name for name, words in MODALITY for form in forms if form in words} | ({"future"} if going else set())


def _opposites(difference: Difference) -> str | None:
    left, right = difference.left, difference.right
    for x in left:
        for y in right:
            if _are_opposites(x, y) or (min(len(x), len(y)) > 4 and _prefixed(*sorted((x, y), key=len))):
                return f"“{x}” and “{y}” are opposites"
    return None


def _are_opposites(one: str, other: str) -> bool:
    """As listed, or with the same ending: "opposing" and "supporting"."""
    endings = ((one, other), *((_without(one, end), _without(other, end)) for end in ("s", "ed", "d", "ing")))
    return any(frozenset(pair) in ANTONYMS for pair in endings)


def _without(form: str, ending: str) -> str:
    return form.removesuffix(ending) if form.endswith(ending) else ""


def _prefixed(plain: str, longer: str) -> bool:
    return longer in {prefix + plain for prefix in ("un", "in", "im", "ir", "il", "non", "dis")}


def _tense(difference: Difference) -> str | None:
    a, b = _time(difference.left), _time(difference.right)
    if not (a and b) and len(difference.left) == len(difference.right) == 1:
        a, b = _of_one_verb(difference.left[0], difference.right[0], difference.before)
    return f"{_listed(a)} becomes {_listed(b)}" if a and b and not a & b else None


def _time(forms: Sequence[str]) -> set[str]:
    """Past or present by the auxiliaries; where there are none, past if there is a past form that can be nothing else."""
    found = {"past" if form in PAST else "present" for form in forms if form in PAST | PRESENT}
    return found or ({"past"} if PRETERITES & set(forms) else set())


def _of_one_verb(left: str, right: str, before: str) -> tuple[set[str], set[str]]:
    """ "tests" against "tested": two forms of one verb, one of them past."""
    if (left, right) in STRONG or _regular(left, right, before):
        return {"present"}, {"past"}
    if (right, left) in STRONG or _regular(right, left, before):
        return {"past"}, {"present"}
    return set(), set()


def _regular(present: str, past: str, before: str) -> bool:
    """After a pronoun any word in -ed is a verb; elsewhere where the other is one in -s."""
    return (before in SUBJECTS or present.endswith("s")) and _past_of(present, past)


def _past_of(present: str, past: str) -> bool:
    stems = {present, present.removesuffix("s"), present.removesuffix("es"), re.sub("ies$", "y", present)}
    return past in {made for stem in stems for made in (stem + "ed", stem + "d", re.sub("y$", "ied", stem)) if made != stem}


def _denied(difference: Difference) -> str | None:
    """After a "nothing" or "no" that both have, other words that mean nothing alike: something else is denied."""
    if difference.before not in DENIERS:
        return None
    left, right = ([form for form in side if is_content(form)] for side in (difference.left, difference.right))
    known = word_table()[0]
    if not left or not right or not all(form in known for form in (*left, *right)):
        return None
    if alikeness([*left, *right])[: len(left), len(left) :].any():
        return None
    return f"after “{difference.before}”, what is denied is something else"


def _listed(names: Collection[str]) -> str:
    return " and ".join(sorted(names))


def _certainty(difference: Difference) -> str | None:
    for x in difference.left:
        for y in difference.right:
            levels = [next((k for k, words in enumerate(CERTAINTY) if form in words), None) for form in (x, y)]
            if None not in levels and levels[0] != levels[1]:
                return f"“{x}” and “{y}” are not as sure"
    return None


def bounds(difference: Difference) -> str | None:
    """Other words before the same number, or a bound that only one side has."""
    if not difference.after[:1].isdigit() and difference.after not in SCALE:
        return None
    said = (" ".join(difference.left), " ".join(difference.right))
    levels = [next((k for k, row in enumerate(BOUNDS) if words in row), None) for words in said]
    if "" in said and levels != [None, None]:
        return f"the bound “{''.join(said)}” is {'lost' if said[0] else 'added'}"
    return "the number is bounded in another way" if None not in levels and levels[0] != levels[1] else None


def _restriction(difference: Difference) -> str | None:
    a, b = (RESTRICTING & set(side) for side in (difference.left, difference.right))
    if bool(a) == bool(b):
        return None
    return f"the restriction “{_listed(a)}” is lost" if a else f"the restriction “{_listed(b)}” is added"


REASONS: tuple[Callable[[Difference], str | None], ...] = (
    _negation,
    _legal,
    _numbers,
    _modality,
    _opposites,
    _tense,
    _certainty,
    bounds,
    _restriction,
    _denied,
)
