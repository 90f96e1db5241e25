"""Models of this app; foreign keys point down only."""
