"""From a document to claims with evidence, one module a stage: see CONTRIBUTING.md."""
