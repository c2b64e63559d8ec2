"""The tables behind the example files, one module for each file."""
