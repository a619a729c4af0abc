"""Build bilingual self-service help portals whose search forgives typos and understands Chinese."""

__version__ = "0.1.0"
