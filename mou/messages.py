"""What is said to whom; rendered text goes to the outbox of notifications."""
