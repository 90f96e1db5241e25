"""Django's PostgreSQL backend, with limits to how long anybody waits for the server (docs/decisions/0030)."""
