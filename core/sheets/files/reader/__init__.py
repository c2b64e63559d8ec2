"""The child process in which workbooks are read, so that no workbook can end or stall the app.

Nothing in here may import anything of Stepwise outside this folder, pandas or Babel: a child has to be
ready within a few hundredths of a second.
"""
