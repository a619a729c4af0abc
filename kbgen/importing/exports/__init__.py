"""Exports of help centres, wikis and word processors → articles in Markdown.

A module for each kind reads what its program writes into `Item`s; `assembled` gives each a place, turns its HTML into
Markdown and links into links between articles. What only this needs is the extra `import`.
"""
