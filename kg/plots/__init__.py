"""Figures of the graph."""
