"""Which tables a sheet holds, of what kind, and what their columns are."""
