"""What holds for every test."""

from hypothesis import settings

# A busy machine's clock proves nothing: no example fails because it took long.
settings.register_profile("stepwise", deadline=None)
settings.load_profile("stepwise")
