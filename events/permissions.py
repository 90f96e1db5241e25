"""Pure predicates: can_…(user, row)."""
