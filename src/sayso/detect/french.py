"""French words, told in the terms in which the rules are written.

The rules of attribution know one scheme: CLEAR labels, Penn tags, and the dictionary forms of lexicon.py. So nothing of
theirs is written twice: french_parses.py turns a parse into that scheme, and the tables here name for each French cue the
word of the lexicon that does the same with its content: "démentir" denies as "deny" does. A dictionary
form is replaced only where a rule looks at it; all other words stay French. The tables were written by hand from general
knowledge of French news prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping


def _table(text: str) -> dict[str, str]:
    """ "dire:say nier:deny" as a table."""
    return dict(pair.split(":") for pair in text.split())


# Regular verbs in -er; every form is made of the infinitive.
ER_VERBS = _table(
    """
    affirmer:affirm annoncer:announce déclarer:declare indiquer:indicate assurer:assure expliquer:explain
    rapporter:report évoquer:mention préciser:specify ajouter:add souligner:stress estimer:estimate juger:consider
    avouer:confess confirmer:confirm révéler:reveal dévoiler:disclose rétorquer:retort répliquer:retort raconter:recount
    relater:relate confier:confide insister:insist rappeler:recall noter:note observer:observe remarquer:remark
    constater:note alerter:warn penser:think espérer:hope supposer:assume soupçonner:suspect demander:ask nier:deny
    contester:contest réfuter:refute rejeter:reject récuser:reject dénoncer:denounce désavouer:disavow douter:doubt
    accuser:accuse critiquer:criticise qualifier:describe citer:cite témoigner:testify lancer:say marteler:insist
    plaider:plead regretter:lament déplorer:lament suggérer:suggest signaler:report informer:inform
    communiquer:announce montrer:show jurer:swear proclamer:proclaim commenter:comment résumer:outline renchérer:add
    détailler:detail alléguer:allege arguer:argue réaffirmer:reiterate réitérer:reiterate répéter:repeat
    mentionner:mention concéder:concede riposter:retort clamer:proclaim tempérer:caution nuancer:caution
    désoler:lament indigner:complain féliciter:boast alarmer:warn étonner:remark refuser:refuse
    """
)
# The other verbs with the forms that news uses: present, imperfect, simple past, participles.
OTHER_VERBS = {
    "say": "dire dit dits dite dites disent disait disaient disant dirent",
    "deny": "démentir dément démentent démentait démentaient démenti démentie démentis démenties démentant",
    "maintain": "soutenir soutient soutiennent soutenait soutenaient soutenu soutint maintenir maintient maintiennent "
    "maintenait maintenu",
    "claim": "prétendre prétend prétendent prétendait prétendaient prétendu prétendant",
    "acknowledge": "reconnaître reconnaitre reconnaît reconnait reconnaissent reconnaissait reconnu reconnue reconnaissant",
    "admit": "admettre admet admettent admettait admis admise admettant",
    "reply": "répondre répond répondent répondait répondu répondant",
    "promise": "promettre promet promettent promettait promis promise promettant",
    "warn": "avertir avertit avertissent avertissait averti prévenir prévient préviennent prévenait prévenu",
    "fear": "craindre craint craignent craignait craignaient",
    "believe": "croire croit croient croyait croyaient",
    "contradict": "contredire contredit contredisent contredisait contredite contredisant",
    "write": "écrire écrit écrivent écrivait écrivaient écrivant",
    "add": "poursuivre poursuit poursuivent poursuivait poursuivi renchérit renchéri renchérissait",
    "learn": "apprendre apprend apprennent appris",
    "establish": "établir établit établissent établi",
    "guarantee": "garantir garantit garantissent garantissait garanti",
    "conclude": "conclure conclut concluent concluait conclu concluant",
}
NOUNS = _table(
    """
    accusation:accusation allégation:allegation affirmation:assertion déclaration:statement rumeur:rumour rapport:report
    document:document communiqué:statement lettre:letter audit:audit enquête:inquiry étude:study information:report
    article:story promesse:promise avertissement:warning annonce:announcement plainte:complaint démenti:denial
    témoignage:testimony récit:account version:version
    critique:complaint reproche:accusation mensonge:lie propos:remark courriel:email tweet:tweet vidéo:video
    responsable:official fonctionnaire:official source:source employé:employee employée:employee salarié:employee
    salariée:employee ouvrier:worker ouvrière:worker habitant:resident habitante:resident riverain:resident
    riveraine:resident témoin:witness expert:expert experte:expert avocat:lawyer avocate:lawyer
    porte-parole:spokesperson conseiller:adviser conseillère:adviser élu:councillor élue:councillor député:lawmaker
    députée:lawmaker enquêteur:investigator procureur:prosecutor procureure:prosecutor médecin:doctor
    chercheur:researcher chercheuse:researcher scientifique:scientist militant:activist militante:activist
    opposant:opponent journaliste:journalist collègue:colleague voisin:neighbour voisine:neighbour diplomate:diplomat
    ingénieur:engineer ingénieure:engineer directeur:director directrice:director maire:mayor préfet:governor
    préfète:governor ministre:minister président:president présidente:president adjoint:deputy adjointe:deputy
    entreprise:company société:company compagnie:company ministère:ministry préfecture:office mairie:office
    parquet:court tribunal:court syndicat:union association:association gouvernement:government agence:agency
    police:police gendarmerie:police hôpital:hospital groupe:group conseil:council commission:commission
    direction:administration autorité:authority régie:company fabricant:manufacturer
    journal:newspaper quotidien:daily hebdomadaire:weekly magazine:magazine chaîne:channel radio:station site:site
    """
)
ADJECTIVES = _table(
    """
    faux:false fausse:false fausses:false mensonger:false mensongère:false mensongères:false infondé:unfounded
    infondée:unfounded infondés:unfounded infondées:unfounded calomnieux:defamatory calomnieuse:defamatory
    calomnieuses:defamatory diffamatoire:defamatory diffamatoires:defamatory inexact:inaccurate inexacte:inaccurate
    absurde:absurd absurdes:absurd ridicule:ridiculous vrai:true vraie:true vraies:true invérifié:unverified
    """
)
# Closed classes: Penn tag and the English word whose part the word plays in the rules.
FUNCTION_WORDS: dict[str, tuple[str, str]] = {
    form: (tag, word)
    for tag, listed in {
        "DT": "le:the la:the les:the l':the un:a une:a des:a ce:this cet:this cette:this ces:these aucun:no aucune:no",
        "PRP$": "son:his sa:his ses:his leur:their leurs:their mon:my ma:my mes:my notre:our nos:our",
        "IN": "de:of d':of du:of à:to au:to aux:to par:by dans:in en:in avec:with pour:for comme:as contre:against sur:about "
        "sans:without selon:according depuis:since après:after avant:before chez:at entre:between que:that qu':that si:whether "
        "s':whether puisque:because parce:because lorsque:when quand:when tandis:while",
        "PRP": "je:i j':i nous:we il:il elle:elle ils:ils elles:elles on:one ceci:this cela:that ça:that c':this rien:nothing "
        "personne:nobody",
        "WP": "qui:who dont:whose lequel:which laquelle:which",
        "CC": "et:and ou:or mais:but ni:nor",
        "RB": "pas:not jamais:never ne:ne n':ne plus:more non:not aussi:also ainsi:so également:also",
    }.items()
    for form, word in (pair.split(":") for pair in listed.split())
}
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


def _er_forms(verb: str) -> Iterator[str]:
    """
    >>> [form for form in _er_forms("rejeter") if form in ("rejette", "rejeté", "rejetait")]
    ['rejette', 'rejeté', 'rejetait']
    """
    stem = verb[:-2]
    strong = re.sub(r"é([^aeiouéè]+u?)$", r"è\1", stem)  # révéler, révèle
    strong = re.sub(r"e([lt])$", r"e\1\1", strong)  # rappeler, rappelle
    strong = strong.replace("martell", "martèl")
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)  # annonçait, jugeait
    yield verb
    for ending in ("e", "es", "ent", "era", "eront", "erait"):
        yield strong + ending
    for ending in ("é", "ée", "és", "ées", "èrent", "ez"):
        yield stem + ending
    for ending in ("ait", "aient", "ant", "a", "ons"):
        yield soft + ending


CUE_FORMS: Mapping[str, str] = {
    **{form: word for verb, word in ER_VERBS.items() for form in _er_forms(verb)},
    **{form: word for word, forms in OTHER_VERBS.items() for form in forms.split()},
}
PARTICIPLES = frozenset(form for form in CUE_FORMS if re.search(r"ée?s?$", form)) | frozenset(
    """
    dit dits dite dites démenti démentie démentis démenties soutenu maintenu prétendu reconnu reconnue admis admise répondu
    promis promise averti prévenu contredite poursuivi renchéri appris établi garanti conclu
    """.split()
)
# Forms that are as often another word: a noun, an adjective, a person.
ALSO_OTHER_WORDS = frozenset("doute annonce note juge demande demandes plaide montre montres cite fait avoué".split())


def noun_of(word: str) -> str | None:
    """The noun of the lexicon behind a French one: "accusations", "porte-parole"."""
    return NOUNS.get(word) or NOUNS.get(word[:-1] if word[-1:] in ("s", "x") else word)


def plain(word: str) -> str:
    return word.lower().translate(APOSTROPHES)
