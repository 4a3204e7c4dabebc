"""Words that stand before names: forms of address, offices, parties, peoples."""

from app.resolve.countries import DEMONYMS
from app.resolve.word_set import word_set

_MALE = """mr sir lord man husband father son brother king prince congressman spokesman chairman
    businessman councilman actor"""
_FEMALE = """mrs ms miss lady dame woman wife mother daughter sister queen princess congresswoman
    spokeswoman chairwoman businesswoman councilwoman actress"""
GENDERED = dict.fromkeys(_MALE.split(), "m") | dict.fromkeys(_FEMALE.split(), "f")

# Titles stand for nouns that an article may use later: "the senator", "the governor".
TITLE_NOUNS = {
    "sen": "senator",
    "sens": "senator",
    "rep": "representative",
    "reps": "representative",
    "gov": "governor",
    "govs": "governor",
    "gen": "general",
    "col": "colonel",
    "sgt": "sergeant",
    "capt": "captain",
    "del": "delegate",
    "prof": "professor",
    "adm": "admiral",
    "maj": "major",
    "rev": "reverend",
    "supt": "superintendent",
    "cmdr": "commander",
    "atty": "attorney",
    "lt": "lieutenant",
    "dr": "doctor",
}
HONORIFICS = word_set("mr mrs ms miss sir lord lady dame messrs hon")
TITLES = (
    HONORIFICS
    | frozenset(TITLE_NOUNS)
    | word_set(
        """president president-elect professor senator senators representative governor governors mayor
    judge justice secretary general colonel captain sergeant major admiral lieutenant chief commissioner
    minister chancellor king queen prince princess pope cardinal bishop archbishop rabbi imam sheikh
    ayatollah sheriff detective officer attorney ambassador director chairman chairwoman chair ceo
    speaker leader delegate assemblyman assemblywoman councilman councilwoman congressman congresswoman
    pastor reverend father sister coach spokesman spokeswoman premier treasurer superintendent commander
    inspector constable doctor emperor deputy trooper founder"""
    )
)
PARTIES = word_set("republican democrat democratic gop labour tory conservative liberal")
PEOPLES = frozenset(DEMONYMS) | {f"{people}s" for people in DEMONYMS}
SUFFIXES = word_set("jr sr ii iii iv md phd")
