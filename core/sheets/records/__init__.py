"""From a recognised table of records to checked rows: column by column, not cell by cell."""
