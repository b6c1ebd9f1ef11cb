"""What is counted for each plot: rows of the tables in, one row a mark out, nothing drawn."""
