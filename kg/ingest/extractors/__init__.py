"""From linked mentions to claims: one module a kind of claim."""
