"""The program `sourcelight`."""

import gc


def main() -> None:
    """Hand over to the command line. All that is imported stays: it is never looked at for garbage."""
    gc.disable()
    from app.cli import app  # noqa: PLC0415 - as above

    gc.freeze()
    gc.enable()
    app()


if __name__ == "__main__":
    main()
