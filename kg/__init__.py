"""Parley: news reports about negotiations as an RDF knowledge graph in which every fact can be checked."""

__version__ = "0.1.0"
