"""The collector for other servers than uvicorn, as in `granian --interface asgi --factory search_analytics.asgi:app`."""

from __future__ import annotations

import os
import shlex

from starlette.applications import Starlette

from search_analytics.cli.serve import collector_settings, serve_options
from search_analytics.http.server import Whereabouts, open_without_socket

OPTIONS = "KB_SERVE"
"""The variable that holds the options of `serve`, as one would type them; the server has its own for host and port."""


def app() -> Starlette:
    """Return the application; its store is open. Raises UsageError and StoreError, which end the server's start."""
    options = serve_options(shlex.split(os.environ.get(OPTIONS, "")))
    place = Whereabouts(store=options.store, spool=options.spool)
    return open_without_socket(place, collector_settings(options)).app()
