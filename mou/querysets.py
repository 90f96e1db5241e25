"""Chainable questions; every page fetches through visible_to(user)."""
