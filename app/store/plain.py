"""Texts in the same order in every database: by their code points, whatever its locale."""

from typing import Any

from sqlalchemy import SQLColumnExpression, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class plain(FunctionElement[str]):  # noqa: N801 - it reads as a function of SQL
    """A text as it is; by it, lists are ordered and paged, and of its letters only ASCII is lowered."""

    inherit_cache = True
    type = Text()

    def __init__(self, text: SQLColumnExpression[str]) -> None:
        super().__init__(text)


@compiles(plain)
def _as_it_is(element: plain, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    return str(compiler.process(element.clauses, **more))


@compiles(plain, "postgresql")
def _in_postgresql(element: plain, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    return f'({compiler.process(element.clauses, **more)} COLLATE "C")'
