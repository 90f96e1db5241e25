"""Fetch through visible_to → permission → form → one service call → response."""
