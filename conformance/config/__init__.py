"""Configs in Python: the engine's reader against CPython with the loader of traitlets."""
