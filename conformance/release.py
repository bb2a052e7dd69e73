"""A JupyterHub release joins the project: its lock file, and what it says of itself (`make conformance-version`).
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from conformance import deps

ROOT = deps.HERE.parent
FACTS = ROOT / "rbac" / "facts"


def facts_files(version):
    """What an installed release says of itself: {the file that holds it: its text}."""
    return {
        FACTS / f"scopes-{version}.json": _ask(version, "conformance.hub.facts"),
        FACTS / "endpoints" / f"endpoints-{version}.json": _ask(version, "conformance.hub.endpoints"),
    }


def _ask(version, module):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([deps.python(version), "-W", "ignore", "-m", module], env=env, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"{module} of {version} failed:\n{run.stderr}")
    return run.stdout


def stale_facts(version):
    """Files that hold something else than the installed release says."""
    return [path for path, text in facts_files(version).items() if not path.exists() or path.read_text() != text]


def write_facts(version):
    for path, text in facts_files(version).items():
        path.write_text(text)


def lock(version, out=print):
    """Pins what a fresh installation of the release brings, where no lock file does yet."""
    path = deps.LOCKS / f"{version}.txt"
    if path.exists():
        return
    out(f"conformance: choosing what JupyterHub {version} runs with")
    deps.need_venv(sys.stdout)
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        pip = [str(Path(home) / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "setuptools", f"jupyterhub=={version}"], check=True)
        frozen = subprocess.run([*pip, "freeze", "--all"], check=True, capture_output=True, text=True).stdout
    path.write_text(pins(frozen))


def pins(frozen):
    """The lines of a lock file out of those of `pip freeze --all`."""
    lines = [line for line in frozen.splitlines() if not line.startswith("pip==")]
    odd = [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+]+", line)]
    if odd:
        raise SystemExit(f"no exact pins: {', '.join(odd)}")
    return "".join(f"{line}\n" for line in lines)

