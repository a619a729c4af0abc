"""`python -m kbgen` is `kbgen`."""

import sys

from kbgen.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
