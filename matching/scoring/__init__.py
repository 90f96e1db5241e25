"""The match engine without a database: plain facts in, scored pairs with their reasons out."""
