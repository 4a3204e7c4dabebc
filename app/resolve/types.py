"""What a noun says of the one it names: a person, an organization, a government, a group, a publication."""

import re
from functools import lru_cache

from app.domain import SourceType
from app.resolve.word_set import word_set

_PERSON_NOUNS = """accountant activist actor actress admiral adviser advisor advocate agent aide ally
    ambassador american analyst anchor anybody anyone applicant archbishop architect artist aspirant
    assistant astronaut athlete attendee attorney aunt author ayatollah backer banker barrister billionaire
    biologist bishop blogger boss boy boyfriend broadcaster brother businessman businesswoman candidate
    captain cardinal celebrity centrist ceo chair chairman chairperson chairwoman chancellor chaplain chef
    chemist chief child citizen cleric clerk climatologist co-founder coach colleague colonel columnist
    comedian commander commentator commissioner confidante congressman congresswoman conservative consultant
    contender contributor coordinator cop correspondent councillor councilman councilwoman counsel counselor
    couple cousin creator critic curator dad daughter deacon dean defendant defender delegate democrat
    demonstrator deputy designer detective detractor developer dictator diplomat director dissident doctor
    donor driver economist editor educator emperor employee employer engineer entrepreneur environmentalist
    envoy evangelical everybody everyone executive expert explorer extremist fan farmer father fellow fiancé
    fiancée fighter filmmaker firefighter founder friend front-runner fund-raiser fundraiser general girl
    girlfriend governor graduate granddaughter grandfather grandmother grandparent grandson guard guest
    hacker head helper historian homeowner host hotelier hunter husband imam immigrant incumbent independent
    informant insider inspector instructor insurgent interpreter interviewer inventor investigator investor
    journalist judge juror justice kid king landlord lawmaker lawyer leader lecturer legislator lender
    liberal librarian lieutenant lobbyist loyalist magnate major man manager marshal mayor mechanic member
    merchant meteorologist midwife migrant militant minister missionary model moderator mogul mom monk
    mother mum musician narrator negotiator neighbor neighbour nephew neurosurgeon niece nominee nun nurse
    observer officer official oligarch ombudsman one operative opponent organiser organizer owner parent
    participant partner passenger pastor patient patron pediatrician performer person pharmacist
    philanthropist philosopher photographer physician physicist pilot player poet policeman policewoman
    politician pollster pope preacher premier presenter president president-elect priest prince princess
    principal prisoner producer professor programmer progressive proponent prosecutor protester protestor
    provost psychiatrist psychologist publisher pundit queen rabbi radical reader realtor rebel recipient
    reformer refugee registrar reporter representative republican researcher resident respondent
    restaurateur retiree reviewer rival scholar scientist secretary senator senior separatist sergeant
    servant sheikh sheriff sibling singer sister skeptic socialist soldier solicitor somebody someone son
    source speaker specialist spokesman spokesperson spokeswoman sponsor staffer star statesman statistician
    strategist student sultan superdelegate superintendent supervisor supporter surgeon surrogate survivor
    suspect taxpayer teacher technician tenant terrorist tester trader trainer translator treasurer trooper
    trustee tutor tycoon uncle undersecretary user veteran vice-president victim viewer visitor volunteer
    voter warden warlord watcher whistleblower widow widower wife witness woman worker writer youth"""

_GOVERNMENT_NOUNS = """administration agency army assembly authority bureau cabinet chancellery city
    commission congress constabulary consulate council country county court courthouse customs defence
    defense department directorate district embassy enforcement executive fbi force government house
    inspectorate intelligence judiciary junta kremlin legislature military ministry monarchy municipality
    nation navy office parliament pentagon police politburo presidency prison province regime regulator
    republic senate service state town treasury tribunal troop troops village watchdog"""

_ORGANIZATION_NOUNS = """academy airline alliance association bank board body brand business camp
    campaign carrier caucus center centre chain channel charity church clinic club coalition collective
    college committee company conference conglomerate consortium contractor cooperative corporation
    developer employer enterprise establishment exchange faction federation firm foundation fund giant group
    hospital hotel industry institute institution insurer label leadership league lender lobby maker
    manufacturer mission mosque movement museum network ngo non-profit nonprofit operator organisation
    organization outfit pac panel party practice producer program programme publisher retailer school side
    society start-up startup station studio subsidiary syndicate tank team trust union university utility
    vendor website wing"""

_PUBLICATION_NOUNS = """account ad advertisement advertising affidavit agreement allegation analysis
    announcement article assessment audit autopsy average ballot bill biography blog book brief briefing
    broadcast broadsheet brochure bulletin cable calculation caption case census chart column complaint
    constitution contract count daily data database debate decision declaration decree directive disclosure
    document documentary documents draft e-mail editorial email entry essay estimate evidence exhibit figure
    figures filing finding findings flyer footage forecast guide guideline headline history image index
    indictment information inquiry interview investigation invoice journal law lawsuit leaflet legislation
    letter magazine manifesto manual map material media memo memoir memorandum message minutes model motion
    newsletter newspaper note notice novel obituary opinion order page pamphlet paper papers passage
    petition photo photograph picture plan platform play podcast policy poll polling post poster precedent
    presentation press projection proposal publication query questionnaire quote ranking reading receipt
    record recording records regulation release remark reply report reporting request research resolution
    result results review rule ruling schedule scorecard screenshot script sign song speech spreadsheet
    statement statistic statistics story study submission subpoena suit summary survey tabloid tally tape
    telegram testimony text theory tracker transcript treaty trial tweet verdict version video warrant
    weekly wire word works writing"""

PERSON = word_set(_PERSON_NOUNS)
GOVERNMENT = word_set(_GOVERNMENT_NOUNS)
ORGANIZATION = word_set(_ORGANIZATION_NOUNS)
PUBLICATION = word_set(_PUBLICATION_NOUNS)
MASSES = word_set(
    """people police media public electorate crowd audience staff personnel family press community
    leadership youth public population others some many most both few several all those men women
    children none half everyone everybody millennials jury duo trio pair couple majority minority
    generation base troops authorities left right respondents each"""
)
_IRREGULAR = {
    "people": "person",
    "children": "child",
    "analyses": "analysis",
    "wives": "wife",
    "ministries": "ministry",
}
_SINGULAR_S = ("ss", "us", "is")
_AGENT = re.compile(r"(?:[^s]ist|man|woman|person|ographer|keeper|maker|holder|goer)$")
_NO_AGENTS = word_set("german norman ottoman truman herman freeman sherman hoffman goodman newman")

# Nouns that one article uses for one and the same person, body or text.
_ALIKE = (
    "agency service bureau directorate authority",
    "campaign team camp",
    "company firm business corporation conglomerate giant maker manufacturer retailer chain",
    "organization organisation group nonprofit non-profit charity foundation",
    "report study paper analysis finding findings survey research document review",
    "poll survey",
    "lawsuit suit complaint filing",
    "newspaper paper magazine publication outlet daily tabloid",
    "senator lawmaker legislator",
    "representative congressman congresswoman lawmaker legislator",
    "nominee candidate contender hopeful standard-bearer front-runner",
    "spokesman spokeswoman spokesperson",
    "attorney lawyer counsel",
    "billionaire businessman businesswoman mogul tycoon magnate developer",
    "chairman chairwoman chair chairperson",
    "adviser advisor",
    "doctor physician surgeon",
    "professor academic scholar",
    "officer policeman policewoman cop",
    "leader dictator ruler",
    "boss ceo",
    "premier minister",
    "email e-mail message",
    "government administration",
)
# A wide noun for those of whom a narrow one has been said, but not the other way round.
_KINDS = {
    "politician": word_set(
        "senator lawmaker governor congressman congresswoman mayor representative president"
    ),
    "official": word_set("officer diplomat aide secretary minister commissioner director"),
    "expert": word_set("economist analyst professor scientist scholar"),
    "scientist": word_set("professor biologist chemist physicist climatologist"),
}


def singular(noun: str) -> str:
    """A noun's singular, by rule; the noun itself where it has no plural ending."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(_SINGULAR_S):
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1]


def is_plural(noun: str) -> bool:
    return noun in MASSES or noun in _IRREGULAR or singular(noun) != noun


def is_person(noun: str) -> bool:
    """Is it, in the singular, a word for somebody: a role, an office, a kinship?"""
    return noun in PERSON or (
        len(noun) > 5 and noun not in PUBLICATION and noun not in _NO_AGENTS and bool(_AGENT.search(noun))
    )


def is_source_noun(noun: str) -> bool:
    """Is it, in the singular, a word for somebody or something that could be a source?"""
    return is_person(noun) or noun in GOVERNMENT or noun in ORGANIZATION or noun in PUBLICATION


def alike(noun: str, other: str) -> bool:
    """May one article call somebody by the first noun of whom it has said the other?"""
    return noun == other or other in _same_as(noun) or other in _KINDS.get(noun, ())


@lru_cache(maxsize=4_096)
def _same_as(noun: str) -> frozenset[str]:
    groups = (word_set(group) for group in _ALIKE)
    return frozenset().union(*(group for group in groups if noun in group))


def type_of(head: str) -> SourceType:
    """The type that a nominal has by its head noun, lower case, singular or plural."""
    noun = singular(head)
    if is_person(noun):
        return SourceType.GROUP if noun != head else SourceType.ANONYMOUS
    for nouns, type_ in (
        (GOVERNMENT, SourceType.GOVERNMENT),
        (ORGANIZATION, SourceType.ORGANIZATION),
        (PUBLICATION, SourceType.PUBLICATION),
    ):
        if head in nouns or noun in nouns:
            return type_
    return SourceType.GROUP if is_plural(head) else SourceType.ANONYMOUS
