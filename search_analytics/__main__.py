"""`python -m search_analytics`; Python wants a file of this name."""

import sys

from search_analytics.cli.main import main

sys.exit(main(sys.argv[1:]))
