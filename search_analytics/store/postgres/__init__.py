"""Events in PostgreSQL, which several collectors share. Needs psycopg, the extra 'postgres'."""
