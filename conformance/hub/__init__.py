"""The side that runs inside the virtual environment of one JupyterHub: real application objects, asked directly.

Nothing here knows the Go engine. What it returns is written down in FORMAT.md of this program.
"""
