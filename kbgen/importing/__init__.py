"""The documentation of other tools → articles, category pages and pictures of a site.

opening        what was named → its files: a folder, an archive (archive) or one file
source_tree    the files of a source, none of them outside it
sources/       a module a tool: which files are pages, in which language, at which former address
exports/       a module a kind of export: what it tells of its articles, made into pages; html/ turns their HTML into Markdown
languages      what tools call a language → ours
placing        pages → paths below the content folder, the same for both sides of a pair
forms/         syntax of other tools → that of kbgen; what has no form here stays, and is reported
articles       one page → the text of an article
links          links and pictures → relative paths of the new places
written_site   what is written, so that a second import changes only what nobody has touched
tasks          what is left for a person, worst first
"""
