"""The table of cues: what a word or phrase does with the words it brings in. Read by lexicon.py; nothing here is run.

Written by hand from general knowledge of English news prose; the cues of PolNeAR's training texts served to look for
gaps. Every cue stands in its dictionary form, without articles, under its part of speech, its force (records.FORCES) and its
scope (records.SCOPES). Between the words of a longer cue a few others may stand: "make it quite clear".
"""

from __future__ import annotations

# (part of speech, force, scope, cues parted by commas); "other": adjectives, adverbs, prepositions, set phrases.
TABLE: tuple[tuple[str, str, str, str], ...] = (
    # ── speech and writing ──
    (
        "verb",
        "asserts",
        "says",
        """
        accuse, acknowledge, add, admit, admit to, admonish, advise, affirm, agree, agree with, air, alert, allege, allude,
        allude to, amend, analyse, analyze, announce, answer, apologise, apologise for, apologize, apologize for, applaud,
        argue, ascribe, assail, assert, assess, associate, assure, attack, attest, attest to, attribute, authenticate, author,
        aver, avouch, avow, back up, backtrack, bark, bash, be alleged, be quoted as, be quoted as saying, be reported, be
        rumor, be rumour, be said, be told, bear out, bear witness, bellow, bemoan, berate, bicker, bill, bill as, blame,
        blame for, blast, blog, blurt, blurt out, boast, boast about, boast of, boo, brag, brag about, brand, break in, brief,
        broadcast, brush aside, brush off, cable, calculate, call, call attention to, call out, caption, carry, cast, cast as,
        castigate, caution, certify, champion, chant, characterise, characterize, charge, chastise, chat, cheer, chide, chime
        in, christen, chronicle, circulate, cite, claim, claim credit, claim responsibility, clarify, class, classify, climb
        down, come forward, come out, come out against, come out and say, commend, comment, communicate, compare, complain,
        complain about, complain of, compliment, concede, conclude, concur, condemn, confess, confess to, confide, confirm,
        congratulate, connect, contend, contextualise, contextualize, continue, contrast, convey, correct, corroborate, count,
        counter, countersign, credit, credit with, criticise, criticize, crow, cry, cut in, deadpan, debate, declare, decry,
        deem, defend, deflect, demur, denounce, depict, deplore, depose, deride, describe, detail, dictate, disagree over,
        disclose, discuss, divulge, document, dodge, downplay, draft, draw attention to, drawl, drive home, drop hint, dub,
        dwell on, e-mail, echo, echo view, editorialise, editorialize, elaborate, elucidate, email, emphasise, emphasize,
        enthuse, enumerate, equate, estimate, evaluate, exclaim, excuse, expand, expand on, explain, expose, expound, express,
        extol, fault, fess up, file, file complaint, fire back, focus on, follow up, forecast, foretell, frame, frame as,
        fume, generalise, generalize, get back, give account, give evidence, give version, gloss over, go after, go as far as,
        go on, go on record, go on to say, go public, go public with, go so far as, grade, greet, gripe, grouse, growl,
        grumble, gush, hail, hammer home, heap praise on, hear, hear from, heckle, hedge, highlight, hint, hit back, hit back
        at, hit out, hit out at, honor, honour, hypothesise, hypothesize, identify, impart, implicate, imply, impute,
        indicate, inform, insist, insult, interject, interpret, interrupt, intone, introduce, issue, issue statement, jeer,
        jest, joke, joke about, joke that, jot, justify, label, lambast, lambaste, lament, lash out, lash out at, laud, laugh
        off, lay blame, lay out, leak, learn, learn from, legend have it, let on, let slip, level accusation, level charge,
        lie, liken, link, list, lodge complaint, maintain, make argument, make case, make claim, make clear, make it clear,
        make it plain, make known, make mention of, make no secret of, make plain, make point, make public, make reference to,
        make statement, mention, message, minimise, minimize, mock, mumble, murmur, muse, mutter, name, narrate, nickname,
        note, notify, object, observe, offer condolence, offer explanation, offer praise, open up, open up about, opine, opine
        that, out, outline, own up, own up to, paint, paint as, paraphrase, parry, pass on, pay tribute, pay tribute to, pen,
        phone, phone in, pillory, pin blame, play down, play up, plead, plead guilty, point, point at, point finger, point
        finger at, point out, point to, poke fun at, portray, posit, post, postulate, pour scorn on, praise, preach, predict,
        preface, premise, press point, print, proclaim, profess, project, pronounce, prophesy, propound, protest, publish,
        purport, put, put it, put out statement, quarrel, quip, quote, quote as saying, rail, rail against, raise alarm, raise
        point, ram home, rank, rant, rate, rave, read, read out, reaffirm, reason, reassure, rebuke, recall, recap,
        recapitulate, recite, recommend for, record, recount, refer, refer to, reference, rehearse, reiterate, rejoin, relate,
        relay, release, release statement, remark, remind, repeat, reply, report, report back, represent, respond, resume,
        retort, retweet, reveal, reverse course, review, revise, ridicule, rip, roar, row back, rumor, rumor have it, rumour,
        rumour have it, run, salute, savage, say, say of, scoff, scold, scream, scribble, second, set out, share, shed light
        on, shoot back, shout, shrug, shrug off, side with, sidestep, sigh, sign, signal, sing, sing praise of, single out,
        slam, snap, sneer, sound alarm, speak, speak of, speak out, speak out about, speak out against, speak to, speak up,
        speak with, specify, speculate, spell out, spill, spread, squabble, stammer, stand by, state, stipulate, story go,
        stress, stutter, style, submit, substantiate, suggest, sum up, summarise, summarize, swear, swear in court, tag, take
        aim at, take credit, take credit for, take responsibility, take to task, talk, talk about, taunt, teach, tear into,
        telegraph, tease, tell, tell of, term, testify, testify that, testify to, text, thank, theorise, theorize, thunder, tie,
        title, touch on, touch upon, tout, trash, trumpet, tweet, type, uncover, underline, underscore, unveil, update, validate,
        verify, vindicate, voice, volunteer, vouch, vouch for, warn, warn about, warn against, warn of, wave away, weigh in,
        weigh in on, welcome, whine, whisper, wisecrack, word be, write, write about, write in, write of, yell
        """,
    ),
    (
        "noun",
        "asserts",
        "says",
        """
        account, accusation, acknowledgement, acknowledgment, adage, address, admission, advice, affidavit, alert, allegation,
        analysis, announcement, answer, apology, appraisal, argument, assertion, assessment, assurance, attack, boast, brag,
        brief, briefing, broadside, bulletin, caption, caution, chant, characterisation, characterization, charge, citation,
        claim, clarification, column, comment, commentary, complaint, compliment, concession, conclusion, condemnation,
        confession, confirmation, contention, conversation, correction, counterclaim, criticism, critique, debate,
        declaration, defence, defense, depiction, deposition, description, despatch, diagnosis, dig, disclosure, discussion,
        dispatch, e-mail, editorial, email, estimate, exchange, excuse, explanation, forecast, gibe, gossip, grievance,
        headline, hearsay, hint, hypothesis, implication, indictment, innuendo, insinuation, insistence, insult,
        interpretation, interview, jab, jibe, joke, judgement, judgment, justification, keynote, label, lament, leak, lecture,
        letter, line, mantra, maxim, memo, memoir, mention, message, motto, narrative, note, notice, notification, notion,
        observation, op-ed, outburst, phrase, portrayal, post, praise, prediction, premise, proclamation, prognosis,
        prognostication, projection, pronouncement, prophecy, proposition, protestation, quip, quotation, quote, rant,
        reading, reassurance, rebuke, recollection, reference, refrain, rejoinder, remark, reminder, reminiscence, reply,
        report, reporting, reprimand, response, retort, revelation, review, riposte, ruling, rumor, rumour, scoop, sermon,
        slogan, slur, speculation, speech, statement, story, suggestion, summary, swipe, tale, talk, testimony, text, theory,
        thesis, tip, tip-off, tirade, title, tribute, trope, tweet, verdict, version, warning, whisper, word, words
        """,
    ),
    (
        "other",
        "asserts",
        "says",
        """
        accord to, according, according to, adamant, aka, alleged, allegedly, also known as, apologetic, as describe by, as
        first report by, as note by, as per, as quote by, as quote in, as report by, as state in, by account, by all account,
        by most account, by own account, by own admission, by some account, candid, citing, critical, critical of, dubbed,
        emphatic, first report by, frank, in court, in interview, in interview with, in letter to, in post, in speech, in
        statement, in testimony, in word of, in writing, insistent, known as, off record, on account, on background, on
        condition of anonymity, on record, open about, outspoken, per, purported, purportedly, quote, reportedly, rumored,
        rumoured, scathing, self-described, self-proclaimed, self-styled, so-called, speaking on condition of anonymity, under
        oath, unequivocal, via, vocal
        """,
    ),
    (
        "other",
        "reports",
        "says",
        """
        apparently, ostensibly, supposed, supposedly
        """,
    ),
    # ── denial ──
    (
        "verb",
        "denies",
        "says",
        """
        argue otherwise, back away from, back down, back down from, back off, bat away, beg to differ, belie, contest,
        contradict, contravene, debunk, demolish, deny, deny involvement, deny outright, disagree, disagree with, disassociate
        from, disavow, disclaim, discredit, dismiss, dismiss out of hand, disown, disprove, dispute, dissociate from, distance
        from, eat word, explode, fact-check, gainsay, give lie to, insist otherwise, issue denial, issue rebuttal, knock down,
        lay to rest, maintain innocence, negate, plead innocent, plead not guilty, pooh-pooh, profess innocence, protest
        innocence, pull back from, push back, push back against, push back on, put lie to, put to rest, quash, rebut, recant,
        refute, reject, reject out of hand, repudiate, retract, rubbish, rule out, say no, say otherwise, scotch, set record
        straight, set straight, shoot down, show otherwise, step back from, swat away, take back, tell otherwise, think
        otherwise, walk back, withdraw
        """,
    ),
    (
        "noun",
        "denies",
        "says",
        """
        contradiction, counterargument, debunking, denial, disagreement, disavowal, disclaimer, dismissal, pushback, rebuttal,
        recantation, refutation, rejection, repudiation, retraction
        """,
    ),
    (
        "other",
        "denies",
        "says",
        """
        contrary to, dismissive, dismissive of, in contradiction of, in defiance of claim
        """,
    ),
    # ── doubt ──
    (
        "verb",
        "doubts",
        "says",
        """
        bring into question, call in question, call into question, cast doubt, cast doubt on, cast doubt over, challenge,
        express doubt, express scepticism, express skepticism, hedge on, impugn, leave open, pick apart, pick hole in, poke
        hole in, pour cold water on, put in doubt, put into doubt, query, question, raise doubt, raise doubt about, raise
        eyebrow, raise question, raise question about, raise question over, second-guess, take exception to, take issue with,
        take with grain of salt, take with pinch of salt, throw cold water on, throw doubt on, throw into doubt, throw into
        question, treat with caution, undercut, undermine, voice doubt, voice scepticism, voice skepticism
        """,
    ),
    (
        "verb",
        "doubts",
        "thinks",
        """
        disbelieve, distrust, doubt, harbor doubt, harbour doubt, have doubt, have reservation, mistrust
        """,
    ),
    (
        "noun",
        "doubts",
        "says",
        """
        challenge, scrutiny
        """,
    ),
    (
        "noun",
        "doubts",
        "thinks",
        """
        disbelief, distrust, doubt, incredulity, misgiving, mistrust, qualm, reservation, scepticism, skepticism, uncertainty
        """,
    ),
    (
        "other",
        "doubts",
        "thinks",
        """
        agnostic, distrustful, doubtful, dubious, in doubt, incredulous, mistrustful, sceptic, sceptical, skeptic, skeptical,
        suspicious, uncertain, unclear, unconvinced, unpersuaded, unsure
        """,
    ),
    # ── questions ──
    (
        "verb",
        "asks",
        "says",
        """
        ask, ask about, ask if, ask whether, demand answer, demand to know, enquire, enquire about, grill, inquire, inquire
        about, interrogate, interview, look into whether, poll, pose question, press for answer, press on, probe, put
        question, query whether, question whether, quiz, raise issue, raise possibility, raise prospect, seek clarification,
        sound out, survey, want to know
        """,
    ),
    (
        "verb",
        "asks",
        "thinks",
        """
        be curious, consider whether, debate whether, ponder, puzzle over, weigh whether, wonder
        """,
    ),
    (
        "noun",
        "asks",
        "says",
        """
        enquiry, inquiry, query, question, question about, question of, question over, request for comment
        """,
    ),
    (
        "noun",
        "asks",
        "thinks",
        """
        curiosity, puzzlement
        """,
    ),
    # ── belief and feeling ──
    (
        "verb",
        "asserts",
        "thinks",
        """
        accept, admire, adore, anticipate, appreciate, arrive at conclusion, assume, bank on, be angry, be appalled, be aware,
        be certain, be confident, be convinced, be disappointed, be glad, be happy, be of opinion, be of view, be outraged, be
        persuaded, be pleased, be proud, be satisfied, be shocked, be sorry, be sure, be surprised, be under impression,
        begrudge, believe, believe in, bet, buy, care, care about, celebrate, change mind, come to believe, come to
        conclusion, come to see, conceive, conjecture, consider, contemplate, count on, deduce, delight, despise, detest,
        dislike, draw conclusion, dream, empathise, empathize, enjoy, envisage, envision, envy, expect, express anger, express
        confidence, express disappointment, express dismay, express frustration, express optimism, express outrage, express
        pride, express regret, express relief, express satisfaction, express sorrow, express surprise, express sympathy, feel,
        feel good, foresee, forget, gather, grieve, guess, hate, hold, hold belief, hold opinion, hold view, identify with,
        ignore, imagine, infer, judge, know, like, loathe, look at, look forward to, look on, look to, look upon, make up
        mind, marvel, mind, misjudge, mourn, mull, overestimate, perceive, presume, pride, reach conclusion, realise, realize,
        reckon, recognise, recognize, regard, regret, rejoice, relate to, remember, resent, respect, rue, see, sense, sound
        confident, sound optimistic, sound upbeat, subscribe to, suppose, surmise, suspect, sympathise, sympathize, take
        comfort, take for granted, take heart, take it, take it that, take pride, take pride in, take view, think, think of,
        tolerate, trust, underestimate, understand, view, voice confidence, voice optimism, wager
        """,
    ),
    (
        "verb",
        "reports",
        "thinks",
        """
        appear, appear to, be afraid, be anxious, be concerned, be hopeful, be worried, cross finger, dread, express alarm,
        express concern, express fear, express hope, express interest, express unease, express wish, express worry, fear, flag
        concern, fuel concern, fuel fear, fuel speculation, hope, look like, look set, prompt concern, prompt speculation,
        raise concern, raise concern about, raise concern over, raise concern that, raise fear, raise fear of, raise fear
        that, raise hope, raise hope of, raise hope that, raise suspicion, raise suspicion that, seem, seem to, sound, sound
        like, spark concern, spark fear, spark speculation, stoke fear, voice alarm, voice concern, voice fear, voice hope,
        voice unease, wish, worry
        """,
    ),
    (
        "noun",
        "asserts",
        "thinks",
        """
        admiration, anger, anticipation, appreciation, assumption, attitude, awareness, belief, bias, certainty, concept,
        confidence, consensus, contempt, conventional wisdom, conviction, delight, disappointment, disdain, disgust, dislike,
        dismay, enthusiasm, expectation, faith, feeling, frustration, fury, gratitude, grief, guess, hunch, idea, impression,
        instinct, intuition, joy, knowledge, memory, mindset, opinion, optimism, outlook, outrage, perception, perspective,
        pessimism, point of view, position, prejudice, presumption, presupposition, pride, realisation, realization, received
        wisdom, recognition, regret, relief, remorse, respect, sadness, sense, sentiment, shock, sorrow, stance, standpoint,
        supposition, surprise, suspicion, sympathy, thinking, thought, trust, understanding, view, viewpoint
        """,
    ),
    (
        "noun",
        "reports",
        "thinks",
        """
        alarm, anxiety, apprehension, concern, dread, dream, fear, hope, panic, unease, wish, worry
        """,
    ),
    (
        "other",
        "asserts",
        "thinks",
        """
        amazed, angry, annoyed, appalled, as far as concerned, ashamed, astonished, aware, bearish, believed, bullish,
        certain, confident, conscious, considered, convinced, delighted, disappointed, disgusted, dismayed, embarrassed,
        envious, frustrated, furious, glad, grateful, happy, horrified, impressed, in eye of, in mind of, in opinion, in
        opinion of, in view, in view of, irritated, jealous, mindful, of belief, of opinion, of view, optimistic, outraged,
        perceived, pessimistic, pleased, proud, regarded as, relieved, sad, satisfied, seen as, shocked, sorry, stunned, sure,
        surprised, thankful, under impression, unimpressed, upbeat, upset, viewed as
        """,
    ),
    (
        "other",
        "reports",
        "thinks",
        """
        afraid, alarmed, anxious, apprehensive, concerned, fearful, hopeful, hopefully, nervous, presumably, seemingly,
        uneasy, worried
        """,
    ),
    # ── plans, demands, promises ──
    (
        "verb",
        "asserts",
        "wants",
        """
        accede, accede to, adopt, advise to, advocate, advocate for, agree to, aim, aim to, allow, announce plan, announce
        plan to, appeal, appeal for, appeal to, appoint, approve, approve of, argue for, ask for, ask to, aspire, assent,
        attempt to, authorise, authorize, back, be about to, be committed, be determined, be due to, be eager, be going to, be
        keen, be planning, be poised to, be prepared, be ready, be set to, be willing, beg, beseech, bring forward, call for,
        call on, call to, call upon, campaign for, challenge to, choose, choose to, come out in favor of, come out in favour
        of, come out in support of, command, commit, commit to, compel, consent, consent to, counsel, crave, dare, decide,
        decide on, decide to, declare support for, decree, dedicate, demand, desire, determine to, dictate that, direct, draw
        up plan, egg on, elect to, embrace, encourage, endorse, entreat, exhort, express support, express support for, extend
        invitation, favor, favour, fight for, float, float idea, force, get behind, give backing to, give go-ahead, give green
        light, give notice, give order, give permission, give ultimatum, goad, grant, green-light, guarantee, have plan, have
        plan to, hold out for, hold out prospect of, implore, incite, insist on, instruct, intend, invite, issue appeal, issue
        call, issue order, issue ultimatum, lend support to, let, line up behind, lobby, lobby for, long for, look to do, make
        appeal, make case for, make demand, make offer, make plan, make pledge, make promise, make request, mandate, mean to,
        moot, move to, nominate, nudge, offer, offer to, okay, opt, opt for, opt to, order, outline plan, permit, petition,
        plan, plan on, plan to, plead for, plead with, pledge, pledge to, plot, pray, pray for, prefer, prepare to, press for,
        press to, prod, promise, promise to, propose, push, push for, put forward, raise demand, rally behind, ratify,
        recommend, rededicate, reiterate call, remind to, renew call, repeat call, request, require, resolve, resolve to,
        rule, sanction, seek, seek to, set goal, set out plan, set target, sign off on, sign up to, speak in favor of, speak
        in favour of, speak out for, spur, stand ready, stand ready to, strive, strive for, submit plan, summon, support,
        swear to, target, tell to, threaten, threaten to, throw support behind, throw weight behind, try to, try to persuade,
        undertake, unveil plan, unveil plan to, urge, voice support, voice support for, volunteer to, vote, vote for, vote to,
        vow, vow to, want, want to, warn off, warn to, wish to, work towards, would like, would rather, yearn for
        """,
    ),
    (
        "verb",
        "denies",
        "wants",
        """
        abandon, advise against, argue against, back out, back out of, backpedal, backpedal on, balk at, ban, baulk at, be
        opposed, be reluctant, be unwilling, block, boycott, campaign against, come out in opposition to, decline invitation,
        dig in heel, disapprove, disapprove of, dismiss call, drop, express opposition, fight against, forbid, forswear, go
        back on, lobby against, object to, oppose, outlaw, prohibit, protest against, pull out, pull out of, rebuff, refuse,
        refuse to, reject call, reject offer, reject plan, renege, renege on, renounce, resist, rule out plan, say no to, shy
        away from, snub, speak against, spurn, turn down, veto, voice opposition, vote against, vote down
        """,
    ),
    (
        "noun",
        "asserts",
        "wants",
        """
        advocacy, advocate, agenda, agreement, aim, ambition, appeal, approval, aspiration, assent, authorisation,
        authorization, backer, backing, ballot, blueprint, call, campaign, choice, command, commitment, consent, decision,
        decree, demand, desire, determination, directive, eagerness, edict, endorsement, entreaty, goal, guarantee,
        injunction, instruction, intent, intention, invitation, mandate, manifesto, motion, nomination, oath, objective,
        offer, order, permission, petition, plan, platform, plea, pledge, policy, prayer, preference, promise, proponent,
        proposal, push, readiness, recommendation, request, resolution, roadmap, scheme, strategy, summons, support,
        supporter, target, threat, ultimatum, undertaking, vote, vow, willingness
        """,
    ),
    (
        "noun",
        "denies",
        "wants",
        """
        ban, objection, opponent, opposition, prohibition, protest, refusal, reluctance, resistance, unwillingness, veto
        """,
    ),
    (
        "other",
        "asserts",
        "wants",
        """
        at behest of, at request of, at urging of, committed, desperate, determined, eager, for, impatient, in favor of, in
        favour of, in support of, intent on, keen, on advice of, on order of, poised, prepared, ready, resolved, set to,
        supportive, supportive of, under agreement, under plan, under proposal, willing
        """,
    ),
    (
        "other",
        "denies",
        "wants",
        """
        against, averse, hesitant, loath, opposed, opposed to, reluctant, unwilling
        """,
    ),
    # ── what documents, polls and evidence show ──
    (
        "verb",
        "asserts",
        "shows",
        """
        add weight to, ascertain, back claim, bear witness to, betray, come to light, demonstrate, detect, determine,
        discover, emerge, establish, evidence, exhibit, find, find evidence, find proof, give credence to, illustrate,
        include, lead to conclusion, lend credence to, lend weight to, make evident, mean, mean that, mirror, point toward,
        point towards, prove, reflect, show, support claim, transpire, turn out, uncover evidence
        """,
    ),
    (
        "noun",
        "asserts",
        "shows",
        """
        audit, census, clue, correlation, data, datum, demonstration, discovery, document, evidence, figure, figures, file,
        finding, footage, graph, hallmark, image, indication, indicator, photograph, poll, proof, record, records, research,
        result, sign, statistic, statistics, study, survey, testament, trace, video
        """,
    ),
    (
        "other",
        "asserts",
        "shows",
        """
        based on, evident, evidently, going by, in light of, judging by, on basis of
        """,
    ),
    (
        "verb",
        "reports",
        "says",
        """
        decline, keep mum, keep silent, make no mention, make no mention of, remain mum, remain silent, stay silent
        """,
    ),
)
