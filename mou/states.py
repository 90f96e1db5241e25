"""Life cycles of this app as data, read by core.lifecycle.move."""
