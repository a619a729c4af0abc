"""The limits of what a page may send, each once, below all that keep them: clauses 2, 3 and 8 of docs/spec/search-event.md."""

from __future__ import annotations

MAX_BODY_BYTES = 16 * 1024
"""Of one request; the head has a limit of its own (http/protocol.py)."""
MAX_EVENTS = 50
"""In one body."""
MAX_AGE_MS = 900_000
"""Of an event when it is sent: a page holds it back no longer."""
MAX_QUERY_CODE_POINTS = 200
"""Of a query, on the wire and in the store; a longer one is cut."""
MAX_COMMENT_CODE_POINTS = 500
"""Of a comment on an article, on the wire and in the store."""
MAX_DAY_BYTES = 1024**3
"""What a store may grow in a day, unless the operator says otherwise (clause 9)."""
NETWORK_DAYS = 31
"""In any so many days a network is new at most once for what it does (clause 7.6)."""
DAY_SECONDS = 86_400
