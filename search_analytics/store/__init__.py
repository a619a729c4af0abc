"""Where events rest. SQLite is the default, PostgreSQL lets several collectors share one store; both pass the same tests."""
