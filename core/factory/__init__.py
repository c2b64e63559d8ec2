"""What holds the business back, what was done about it, and whether it worked."""
