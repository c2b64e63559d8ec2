"""The answers told outside the pages."""
