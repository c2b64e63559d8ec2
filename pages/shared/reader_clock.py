"""The time as the reader's clock shows it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from core.store.clock import now


def local(when: dt.datetime) -> dt.datetime:
    """A kept moment, which is in UTC, as the reader's clock shows it."""
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return when.replace(tzinfo=dt.UTC).astimezone(zone)


def today() -> dt.date:
    """The day it is where the reader is."""
    return local(now()).date()
