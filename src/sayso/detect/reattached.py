"""Reporting verbs that the parser hung where they do not belong: "denied that he had known and called it a fake"."""

from __future__ import annotations

from dataclasses import replace

from sayso.detect.trees import Tree
from sayso.lexicon import CLAUSE_CUES, NAMING
from sayso.records import Token

CLAUSE_OR_NAME = CLAUSE_CUES | NAMING


def reattached(tree: Tree) -> Tree:
    """Hang a reporting verb that the parser put inside a reported clause onto the outer cue, where it belongs.

    "Reed denied that the firm had known and called the letter a fake": coordinated with "known"; the inner clause has a
    subject of its own and no cue, so the second cue is the first speaker's. "Reed called the letter a fake made up by
    rivals, claiming that …": a participle below the name he gives is his as well.
    """
    tokens = list(tree.tokens)
    for i, lemma in enumerate(tree.lemmas):
        if lemma in CLAUSE_OR_NAME and tree.is_verb(i) and tree.child(i, "nsubj") is None:
            outer = _inner_verb(tree, i) or _outer_cue(tree, i)
            if outer is not None:
                token = tokens[i]
                tokens[i] = Token(token.start, token.end, token.tag, "conj", outer, token.lemma)
    if tuple(tokens) == tree.tokens:
        return tree
    return Tree(replace(tree.sentence, tokens=tuple(tokens)), tree.text)


def _inner_verb(tree: Tree, i: int) -> int | None:
    """ "Will testify that her brother called and said …": of two verbs before it, the one in its own tense."""
    outer = tree.head(i)
    clause = next((k for k in tree.all_children(outer, "ccomp") if outer < k < i), None)
    if tree.dep(i) != "conj" or clause is None or tree.tag(outer) not in ("VB", "VBZ", "VBP"):
        return None
    own_tense = tree.tag(i) == tree.tag(clause) == "VBD" and tree.child(clause, "nsubj") is not None
    return clause if own_tense else None


def _outer_cue(tree: Tree, i: int) -> int | None:
    """The cue before it whose reported clause swallowed the verb `i`; None where the parse may be right."""
    inner = tree.head(i)
    outer = tree.head(inner)
    if tree.dep(i) == "conj":
        swallowed = (
            tree.dep(inner) == "ccomp"
            and tree.lemma(inner) not in CLAUSE_CUES
            and tree.lemma(outer) in CLAUSE_CUES
            and tree.child(inner, "nsubj", "nsubjpass") is not None
            and "that" not in (tree.lower[k] for k in tree.children[i] if k < i)
            and (tree.tag(i) != tree.tag(inner) or tree.tag(i) == tree.tag(outer))
        )
        return outer if swallowed and outer < inner < i else None
    if tree.dep(i) == "advcl" and tree.tag(i) == "VBG" and tree.lemma(inner) not in CLAUSE_OR_NAME:
        above = (k for k in tree.ancestors(inner) if tree.lemma(k) in CLAUSE_OR_NAME and tree.is_verb(k) and k < i)
        return next(above, None)
    return None
