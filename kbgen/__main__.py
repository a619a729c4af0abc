"""`python -m kbgen` is `kbgen`."""

import sys

from kbgen.cli import main

if __name__ == "__main__":
    sys.exit(main())
