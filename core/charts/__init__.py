"""Charts: one function, one chart. A chart only draws; every figure and word in it is made beforehand."""
