import os

project = "Our JupyterHub"
extensions = ["myst_parser", "sphinx_rolecall"]
html_theme = "pydata_sphinx_theme"
html_title = project
exclude_patterns = ["scenarios"]
rolecall_command = os.environ.get("ROLECALL", "rolecall")
