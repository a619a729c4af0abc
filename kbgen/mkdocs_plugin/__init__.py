"""MkDocs drives the build; this package is the only one that knows it.

Events lead to the stages of kbgen, and to nothing else.
What MkDocs does itself: read its configuration, draw templates, copy files, serve with live reload.
"""

from kbgen.mkdocs_plugin.plugin import KbgenPlugin

__all__ = ["KbgenPlugin"]
