"""The economics of the steps: what one win takes, where the time goes, which step repays work on it."""
