"""Whether a source states a content, believes it or intends it, told from the words of the cue.

The three are the attribution types of PARC 3.0 (Pareti, LREC 2016) that PolNeAR counts:
assertions, beliefs and knowledge, and eventualities.
"""

import re

from app.domain import Act, Spans

WORD = re.compile(r"[a-z]+")
TO = re.compile(r"\W*to\b", re.IGNORECASE)
SPEAKING = re.compile(
    r"\W*to (?:\w+ly )?(?:answer|comment|confirm|discuss|elaborate|name|reply|respond|say|speak|talk)\b",
    re.IGNORECASE,
)


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


STATES = _words(
    """
    accuse acknowledge add admit advise allege announce answer argue ask assert call caution charge cite
    claim comment complain concede conclude condemn confirm contend continue contradict criticise criticize
    declare denounce deny describe disclose dismiss emphasise emphasize estimate explain inform insist joke
    lament mention note object observe point post praise predict quip quote read recall recommend refer
    reiterate relate release remark repeat reply report respond retort reveal say signal speak state stress
    suggest talk tell testify thank tweet urge warn write
    """
)
BELIEVES = _words(
    """
    admire adore afraid anticipate anxious anxiety appreciate assess assessment assume assumption backed
    backing backs belief believe bet certain concern confidence confident consider conviction convinced
    deem deplore despise disagree dislike distrust doubt doubtful dread embrace enjoy envisage envision expect
    expectation favor favour fear feel foresee forget guess hate hope hopeful imagine impression judge know
    knowledge like loathe love mistrust misunderstand misgiving opinion oppose optimism optimistic perceive
    perception pessimism pessimistic prefer presume reckon regard regret remember realise realize resent
    reservation respect sceptical scepticism see skeptical skepticism support suppose sure suspect suspicion
    sympathise sympathize think trust unaware uncertain uncertainty unconvinced understand unsure view wary
    wonder worry
    """
)
INTENDS = _words(
    """
    aim ambition aspire attempt committed considering contemplate decide decision decline desire eager
    endeavor endeavour hesitate intend intent intention keen mull opt plan pledge plot prepare promise
    propose ready refusal refuse reluctance reluctant resolve seek strive swear threat threaten try
    undertake unwilling vow want willing willingness wish yearn
    """
)
INTENDS_BEFORE_TO = _words("agree demand determine hope look mean move offer vote work")
IRREGULAR = {
    "felt": "feel",
    "foresaw": "foresee",
    "foreseen": "foresee",
    "forgot": "forget",
    "forgotten": "forget",
    "knew": "know",
    "known": "know",
    "meant": "mean",
    "said": "say",
    "saw": "see",
    "seen": "see",
    "sought": "seek",
    "spoke": "speak",
    "spoken": "speak",
    "swore": "swear",
    "sworn": "swear",
    "thought": "think",
    "told": "tell",
    "understood": "understand",
    "undertook": "undertake",
    "wanna": "want",
    "written": "write",
    "wrote": "write",
}


def _lemmas(word: str) -> list[str]:
    """What a word may be a form of, itself first: denied of deny, hoping of hope, planned of plan."""
    if word in IRREGULAR:
        return [IRREGULAR[word]]
    forms = [word]
    for ending, replacements in {"ies": ("y",), "ied": ("y",), "es": ("", "e"), "s": ("",)}.items():
        if word.endswith(ending):
            forms += [word.removesuffix(ending) + replacement for replacement in replacements]
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            forms += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms


def _act_of_word(lemma: str, before: str, after: str) -> Act | None:
    if lemma in INTENDS_BEFORE_TO and TO.match(after):
        return Act.INTENDS
    if lemma in ("refuse", "decline") and SPEAKING.match(after):
        return Act.STATES
    if lemma == "like" and before in ("would", "d"):
        return Act.INTENDS
    if lemma == "like" and before.startswith(("look", "seem", "sound")):
        return None
    for act, lemmas in ((Act.INTENDS, INTENDS), (Act.BELIEVES, BELIEVES), (Act.STATES, STATES)):
        if lemma in lemmas:
            return act
    return None


def act_told(text: str, cue: Spans) -> Act | None:
    """The act of the first word of the cue that tells one.

    What follows a word counts too: to hope to leave is to intend it, to hope that they leave
    is not; who declines to comment states as much.
    """
    before = ""
    for start, end in cue:
        for match in WORD.finditer(text[start:end].lower()):
            after = text[start + match.end() : start + match.end() + 40]
            for lemma in _lemmas(match[0]):
                if act := _act_of_word(lemma, before, after):
                    return act
            before = match[0]
    return None


def act_of(text: str, cue: Spans) -> Act:
    """The act that the cue tells, or `states` where it tells none ("according to", a colon)."""
    return act_told(text, cue) or Act.STATES
