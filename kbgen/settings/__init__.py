"""mkdocs.yml → the settings of a site: strict YAML, fields that are checked, and what each block means."""
