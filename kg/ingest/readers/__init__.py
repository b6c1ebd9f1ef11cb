"""One module for each kind of document that kg reads; `kg.ingest.documents` chooses among them."""
