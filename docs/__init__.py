"""The documentation: pages written by hand, pages generated from the sources, and what builds and checks them."""
