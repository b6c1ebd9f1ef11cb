"""The demonstration that `kg demo` builds from the sample reports."""
