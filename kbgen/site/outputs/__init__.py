"""What a site holds besides pages, for programs, hosts and other sites; and how it takes the place of the former one.

A file for each format, for somebody else defines each.
"""
