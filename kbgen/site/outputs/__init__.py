"""What a site holds besides pages, for programs, hosts and other sites; and how it takes the place of the former one."""
