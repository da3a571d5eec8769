"""Letters as Word files: one module per occasion."""
