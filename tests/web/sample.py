"""Articles of our own writing, about a town that does not exist, with claims marked by hand."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from app.domain import (
    Act,
    Attribution,
    Draft,
    Kind,
    Precision,
    Reading,
    Resolution,
    Source,
    SourceType,
    Span,
    Voice,
)
from app.store import write
from app.store.session import write_session

TITLE = "Swing bridge at Marrow Bay stays shut until spring"
TEXT = """\
The old swing bridge at Marrow Bay will stay shut until spring, the Marrow Port Authority said \
on Tuesday, after divers found cracks in two of its five piers.

“We would rather have angry drivers than drowned ones,” said Ines Halloran, the authority’s \
chief engineer. She told reporters that repairs could cost about 14 million crowns and would \
take at least five months.

The pilots disagree. Tobias Renn, who chairs their union, said that a third pier “might not last \
the winter”, citing the dive firm Deepline. He added that the Ministry of Works had allegedly \
described the bridge as “a museum piece” as early as 2019.

According to the town council and the Chamber of Trade, more than 3,000 lorries a week now take \
the coast road through Lower Kestle. Residents there fear that the detour will outlast the \
repairs.

“The ferry can carry the commuters,” said the mayor, Adaeze Brandt, “but it cannot carry the \
timber.” She plans to ask the government for a second boat.

The bridge is reportedly older than its papers say. It was last closed for nine days, in the \
storm of 2011.
"""

AUTHORITY, HALLORAN, RENN, DEEPLINE, MINISTRY, COUNCIL, CHAMBER, RESIDENTS, BRANDT = range(9)
SOURCES = (
    Source("Marrow Port Authority", SourceType.ORGANIZATION),
    Source("Ines Halloran", SourceType.PERSON, role="chief engineer", affiliation="Marrow Port Authority"),
    Source("Tobias Renn", SourceType.PERSON, role="chairman of the pilots’ union"),
    Source("Deepline", SourceType.ORGANIZATION, role="dive firm"),
    Source("Ministry of Works", SourceType.GOVERNMENT),
    Source("Marrow Town Council", SourceType.GOVERNMENT),
    Source("Chamber of Trade", SourceType.ORGANIZATION),
    Source("residents", SourceType.GROUP),
    Source("Adaeze Brandt", SourceType.PERSON, role="mayor"),
)


def spans(*words: str, text: str = TEXT) -> tuple[Span, ...]:
    """Where the words stand; each must be there once, or be given with a longer run: "run|word"."""
    found = []
    for each in words:
        run, _, word = each.rpartition("|")
        start = text.index(run) + run.index(word) if run else text.index(each)
        found.append(Span(start, start + len(word)))
    return tuple(found)


CLAIMS: tuple[tuple[Attribution, Voice], ...] = (
    (
        Attribution(
            spans("the Marrow Port Authority"),
            spans("Authority said on|said"),
            spans("The old swing bridge at Marrow Bay will stay shut until spring"),
        ),
        Voice((AUTHORITY,)),
    ),
    (
        Attribution(
            spans("Ines Halloran, the authority’s chief engineer"),
            spans("ones,” said Ines|said"),
            spans("“We would rather have angry drivers than drowned ones,”"),
            kind=Kind.DIRECT,
        ),
        Voice((HALLORAN,)),
    ),
    (
        Attribution(
            spans("engineer. She told|She"),
            spans("told"),
            spans("repairs could cost about 14 million crowns and would take at least five months"),
            hedges=spans("repairs could|could"),
        ),
        Voice((HALLORAN,)),
    ),
    (
        Attribution(
            spans("Tobias Renn, who chairs their union"),
            spans("union, said that|said"),
            spans("a third pier “might not last the winter”"),
            kind=Kind.MIXED,
            hedges=spans("“might not|might"),
        ),
        Voice((RENN,), relay=(DEEPLINE,)),
    ),
    (
        Attribution(
            spans("Deepline. He added|He"),
            spans("added"),
            spans(
                "the Ministry of Works had allegedly described the bridge"
                " as “a museum piece” as early as 2019"
            ),
            kind=Kind.MIXED,
            hedges=spans("allegedly"),
        ),
        Voice((RENN,)),
    ),
    (
        Attribution(
            spans("the Ministry of Works"),
            spans("described"),
            spans("the bridge as “a museum piece”"),
            kind=Kind.MIXED,
            nested_in=4,
        ),
        Voice((MINISTRY,)),
    ),
    (
        Attribution(
            spans("the town council", "the Chamber of Trade"),
            spans("According to"),
            spans("more than 3,000 lorries a week now take the coast road through Lower Kestle"),
        ),
        Voice((COUNCIL, CHAMBER)),
    ),
    (
        Attribution(
            spans("Residents there"),
            spans("fear"),
            spans("the detour will outlast the repairs"),
            act=Act.BELIEVES,
        ),
        Voice((RESIDENTS,)),
    ),
    (
        Attribution(
            spans("the mayor, Adaeze Brandt"),
            spans("commuters,” said the|said"),
            spans("“The ferry can carry the commuters,”", "“but it cannot carry the timber.”"),
            kind=Kind.DIRECT,
        ),
        Voice((BRANDT,)),
    ),
    (
        Attribution(
            spans("” She plans|She"),
            spans("plans"),
            spans("to ask the government for a second boat"),
            act=Act.INTENDS,
        ),
        Voice((BRANDT,)),
    ),
    (
        Attribution(
            (),
            spans("reportedly"),
            spans("The bridge is reportedly older than its papers say"),
            hedges=spans("reportedly"),
        ),
        Voice(),
    ),
)
READING = Reading(
    tuple(attribution for attribution, _ in CLAIMS), Resolution(SOURCES, tuple(voice for _, voice in CLAIMS))
)

BRIDGE = Draft(
    TEXT,
    title=TITLE,
    outlet="Kestle Courier",
    author="Wren Abara",
    url="https://courier.example/bridge",
    published_at=datetime(2024, 11, 19, tzinfo=UTC),
    precision=Precision.DATE,
    captions=("The bridge in the storm of 2011.",),
)

SCRIPT = '<script>alert("text")</script> & <img src=x onerror=alert(1)> stands in the log'
HOSTILE_TITLE = "<script>alert('title')</script> & <b>bold</b>"
HOSTILE_TEXT = f"Renn said {SCRIPT}.\n\nNothing else."
HOSTILE = Draft(HOSTILE_TEXT, title=HOSTILE_TITLE, outlet="<i>Ledger</i>", url="javascript:alert(1)")
HOSTILE_READING = Reading(
    (
        Attribution(
            spans("Renn", text=HOSTILE_TEXT),
            spans("said", text=HOSTILE_TEXT),
            spans(SCRIPT, text=HOSTILE_TEXT),
        ),
    ),
    Resolution((Source("Tobias <u>Renn</u>", SourceType.PERSON),), (Voice((0,)),)),
)

FOREIGN = Draft(
    "Die alte Drehbrücke bleibt bis zum Frühjahr geschlossen, sagte die Hafenbehörde am Dienstag.",
    title="Drehbrücke bleibt geschlossen",
    outlet="Kestler Bote",
    language="de",
    published_at=datetime(2024, 11, 20, 14, 5, tzinfo=UTC),
    precision=Precision.TIME,
)


def fill(engine: Engine) -> dict[str, int]:
    """Store the articles; their ids by name."""
    with write_session(engine) as session:
        return {
            name: write.store_article(session, draft, reading, extractor="by hand", known=())
            for name, draft, reading in (
                ("bridge", BRIDGE, READING),
                ("hostile", HOSTILE, HOSTILE_READING),
                ("foreign", FOREIGN, None),
            )
        }
