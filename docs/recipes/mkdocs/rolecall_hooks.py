"""Scenarios of Rolecall in the pages of a MkDocs site: checked while the site is built, tried out with a click.

Put this file beside mkdocs.yml and name it there under ``hooks``. The pages hold scenarios as ``rolecall check`` reads
them: a fence ``rolecall`` begins each. The program is ``rolecall``, or what the environment's ROLECALL says.
"""

import html
import json
import os
import re
import shlex
import subprocess
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import get_relative_url

log = get_plugin_logger("rolecall")

FOLDER = "rolecall"  # of the site, where the playground lies
FENCE = re.compile(r"^(`{3,}|~{3,})\s*(\S*)(?:[ \t]+(\S+))?\s*$")
MARKS = {"holds": "✓", "fails": "✗", "error": "?"}

scenarios = {}  # by the path of a page: what rolecall check says of each scenario in it
documents = {}  # by the path of a page and the scenario's number: the files that it became


def run(*arguments):
    command = shlex.split(os.environ.get("ROLECALL", "rolecall"))
    try:
        done = subprocess.run([*command, *arguments], capture_output=True, encoding="utf-8", timeout=60, check=False)
        return json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise Abort(f"{' '.join([*command, arguments[0]])}: {error}") from error


def on_files(files, config):
    """Checks all pages, and writes the playground into the site."""
    scenarios.clear()
    documents.clear()
    found = run("check", "--format", "json", "--skip-others", config.docs_dir)
    wrong = 0
    for scenario in found["scenarios"]:
        scenarios.setdefault(os.path.abspath(scenario["file"]), []).append(scenario)
        said = [c["finding"] for c in scenario["claims"] if c["verdict"] != "holds" and c.get("finding")]
        for finding in said + [f for f in scenario["findings"] if f["severity"] == "error"]:
            place = finding.get("place") or scenario
            log.error("%s:%d: %s: %s", os.path.relpath(place["file"]), place["line"], finding["id"], finding["message"])
            wrong += 1
    for problem in found["problems"]:
        log.error("%s", problem)
        wrong += 1
    if wrong:
        raise Abort(f"what the pages say of JupyterHub is not so, {wrong} times")
    if scenarios:
        made = run("export-site", "--only-documents", "--format", "json", str(Path(config.site_dir) / FOLDER), *sorted(scenarios))
        for document in made["documents"]:
            documents[os.path.abspath(document["source"]), document["number"]] = document
    return files


def on_page_markdown(markdown, page, config, files):
    """Shows each scenario of a page as Markdown that MkDocs knows, with verdicts, and the playground at its end."""
    path = os.path.abspath(page.file.abs_src_path)
    if path not in scenarios:
        return markdown
    whole = Path(path).read_text(encoding="utf-8-sig").rstrip().splitlines()
    lines = markdown.rstrip().splitlines()
    above = len(whole) - len(lines)  # MkDocs takes the front matter away
    claims = {c["place"]["line"]: c for s in scenarios[path] for c in s["claims"]}
    begins = {s["line"]: s["number"] for s in scenarios[path]}
    out, number, inside = [], None, None
    for at, line in enumerate(lines, above + 1):
        if inside is None and at in begins:
            out += ending(path, number, page)
            number = begins[at]
        elif number is None and above and 1 in begins:
            number = begins[1]
        fence = FENCE.match(line)
        if inside is None and fence:
            inside, language, name = fence.groups()
            if language == "rolecall":
                out.append(f"*{head(path, number)}*")
            else:
                out += [f"`{name}`", ""] if name else []
                out.append(inside + (language if language in ("python", "yaml") else "text"))
            skipping = language == "rolecall"
        elif inside and fence and not fence[2] and line.strip().startswith(inside):
            inside = None
            out += [] if skipping else [line]
        elif inside and skipping:
            continue
        elif at in claims:
            out.append(f"{MARKS[claims[at]['verdict']]} {line}")
        else:
            out.append(line)
    return "\n".join(out + ending(path, number, page)) + "\n"


def head(path, number):
    scenario = next(s for s in scenarios[path] if s["number"] == number)
    held = sum(c["verdict"] == "holds" for c in scenario["claims"])
    return f"JupyterHub {scenario['jupyterhub']}: {held} of {len(scenario['claims'])} checks hold."


def ending(path, number, page):
    """The playground of a scenario. Its frame loads when somebody opens it."""
    if number is None:
        return []
    document = documents[path, number]
    script, playground = (get_relative_url(f"{FOLDER}/{name}", page.url) for name in ("embed/v1.js", document["playground"]))
    title = html.escape(document["title"], quote=True)
    return [
        "",
        "<details><summary>Try it</summary>",
        f'<script async src="{script}"></script>',
        f'<rolecall-playground src="{document["page"]}" view="edit" title="{title}">',
        f'<a href="{playground}">Open the playground</a>',
        "</rolecall-playground>",
        "</details>",
        "",
    ]
