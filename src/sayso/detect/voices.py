"""Two voices on who says what, the rules and the trained tagger, joined into one list.

Where both found the same cue, the tagger says how far the words reach and who speaks, and the rules say what the cue does.
What one of them found alone is kept but for "I think", and each attribution tells which voice it has. How good that is:
docs/detect.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.detect.drafts import Draft, is_participle, read, source_of, widened
from sayso.detect.features import Found, Paragraph, paragraphs_of
from sayso.detect.proposals import CUES
from sayso.detect.tagger import Tagged, load_network, tag
from sayso.detect.trees import Tree, overlapping
from sayso.lexicon import RELATIVE
from sayso.marks import Stretch
from sayso.model import on_one_thread
from sayso.records import Document, Sentence, Span

TAGGED = "en"  # the language of whose parses the tagger was trained
LEAST_ALONE = 0.35  # score from which the tagger is believed without a rule (.2 to .45 were alike on held-out reports)
LEAST_SHARE = 0.5  # of a quotation that a content must hold to be grown to the quotation's borders (by eye)
# Who does something else with words, praises, supports or lists them, tells what they hold by an act.
PUTS_IN_WORDS = CUES | frozenset([":", "-", "–", "—"])
POINTING = frozenset("it there this that which".split())  # stand for a thing or for nothing
AGAINST = ("denies", "doubts")
EXPLETIVE = "it"  # "…, it was reported": says nothing
HEARD = frozenset("quote cite hear record see report say overhear".split())  # "was quoted as saying": the subject speaks


class Finding(NamedTuple):
    """An attribution as spans of the report, before it is known what stands inside what."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    nominal: bool
    force: str
    scope: str
    because: str
    voice: str = "rules"  # one of VOICES
    first_person: bool = False  # see Draft
    verbatim: bool = False  # somebody's very words, though without quotation marks

    @property
    def cue_span(self) -> Span:
        return Span(self.cue[0].doc, self.cue[0].start, self.cue[-1].end)


def found_by_rules(draft: Draft) -> Finding:
    cue = draft.tree.spans(draft.cue) or (draft.cue_span,)
    source = draft.tree.spans(draft.source) if draft.source else ()
    own = draft.first_person
    return Finding(draft.content, cue, source, draft.nominal, draft.force, draft.scope, draft.because, first_person=own)


def join_voices(
    document: Document,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    stretches: Sequence[Stretch],
    by_rules: Sequence[Finding],
) -> list[Finding]:
    """What the rules found, and what the tagger found, each attribution once, in the order of their cues."""
    network = load_network()
    paragraphs = paragraphs_of(document, sentences, stretches, _told(by_rules), network.vocabulary.cues)
    with on_one_thread():
        tagged = tag(network, paragraphs)
    by_tagger = [
        finding
        for paragraph, found in zip(paragraphs, tagged, strict=True)
        for finding in _as_findings(document, trees, stretches, paragraph, found)
    ]
    return sorted(_joined(by_rules, by_tagger), key=lambda finding: (finding.cue_span, finding.content))


def _told(by_rules: Sequence[Finding]) -> list[Found]:
    """The rules' findings as the tagger is told of them; `nested` where another one's content holds the cue."""
    return [
        Found(
            finding.content,
            finding.source,
            finding.cue,
            any(_within(finding.cue_span, other.content) for other in by_rules if other is not finding),
        )
        for finding in by_rules
    ]


class Heard(NamedTuple):
    """A finding of the tagger with its probability. `relative`: its source is a bare "who", "that" or "which";
    `undergoes`: its source is the subject of a passive; `governing`: the words above its cue in the parse;
    `mistimed`: its source goes with a verb that cannot stand beside the cue; `paragraph`: what the tagger saw; `subject`: of
    the cue's verb, where the tagger names nobody."""

    finding: Finding
    score: float
    relative: bool
    undergoes: bool
    mistimed: bool
    governing: tuple[Span, ...]
    paragraph: Span
    subject: tuple[Span, ...]


def _as_findings(
    document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], paragraph: Paragraph, found: Sequence[Tagged]
) -> Iterator[Heard]:
    for tagged in found:
        parts = [_span(document, paragraph, part) for part in tagged.contents]
        content = tuple(part for part in parts if part.cut(document.text).lower() != EXPLETIVE) or tuple(parts)
        cue = _span(document, paragraph, tagged.cue)
        content = _within_the_sentence(content, cue, trees, stretches)
        source = (_span(document, paragraph, tagged.source),) if tagged.source else ()
        tree = next(iter(overlapping(trees, cue)))
        words = tuple(tree.at_offset(cue.start, cue.end))
        speakers = tuple(i for span in source for i in tree.at_offset(span.start, span.end))
        reading = read(tree, words, speakers, content)
        if reading.scope == "says" and not any(tree.lemma(i) in PUTS_IN_WORDS or tree.lower[i] in PUTS_IN_WORDS for i in words):
            reading = reading._replace(force="reports", scope="acts", because=f"“{cue.cut(document.text)}” tells it by an act")
        because = f"tagger {tagged.score:.2f}: “{cue.cut(document.text)}”, {reading.because}"
        yield Heard(
            Finding(
                _grown(content, cue, stretches),
                (cue,),
                source,
                _is_nominal(trees, content[0]),
                reading.force,
                reading.scope,
                because,
                "tagger",
            ),
            tagged.score,
            bool(speakers) and all(tree.lower[i] in RELATIVE for i in speakers),
            _undergoes(tree, words, speakers),
            _mistimed(tree, words, speakers),
            tuple(tree.span([i]) for i in tree.ancestors(words[0]) if i not in words),
            Span(document.id, int(paragraph.starts[0]), int(paragraph.ends[-1])),
            () if source else _subject(tree, words, content),
        )


def _subject(tree: Tree, cue: Sequence[int], content: Sequence[Span]) -> tuple[Span, ...]:
    """Who does what the cue's verb says, where that is somebody outside the content."""
    verb = next((i for i in cue if tree.is_verb(i) and tree.tag(i) != "MD" and tree.dep(i) not in ("aux", "auxpass")), None)
    found = source_of(tree, verb) if verb is not None and not tree.is_passive(verb) else ()
    if not found or (len(found) == 1 and tree.lower[found[0]] in POINTING):
        return ()
    span = tree.span(found)
    return () if any(span.overlaps(part) for part in content) else (span,)


def _undergoes(tree: Tree, cue: Sequence[int], speakers: Sequence[int]) -> bool:
    """ "The mayor was criticised over …", "Asked whether …, he said": the subject of a passive is not who speaks, unless it
    is quoted or heard."""
    if any(is_participle(tree, i) and tree.child(i, "agent") is None and tree.lemma(i) not in HEARD for i in cue):
        return True
    verbs = [tree.head(i) for i in speakers if tree.dep(i) == "nsubjpass"]
    return any(verb in cue and tree.lemma(verb) not in HEARD for verb in verbs)


def _mistimed(tree: Tree, cue: Sequence[int], speakers: Sequence[int]) -> bool:
    """ "She will say that he called and told them": past and future share no subject."""
    future = [tree.head(i) for i in speakers if tree.dep(i) == "nsubj" and tree.tag(tree.head(i)) == "VB"]
    past = any(tree.tag(i) == "VBD" for i in cue)
    return past and any(verb not in cue and any(tree.tag(k) == "MD" for k in tree.children[verb]) for verb in future)


def _span(document: Document, paragraph: Paragraph, part: tuple[int, int]) -> Span:
    """The characters of some words, without punctuation at either end unless there is nothing else."""
    start, end = part
    text = document.text
    worded = [i for i in range(start, end) if any(c.isalnum() for c in text[paragraph.starts[i] : paragraph.ends[i]])]
    if worded:
        start, end = worded[0], worded[-1] + 1
    return Span(document.id, int(paragraph.starts[start]), int(paragraph.ends[end - 1]))


def _within_the_sentence(
    content: tuple[Span, ...], cue: Span, trees: Sequence[Tree], stretches: Sequence[Stretch]
) -> tuple[Span, ...]:
    """Contents that run on into the next sentence, cut where the cue's sentence ends, unless in quotation marks: a claim too
    few is better than one in the wrong mouth. In a report that has lost its marks, or never had any, they may run on."""
    if not stretches:
        return content
    sentence = next(iter(overlapping(trees, cue))).sentence.span
    kept: list[Span] = []
    for part in content:
        quoted = any(
            s.start < part.end and part.start < s.end and (s.start < sentence.start or sentence.end < s.end) for s in stretches
        )
        if quoted or not part.overlaps(sentence):
            kept.append(part)
        else:
            kept.append(Span(part.doc, max(part.start, sentence.start), min(part.end, sentence.end)))
    near = [part for part in kept if part.overlaps(sentence)]
    return tuple(
        part for part in kept if not near or part in near or any(s.start < part.end and part.start < s.end for s in stretches)
    )


def _grown(content: tuple[Span, ...], cue: Span, stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    """Contents grown to the borders of the quotations of which they hold a good part."""
    held = [
        stretch for stretch in stretches if not (stretch.start <= cue.start and cue.end <= stretch.end) and _holds(content, stretch)
    ]
    return widened(content, held)


def _holds(content: tuple[Span, ...], stretch: Stretch) -> bool:
    least = LEAST_SHARE * (stretch.end - stretch.start)
    return any(min(span.end, stretch.end) - max(span.start, stretch.start) >= least for span in content)


def _is_nominal(trees: Sequence[Tree], content: Span) -> bool:
    """Whether a noun stands for the words: "the allegations", "involvement in the attack"."""
    tree = next(iter(overlapping(trees, content)))
    inside = set(tree.at_offset(content.start, content.end))
    tops = [i for i in inside if tree.head(i) not in inside or tree.head(i) == i]
    return bool(tops) and all(tree.tag(i).startswith(("NN", "PRP", "DT")) for i in tops)


# ── joining ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _joined(by_rules: Sequence[Finding], by_tagger: Sequence[Heard]) -> Iterator[Finding]:
    taken: set[int] = set()
    for heard in by_tagger:
        partner = next((k for k, rule in enumerate(by_rules) if k not in taken and _same_cue(rule, heard.finding)), None)
        if partner is not None:
            taken.add(partner)
            yield _agreed(by_rules[partner], heard, by_rules)
        elif heard.score >= LEAST_ALONE:
            yield heard.finding._replace(source=heard.finding.source or heard.subject)
    # "I think" is no attribution where the tagger hears none: whoever writes, or is quoted, goes on. "I doubt it" is.
    yield from (rule for k, rule in enumerate(by_rules) if k not in taken and (not rule.first_person or rule.force in AGAINST))


def _same_cue(one: Finding, other: Finding) -> bool:
    return any(left.overlaps(right) for left in one.cue for right in other.cue)


def _agreed(rule: Finding, heard: Heard, by_rules: Sequence[Finding]) -> Finding:
    """The tagger's borders and its choice among speakers, the rule's reading of the cue.

    The rule's borders stand for what is denied or named, a noun phrase, and where the tagger's would swallow the cue itself, a
    word that governs it ("who said it was late left"), or the cue of another rule ("denied that … and called …"). What goes on
    in another paragraph, which the tagger does not see, and what another rule gives to somebody else, stays as it is. Its
    speaker stands where both mean the same one; and where the tagger has a bare "who" for what is denied or named, the subject
    of a passive where the rule names nobody, or that of a verb in another tense.
    """
    found = heard.finding
    others = [other.cue_span for other in by_rules if other is not rule]
    swallowed = any(_within(span, found.content) and not _within(span, rule.content) for span in (*heard.governing, *others))
    swallowed |= any(span.overlaps(cue) for span in found.content for cue in rule.cue)
    source = found.source
    same = any(span.overlaps(other) for span in found.source for other in rule.source)
    if (
        same
        or not source
        or (rule.nominal and heard.relative)
        or (rule.source and heard.mistimed)
        or (heard.undergoes and not rule.source)
    ):
        source = rule.source
    beyond = tuple(span for span in rule.content if not span.overlaps(heard.paragraph))
    taken = [span for other in by_rules if other is not rule for span in other.content]
    own = [s for s in found.content if any(s.overlaps(t) for t in rule.content) or not any(s.overlaps(t) for t in taken)]
    as_the_rule_says = rule.nominal or swallowed or not own or beyond == rule.content
    return rule._replace(
        content=rule.content if as_the_rule_says else (*own, *beyond),
        source=source,
        voice="both",
        because=f"{rule.because}; tagger {heard.score:.2f}",
    )


def _within(span: Span, content: Sequence[Span]) -> bool:
    return any(part.contains(span) for part in content)
