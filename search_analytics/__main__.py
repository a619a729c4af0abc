"""`python -m search_analytics`."""

import sys

from search_analytics.cli import main

sys.exit(main(sys.argv[1:]))
