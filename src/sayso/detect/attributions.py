"""Who says what, within one report: content, cue and source of every attribution.

Two voices. The parse proposes (proposals.py): a cue word of the lexicon with its subject and its complement. The
quotation marks decide where words are direct speech (marks.py), paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.detect.carried import fills_its_paragraph, who_speaks
from sayso.detect.drafts import Draft, widened
from sayso.detect.proposals import propose
from sayso.detect.reattached import reattached
from sayso.detect.speakers import SPOKEN_TO, inside_marks, source_near, span_of, speaker_beside
from sayso.detect.trees import Tree, overlapping, trees_of
from sayso.detect.turns import find_turns, with_turns
from sayso.detect.voices import TAGGED, Finding, found_by_rules, join_voices
from sayso.marks import Stretch, quoted_stretches
from sayso.records import Attribution, Document, Sentence, Span, record_id


def find_attributions(
    documents: Sequence[Document], sentences: Sequence[Sentence], *, tagger: bool = True
) -> Iterator[Attribution]:
    """Attributions of one report, sorted by cue; `inside` names the attribution whose content holds the cue.

    Source spans are empty where the text names nobody. Offsets are those of the report's text. The trained tagger is asked about
    English reports with a parse; without it rules and marks decide alone, and find fewer attitudes, plans and acts.
    """
    (document,) = documents
    trees = [reattached(tree) for tree in trees_of(sentences, document.text)]
    stretches = _stretches(document, sentences)
    drafts = [draft for before, tree in _with_previous(trees) for draft in propose(tree, before)]
    drafts = [draft for draft in drafts if not _own_musing(draft, stretches)]
    drafts = _from_marks(document, trees, stretches, _without_empty_passives(_one_a_cue(drafts)))
    findings = [found_by_rules(draft) for draft in drafts]
    if tagger and sentences and all(sentence.parser == TAGGED for sentence in sentences):
        findings = join_voices(document, sentences, trees, stretches, findings)
    findings = [finding._replace(content=_without_lead(document.text, finding.content)) for finding in findings]
    findings = [finding._replace(content=_without_caveat(trees, stretches, finding.content)) for finding in findings]
    turns = find_turns(document, sentences)
    yield from _nested(document, stretches, with_turns(document, turns, findings) if turns else findings)


LEAD = re.compile(
    r"(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)? ?[:–—-]|(?:BREAKING|URGENT|UPDATED?|ALERT|FLASH|EXCLUSIVE|JUST IN)(?: NEWS)? ?:)\s+"
)


def _without_lead(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without the time or the "BREAKING:" with which a line begins, which nobody says."""
    first = content[0]
    lead = LEAD.match(text, first.start, first.end) if first.start == 0 or text[first.start - 1] == "\n" else None
    kept = Span(first.doc, lead.end(), first.end) if lead and lead.end() < first.end else first
    return (kept, *content[1:])


ANSWERING = frozenset("confirm verify corroborate comment respond reply answer".split())


def _without_caveat(trees: Sequence[Tree], stretches: Sequence[Stretch], content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without "…, but the ministry has not confirmed it" at the end, which the reporter adds in their own words."""
    last = content[-1]
    tree = next((tree for tree in overlapping(trees, last) if tree.sentence.span.end >= last.end), None)
    if tree is None or inside_marks(last, stretches):
        return content
    inside = tree.at_offset(last.start, last.end)
    for verb in inside:
        own_subject = tree.dep(verb) == "conj" and tree.child(verb, "nsubj") is not None and tree.head(verb) in inside
        if not own_subject or tree.lemma(verb) not in ANSWERING or not tree.is_negated(verb):
            continue
        kept = [i for i in inside if i < min(tree.subtree(verb)) and tree.dep(i) != "punct"]
        kept = kept[:-1] if kept and tree.dep(kept[-1]) == "cc" else kept
        if kept:
            return (*content[:-1], Span(last.doc, last.start, tree.span(kept).end))
    return content


def _with_previous(trees: Sequence[Tree]) -> Iterator[tuple[Tree | None, Tree]]:
    before: Tree | None = None
    for tree in trees:
        yield before, tree
        before = tree


def _stretches(document: Document, sentences: Sequence[Sentence]) -> list[Stretch]:
    """Quoted stretches of the paragraphs that hold the sentences; one that only seems to begin somewhere is left out."""
    inside = [(sentence.span.start, sentence.span.end) for sentence in sentences]
    found = [stretch for stretch in quoted_stretches(document) if stretch.sure_start]
    return [s for s in found if any(start < s.end and s.start < end for start, end in inside)]


# ── the marks decide ─────────────────────────────────────────────────────────────────────────────────────────────────


def _own_musing(draft: Draft, stretches: Sequence[Stretch]) -> bool:
    """ "I think", "we know" inside somebody's quotation: the same speaker, no new attribution."""
    return draft.first_person and inside_marks(draft.cue_span, stretches)


def _one_a_cue(drafts: Iterable[Draft]) -> list[Draft]:
    """At most one attribution for each cue word; the first rule wins."""
    found: dict[Span, Draft] = {}
    for draft in drafts:
        found.setdefault(draft.cue_span, draft)
    return sorted(found.values(), key=lambda draft: draft.cue_span)


def _without_empty_passives(drafts: list[Draft]) -> list[Draft]:
    """ "According to officials, it is believed that …" is one attribution: a passive that names nobody adds none, unless
    somebody must have spoken: "she said staff had been told that …"."""
    return [
        draft
        for draft in drafts
        if draft.source
        or not draft.because.endswith("(passive)")
        or draft.tree.lemma(draft.cue[0]) in SPOKEN_TO
        or not any(span.contains(draft.cue_span) for other in drafts if other is not draft for span in other.content)
    ]


def _from_marks(document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], drafts: list[Draft]) -> list[Draft]:
    """Widen contents to the whole quotation, and give quotations without a reported clause their cue."""
    taken: set[int] = set()
    grown: list[Draft] = []
    for draft in _kept_inside(stretches, drafts):
        hits = [k for k, s in enumerate(stretches) if _overlaps(draft, s) and not inside_marks(draft.cue_span, [s])]
        grown.append(replace(draft, content=widened(draft.content, [stretches[k] for k in hits])) if hits else draft)
        taken.update(hits)
    for k, stretch in enumerate(stretches):
        if k in taken:
            continue
        before = _continued(document.text, stretches, grown, k)
        if before is not None:
            span = span_of(document, stretch)
            grown[before] = replace(grown[before], content=tuple(sorted((*grown[before].content, span))))
            continue
        spoken: Draft | int | None = speaker_beside(document, trees, stretches, k)
        if spoken is None and fills_its_paragraph(document.text, stretch):
            spoken = who_speaks(document.text, trees, grown, span_of(document, stretch), stretch)
        if spoken is None:
            continue
        if isinstance(spoken, int):
            grown[spoken] = replace(grown[spoken], content=tuple(sorted((*grown[spoken].content, span_of(document, stretch)))))
            continue
        same = next((j for j, other in enumerate(grown) if other.cue_span == spoken.cue_span), None)
        if same is None:
            grown.append(spoken)
        elif not grown[same].nominal:
            said = grown[same].content
            content = spoken.content if said[0].cut(document.text).lower() == "what" else (*said, *spoken.content)
            grown[same] = replace(grown[same], content=tuple(sorted(content)))
    return sorted((_spoken_from_outside(draft, stretches) for draft in grown), key=lambda draft: draft.cue_span)


def _spoken_from_outside(draft: Draft, stretches: Sequence[Stretch]) -> Draft:
    """ "“Thanks, friends,” said Ada Lund": quoted words are not who says them, whatever the parser makes of them."""
    quoted = draft.source and inside_marks(draft.tree.span(draft.source), stretches)
    if not quoted or inside_marks(draft.cue_span, stretches) or not draft.tree.is_verb(draft.cue[0]):
        return draft
    return replace(draft, source=source_near(draft.tree, draft.cue[0], stretches))


def _kept_inside(stretches: Sequence[Stretch], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What is said inside a quotation stays inside its marks, also where the parser had it reach out of them."""
    for draft in drafts:
        around = next((s for s in stretches if inside_marks(draft.cue_span, [s])), None)
        if around is None:
            yield draft
            continue
        held = Span(draft.cue_span.doc, around.start, around.end)
        content = [
            Span(held.doc, max(span.start, held.start), min(span.end, held.end)) for span in draft.content if span.overlaps(held)
        ]
        if content:
            yield replace(draft, content=tuple(content))


def _overlaps(draft: Draft, stretch: Stretch) -> bool:
    return any(span.start < stretch.end and stretch.start < span.end for span in draft.content)


def _continued(text: str, stretches: Sequence[Stretch], drafts: Sequence[Draft], k: int) -> int | None:
    """“…,” she said. “…”: the second stretch goes on where only the cue's sentence stands between the two."""
    if k == 0:
        return None
    stretch, earlier = stretches[k], stretches[k - 1]
    between = text[earlier.end : stretch.start]
    if "\n" in between:
        return None
    for j, draft in enumerate(drafts):
        ends = any(abs(span.end - earlier.end) <= 2 for span in draft.content)
        cue_end = draft.tree.sentence.span.end
        after = text[max(cue_end, earlier.end) : stretch.start]
        if ends and draft.cue_span.start >= earlier.end and cue_end <= stretch.start and not re.search(r"\w", after):
            return j
    return None


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _nested(document: Document, stretches: Sequence[Stretch], findings: Sequence[Finding]) -> Iterator[Attribution]:
    """Findings as records, outer ones first, each with the id of the smallest content that holds its cue.

    What carries claims never stands inside what does not.
    """
    made: list[tuple[Attribution, str]] = []
    for finding in sorted(findings, key=lambda f: (-sum(s.end - s.start for s in f.content), f.cue_span)):
        at = finding.cue_span
        attribution = Attribution(
            content=finding.content,
            cue=finding.cue,
            source=finding.source,
            kind=_kind(document, stretches, finding),
            force=finding.force,
            scope=finding.scope,
            inside=None,
            voice=finding.voice,
            because=finding.because,
        )
        holders = [
            (other, name)
            for other, name in made
            if other.content[0].start <= at.start < other.content[-1].end
            and any(span.contains(at) for span in other.content)
            and (other.carries_claims or not attribution.carries_claims)
        ]
        smallest = min(holders, key=lambda pair: sum(s.end - s.start for s in pair[0].content), default=None)
        if smallest is not None:
            attribution = replace(attribution, inside=smallest[1])
        made.append((attribution, record_id(attribution)))
        yield attribution


def _kind(document: Document, stretches: Sequence[Stretch], finding: Finding) -> str:
    """direct: every word stands in quotation marks, or behind its speaker's label; mixed: some do; nominal: a noun stands
    for the words."""
    if finding.verbatim:
        return "direct"
    first, last = finding.content[0].start, finding.content[-1].end
    stretches = [s for s in stretches if s.start < last and first < s.end]
    if not stretches:
        return "nominal" if finding.nominal else "indirect"
    letters = [i for span in finding.content for i in range(span.start, span.end) if document.text[i].isalnum()]
    quoted = sum(any(s.start <= i < s.end for s in stretches) for i in letters)
    if letters and quoted == len(letters):
        return "direct"
    if quoted:
        return "mixed"
    return "nominal" if finding.nominal else "indirect"
