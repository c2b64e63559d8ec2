"""Sheets that Stepwise writes: templates, the user's file with its bad cells marked, the dictionary."""
