"""For all tests: a property is not timed, since how long an example takes says more about the machine than about the code."""

from hypothesis import settings

settings.register_profile("sayso", deadline=None)
settings.load_profile("sayso")
