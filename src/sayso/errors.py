"""The errors that stop a run. Anything about one report is a `Problem` record instead, and the run goes on.

    SaysoError
    ├── SettingsError   a setting or an argument is wrong            exit code 2
    ├── InputError      nothing usable was given                     exit code 4
    ├── ModelError      a model or an extra is missing or altered    exit code 5
    └── StoreError      a file cannot be read or written             exit code 6

Each message names the file or the setting, the valid choices, and what to try.
"""


class SaysoError(Exception):
    """Something stops the run; `exit_code` is what the command line answers with."""

    exit_code = 1


class SettingsError(SaysoError):
    """A setting or an argument has no meaning here; the message lists what would have."""

    exit_code = 2


class InputError(SaysoError):
    """What was given holds nothing that can be read as a report."""

    exit_code = 4


class ModelError(SaysoError):
    """A model or an optional package is missing, or its bytes are not the expected ones."""

    exit_code = 5


class StoreError(SaysoError):
    """The project file, or a page, cannot be opened, read or written."""

    exit_code = 6
