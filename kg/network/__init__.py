"""The graph as networks: actors joined by what the articles say they did to one another, and measures over them."""
