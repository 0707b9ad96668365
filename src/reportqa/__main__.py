"""`reportqa` and `python -m reportqa`: an interrupt while the program still loads ends it quietly."""

import sys

_INTERRUPTED = 130


def main() -> None:
    """Load the command line and run it."""
    try:
        from reportqa.interfaces.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
