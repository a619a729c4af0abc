"""`python -m kbgen` is `kbgen`; Python wants a file of this name, and what it loads before anything else says how Ctrl-C ends."""

from __future__ import annotations

import sys


def main() -> int:
    """Run `kbgen` with the arguments of this process; return the exit code."""
    try:
        from kbgen.commands.main import main as run  # 0.1 s, in which somebody may change their mind

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
