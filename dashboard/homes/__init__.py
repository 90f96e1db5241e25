"""What each home page shows, as plain data; owns no table and writes nothing."""
