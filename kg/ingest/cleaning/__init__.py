"""What stands in a document besides the report, and how it is taken out without losing the offsets."""
