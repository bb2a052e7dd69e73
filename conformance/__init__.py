"""Proof that the Go engine answers what real JupyterHubs answer. See README.md beside this file.

Two sides: `conformance.hub` runs inside the virtual environment of one JupyterHub version and asks the real
application object; everything else runs on a plain Python 3.9 or later without any package.
"""
