"""Scores of the product's own output on public data, against floors that are never lowered."""
