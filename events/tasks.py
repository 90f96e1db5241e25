"""Celery: load by id, one service call."""
