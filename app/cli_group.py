"""How every command ends that cannot go on: with a line that says why, and exit status 1."""

from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from app.domain import SourcelightError
from app.logs import without_secrets
from app.settings import Settings
from app.store.errors import Unavailable


class Commands(TyperGroup):
    """All commands; what any of them cannot mend is told without a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own class is not for others
        try:
            return super().invoke(ctx)
        except Unavailable as error:  # whoever sits here can see to it, unlike a reader of a page
            why = str(error.__cause__ or "").strip().splitlines()
            told = without_secrets(f"{error} ({why[0]})" if why else str(error))
        except SourcelightError as error:
            told = str(error)
        except ValidationError as error:
            if error.title != Settings.__name__:
                raise
            prefix = str(Settings.model_config["env_prefix"])
            wrong = ((each["loc"][0], each["msg"]) for each in error.errors(include_url=False))
            told = "\n".join(f"{prefix}{name}".upper() + f": {message}" for name, message in wrong)
        typer.echo(told, err=True)
        raise typer.Exit(1)
