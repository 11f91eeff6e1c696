"""The version of this package, as its distribution has it."""

from importlib.metadata import version
from typing import Final

VERSION: Final = version("router-agent")
