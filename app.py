"""Stepwise: what one customer really costs, where the time goes, and which step to fix next."""

from pages.shared.frame import run_frame

run_frame()
