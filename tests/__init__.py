"""The tests mirror the package; tests/promises holds what must never break."""
