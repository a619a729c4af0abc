"""The way to translators' programs and back: PO files of gettext, a message for each paragraph.

`units` says what of an article is a message, `matching` which paragraph of the translation answers which of the source,
`export` writes, `taking` reads a file back, and `faults` says what is wrong in it. `catalogue` is the border to polib.
"""
