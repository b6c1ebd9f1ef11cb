"""Draws what was found: findings and a look in, a matplotlib figure out, no file and no global state."""
