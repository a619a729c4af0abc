"""`python -m kbgen` is `kbgen`; Python wants a file of this name."""

import sys

from kbgen.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
