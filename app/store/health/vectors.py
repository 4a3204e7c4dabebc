"""Whether the vectors beside the database (vectors.py) are those in it."""

import shutil
from collections.abc import Iterator

from sqlalchemy import func, select

from app.store.health.finding import Finding, Trouble, Walk
from app.store.link_tables import Embedding, Wording
from app.store.vectors import VectorFile


def _mend(walk: Walk) -> None:
    shutil.rmtree(walk.vectors, ignore_errors=True)  # they are made again when they are first needed


SHORT = Trouble("Vectors that are too short", "Bring back a backup from before (“sourcelight restore”).")
STALE = Trouble(
    "Vectors beside the database that are not those in it",
    "“--repair” removes them; they are made anew when they are next needed. Stop the server before.",
    _mend,
)
FOREIGN = Trouble("Claims that have another claim's vectors", "Bring back a backup from before.")


def vectors_are_whole(walk: Walk) -> Iterator[Finding]:
    short = select(Embedding.id, Embedding.claim_id).where(func.length(Embedding.vectors) < walk.width)
    for id_, claim_id in walk.rows(short):
        yield Finding(SHORT, f"embeddings, id {id_}, of claim {claim_id}")


def claims_have_their_own_vectors(walk: Walk) -> Iterator[Finding]:
    statement = (
        select(Wording.claim_id, Embedding.id, Embedding.claim_id)
        .join(Embedding, Embedding.id == Wording.embedding_id)
        .where((Embedding.claim_id != Wording.claim_id) | (Embedding.relater != Wording.relater))
    )
    for claim_id, id_, other in walk.rows(statement):
        yield Finding(FOREIGN, f"wordings, claim_id {claim_id}: its embedding {id_} is of claim {other}")


def files_have_what_is_stored(walk: Walk) -> Iterator[Finding]:
    for folder in sorted(walk.vectors.iterdir()) if walk.vectors.is_dir() else ():
        file = VectorFile(walk.vectors, version=folder.name, width=walk.width)
        for id_ in file.unlike(walk.session):
            yield Finding(STALE, f"embeddings, id {id_}: {folder} has it otherwise")
