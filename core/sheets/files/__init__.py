"""From the bytes of a file to grids: what it is, how large it may be, and the processes that read it."""
