"""sourcelight user and token: accounts, from the machine itself."""

import sys
from typing import Annotated

import typer
from sqlalchemy import Engine

from app.actions import accounts
from app.cli_feeds import open_store, refuse
from app.domain import Role, Scope, SourcelightError
from app.settings import Settings
from app.store import queries
from app.store.account_pages import AccountRow
from app.store.errors import NotFound, Refused
from app.store.session import read_session
from app.web.people import user_of_the_system

users = typer.Typer(help="Accounts: who may sign in, and what they may do.", no_args_is_help=True)
tokens = typer.Typer(help="Tokens: what programs sign in with.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME")]


def ask_password() -> str:
    """Typed twice where somebody sits at the keyboard, else the first line of what comes in.

    Raises Refused where there is none.
    """
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Refused("No password was given.")
    return password


def account_named(engine: Engine, name: str) -> AccountRow:
    """Raises NotFound."""
    with read_session(engine) as session:
        found = queries.account_named(session, name)
    if found is None:
        raise NotFound(f"There is no account named {name}.")
    return found


def link_for(engine: Engine, account_id: int) -> str:
    secret = accounts.make_reset_link(engine, account_id, who=user_of_the_system())
    return f"{Settings().base_url}/reset/{secret}"


@users.command("add")
def add_user(
    name: Name,
    role: Annotated[
        Role | None, typer.Option(help="the first account is an admin’s, others are editors’ unless told")
    ] = None,
    email: Annotated[str, typer.Option(help="by which sign-on elsewhere knows them")] = "",
    link: Annotated[
        bool, typer.Option("--link", help="print a one-time link in place of a password")
    ] = False,
) -> None:
    """Add an account. From the first one on everybody signs in."""
    try:
        engine = open_store()
        with read_session(engine) as session:
            is_first = not queries.has_accounts(session)
        role = role or (Role.ADMIN if is_first else Role.EDITOR)
        password = "" if link else ask_password()
        account = accounts.add_account(
            engine, name, role, email=email, password=password, who=user_of_the_system()
        )
        typer.echo(f"{name} is added, as {role}.")
        if link:
            typer.echo(f"{link_for(engine, account)} lets them choose a password, once, within 24 hours.")
    except SourcelightError as error:
        raise refuse(error) from error


@users.command("list")
def list_users() -> None:
    """All accounts; deactivated ones last."""
    with read_session(open_store()) as session:
        rows = queries.accounts(session)
    for row in rows:
        state = "deactivated" if row.deactivated_at else row.role
        last = f"last here {row.used_at:%Y-%m-%d}" if row.used_at else "never here"
        typer.echo(f"{row.name}: {state}, {last}{f', {row.email}' if row.email else ''}")


@users.command("role")
def change_role(name: Name, role: Role) -> None:
    """Change what somebody may do."""
    try:
        engine = open_store()
        account = account_named(engine, name)
        accounts.change_role(engine, account.id, role, who=user_of_the_system())
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"{account.name} is {role} now.")


@users.command("password")
def change_password(
    name: Name,
    link: Annotated[bool, typer.Option("--link", help="print a one-time link instead of asking")] = False,
) -> None:
    """Give somebody a new password; their sessions end."""
    try:
        engine = open_store()
        account = account_named(engine, name)
        if link:
            typer.echo(link_for(engine, account.id))
            return
        accounts.set_password(engine, account.id, ask_password(), who=user_of_the_system())
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"{account.name} has a new password.")


@users.command("deactivate")
def deactivate(name: Name) -> None:
    """Let somebody sign in no more. Their sessions end, their tokens are void."""
    try:
        engine = open_store()
        account = account_named(engine, name)
        accounts.deactivate(engine, account.id, who=user_of_the_system())
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"{account.name} is deactivated.")


@users.command("activate")
def activate(name: Name) -> None:
    """Let somebody sign in again."""
    try:
        engine = open_store()
        account = account_named(engine, name)
        accounts.activate(engine, account.id, who=user_of_the_system())
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"{account.name} is active.")


@tokens.command("add")
def add_token(
    user: Annotated[str, typer.Argument(metavar="USER", help="whose token it is")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="what it is for")],
    scope: Scope = Scope.READ,
) -> None:
    """Print a new token. It is not shown again."""
    try:
        engine = open_store()
        account = account_named(engine, user)
        secret = accounts.make_token(engine, account.id, name, scope, who=user_of_the_system())
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(secret)


@tokens.command("list")
def list_tokens() -> None:
    """Everybody’s tokens, the newest first."""
    with read_session(open_store()) as session:
        rows = queries.tokens(session)
    for row in rows:
        last = f"last used {row.used_at:%Y-%m-%d}" if row.used_at else "not used yet"
        typer.echo(f"{row.id:>4}  {row.account}: {row.name}, may {row.scope}, {last}")


@tokens.command("revoke")
def revoke_token(
    token: Annotated[int, typer.Argument(metavar="TOKEN", help="its number in “token list”")],
) -> None:
    """Make a token void, at once."""
    try:
        accounts.revoke_token(open_store(), token, who=user_of_the_system())
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"Token {token} is revoked.")
