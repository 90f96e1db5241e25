"""Input → cleaned values."""
