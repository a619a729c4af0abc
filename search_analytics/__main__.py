"""`python -m search_analytics`."""

import sys

from search_analytics.cli.main import main

sys.exit(main(sys.argv[1:]))
