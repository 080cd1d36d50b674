"""Builds the wheel of the package tracejit (PEP 517), with Python's own library alone."""
