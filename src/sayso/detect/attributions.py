"""Who says what, within one report: content, cue and source of every attribution.

Two voices. The parse proposes (proposals.py): a cue word of the lexicon with its subject and its complement. The
quotation marks decide where words are direct speech (marks.py), paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.detect.carried import fills_its_paragraph, who_speaks
from sayso.detect.drafts import Draft, source_of, widened
from sayso.detect.proposals import propose, reattached
from sayso.detect.trees import Tree, overlapping, trees_of
from sayso.detect.voices import TAGGED, Finding, found_by_rules, join_voices
from sayso.lexicon import DENYING, NAMING, SAYING, force_of
from sayso.marks import Stretch, quoted_stretches
from sayso.records import Attribution, Document, Sentence, Span, record_id

SPOKEN_CUES = SAYING | NAMING | DENYING
SHORT_WITHOUT_BLANKS = 8  # characters; the same in a script that sets no blanks between words (by eye)
SHORT_QUOTE = 3  # words; a shorter stretch in marks without a cue of its own is a scare quote, not speech (by eye)


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
    yield from _nested(document, stretches, findings)


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
    return draft.first_person and _inside_marks(draft.cue_span, stretches)


def _inside_marks(span: Span, stretches: Sequence[Stretch]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in stretches)


def _one_a_cue(drafts: Iterable[Draft]) -> list[Draft]:
    """At most one attribution for each cue word; the first rule wins."""
    found: dict[Span, Draft] = {}
    for draft in drafts:
        found.setdefault(draft.cue_span, draft)
    return sorted(found.values(), key=lambda draft: draft.cue_span)


def _without_empty_passives(drafts: list[Draft]) -> list[Draft]:
    """ "According to officials, it is believed that …" is one attribution: a passive that names nobody adds none."""
    return [
        draft
        for draft in drafts
        if draft.source
        or not draft.because.endswith("(passive)")
        or not any(span.contains(draft.cue_span) for other in drafts if other is not draft for span in other.content)
    ]


def _from_marks(document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], drafts: list[Draft]) -> list[Draft]:
    """Widen contents to the whole quotation, and give quotations without a reported clause their cue."""
    taken: set[int] = set()
    grown: list[Draft] = []
    for draft in _kept_inside(stretches, drafts):
        hits = [k for k, s in enumerate(stretches) if _overlaps(draft, s) and not _inside_marks(draft.cue_span, [s])]
        grown.append(replace(draft, content=widened(draft.content, [stretches[k] for k in hits])) if hits else draft)
        taken.update(hits)
    for k, stretch in enumerate(stretches):
        if k in taken:
            continue
        before = _continued(document.text, stretches, grown, k)
        if before is not None:
            span = _span(document, stretch)
            grown[before] = replace(grown[before], content=(*grown[before].content, span))
            continue
        earlier = _paragraph_before(document.text, stretches, grown, k)
        if earlier is not None:
            grown[earlier] = replace(grown[earlier], content=(*grown[earlier].content, _span(document, stretch)))
            continue
        spoken: Draft | int | None = _spoken(document, trees, stretches, k) or _named_beside(document, trees, stretch)
        if spoken is None and fills_its_paragraph(document.text, stretch):
            spoken = who_speaks(document.text, trees, grown, _span(document, stretch), stretch)
        if spoken is None:
            continue
        if isinstance(spoken, int):
            grown[spoken] = replace(grown[spoken], content=(*grown[spoken].content, _span(document, stretch)))
            continue
        same = next((j for j, other in enumerate(grown) if other.cue_span == spoken.cue_span), None)
        if same is None:
            grown.append(spoken)
        elif not grown[same].nominal:
            content = (*grown[same].content, *spoken.content)
            grown[same] = replace(grown[same], content=tuple(sorted(content)))
    return sorted((_spoken_from_outside(draft, stretches) for draft in grown), key=lambda draft: draft.cue_span)


def _spoken_from_outside(draft: Draft, stretches: Sequence[Stretch]) -> Draft:
    """ "“Thanks, friends,” said Ada Lund": quoted words are not who says them, whatever the parser makes of them."""
    quoted = draft.source and _inside_marks(draft.tree.span(draft.source), stretches)
    if not quoted or _inside_marks(draft.cue_span, stretches) or not draft.tree.is_verb(draft.cue[0]):
        return draft
    return replace(draft, source=_source_near(draft.tree, draft.cue[0], stretches))


def _kept_inside(stretches: Sequence[Stretch], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What is said inside a quotation stays inside its marks, also where the parser had it reach out of them."""
    for draft in drafts:
        around = next((s for s in stretches if _inside_marks(draft.cue_span, [s])), None)
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


def _span(document: Document, stretch: Stretch) -> Span:
    words = document.text[stretch.start : stretch.end]
    return Span(document.id, stretch.start + len(words) - len(words.lstrip()), stretch.end - (len(words) - len(words.rstrip())))


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


def _paragraph_before(text: str, stretches: Sequence[Stretch], drafts: Sequence[Draft], k: int) -> int | None:
    """The running quotation: a paragraph that is all quotation goes on with one before it whose marks were not closed."""
    stretch = stretches[k]
    earlier = stretches[k - 1] if k else None
    if earlier is None or earlier.sure_end:
        return None
    between = text[earlier.end : stretch.start]
    if "\n" not in between or any(c.isalnum() for c in between):
        return None
    for j, draft in enumerate(drafts):
        if any(abs(span.end - earlier.end) <= 2 for span in draft.content):
            return j
    return None


NAME_BEFORE = re.compile(r"(?:^|[.!?]\s)\s*((?:[A-Z][\w.’'-]*\s?){1,6})(:)\s*[\"“‘«„]$")
NAME_BEHIND = re.compile(r"[\"”’»]\s*([-–—])\s*((?:[A-Z][\w.’'-]*\s?){1,5})\s*$")


def _named_beside(document: Document, trees: Sequence[Tree], stretch: Stretch) -> Draft | None:
    """ "Ada Lund: “…”" and "“…” – Ada Lund": a name and a mark, as in interviews and pull quotations."""
    start = document.text.rfind("\n", 0, stretch.start) + 1
    end = document.text.find("\n", stretch.end)
    line_end = end if end >= 0 else len(document.text)
    ahead = NAME_BEFORE.search(document.text[start : stretch.start])
    behind = None if ahead else NAME_BEHIND.match(document.text[stretch.end : line_end])
    if ahead is None and behind is None:
        return None
    if ahead is not None:
        name, mark = (start + ahead.start(1), start + ahead.end(1)), start + ahead.start(2)
    else:
        assert behind is not None  # noqa: S101 - one of the two was found
        name, mark = (stretch.end + behind.start(2), stretch.end + behind.end(2)), stretch.end + behind.start(1)
    for tree in overlapping(trees, Span(document.id, name[0], name[1])):
        source = tree.at_offset(*name)
        cue = tree.at_offset(mark, mark + 1)
        if source and cue:
            content = (_span(document, stretch),)
            return Draft(tree, tuple(cue), tuple(source), content, False, "asserts", "a name beside a quotation")
    return None


def _spoken(document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], k: int) -> Draft | None:
    """The cue nearest to a quotation, outside marks, in the sentence in which it begins or ends, or the speaker carried over."""
    stretch = stretches[k]
    span = _span(document, stretch)
    best: tuple[int, Tree, int] | None = None
    for tree in overlapping(trees, Span(document.id, max(0, stretch.start - 2), stretch.end + 3)):
        for i in range(len(tree)):
            token = tree.tokens[i]
            if not _may_cue(tree, i):
                continue
            if _inside_marks(Span(document.id, token.start, token.end), stretches) or not _may_speak(
                tree, i, document.text, stretch
            ):
                continue
            if token.start > stretch.end and _closed_sentence(document.text, stretch) and tree.child(i, "ccomp") is not None:
                continue  # “… fiction.” Reed said that …: the quotation was over, and the verb has words of its own
            introduced = token.end < stretch.start and document.text[token.end : stretch.start].rstrip(' "“‘«„').endswith(":")
            distance = 0 if introduced else max(stretch.start - token.end, token.start - stretch.end, 0)
            if "\n" in document.text[min(token.start, stretch.start) : max(token.end, stretch.end)]:
                continue
            if best is None or distance < best[0]:
                best = (distance, tree, i)
    words = len(re.findall(r"\w+", span.cut(document.text)))
    if best is None:
        return None
    _, tree, i = best
    if words < SHORT_QUOTE and tree.child(i, "ccomp", "dobj") is not None:
        return None
    outside = _source_near(tree, i, stretches)
    cue = (i, i + 1) if tree.lemma(i) == "go" else (i,)
    return Draft(tree, cue, outside, (span,), False, force_of(tree.lemma(i)), f"quotation next to “{tree.words[i]}”")


def _may_cue(tree: Tree, i: int) -> bool:
    went_on = tree.lemma(i) == "go" and i + 1 < len(tree) and tree.lower[i + 1] == "on"
    return tree.is_verb(i) and (tree.lemma(i) in SPOKEN_CUES or went_on)


def _closed_sentence(text: str, stretch: Stretch) -> bool:
    return text[stretch.start : stretch.end].rstrip()[-1:] in (".", "!", "?", "…")


def _may_speak(tree: Tree, verb: int, text: str, stretch: Stretch) -> bool:
    """Whether somebody stands beside the cue. In a language without cue words (detect/reduced.py) it may be nobody, where
    the quotation is too long for a title or a single word."""
    if _source_near(tree, verb) or tree.sentence.parsed:
        return bool(_source_near(tree, verb))
    words = text[stretch.start : stretch.end]
    without_blanks = sum(c >= "\u2e80" for c in words)
    return len(words.split()) > SHORT_QUOTE or without_blanks > SHORT_WITHOUT_BLANKS


def _source_near(tree: Tree, verb: int, stretches: Sequence[Stretch] = ()) -> tuple[int, ...]:
    """The verb's subject; where the parser lost it in an inversion, or took quoted words for it, the noun phrase right behind
    the verb."""
    found = source_of(tree, verb)
    if found and not _inside_marks(tree.span(found), stretches):
        return found
    after = next((k for k in range(verb + 1, min(verb + 4, len(tree))) if tree.tag(k).startswith(("NN", "PRP"))), None)
    if after is None or tree.is_passive(verb):
        return ()
    top = after
    while tree.head(top) > verb and tree.head(top) != top and tree.tag(tree.head(top)).startswith("NN"):
        top = tree.head(top)
    return tuple(k for k in tree.subtree(top) if k > verb)


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
    """direct: every word stands in quotation marks; mixed: some do; nominal: a noun stands for the words."""
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
