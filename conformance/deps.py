"""One virtual environment per JupyterHub version, made from the lock files beside this program."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCKS = HERE / "locks"
CACHE = Path(os.environ.get("CONFORMANCE_CACHE") or HERE.parent / ".cache" / "conformance")


def versions():
    """All versions that have a lock file, oldest first."""
    return sorted((path.stem for path in LOCKS.glob("*.txt")), key=order)


def order(version):
    """Sorts versions by number, a beta before its release."""
    number, _, beta = version.partition("b")
    return [int(part) for part in number.split(".")], int(beta or 1 << 30)


def python(version):
    """The interpreter of a version's environment. The environment must be there: see ensure."""
    path = CACHE / version / "bin" / "python"
    if not path.exists():
        raise SystemExit(f"no environment for JupyterHub {version}: make conformance-deps V={version}")
    return str(path)


def _stamp(lock):
    """What an environment is made from: another lock or another Python means another environment."""
    return hashlib.sha256((lock.read_text() + sys.version + sys.executable).encode()).hexdigest()


def ensure(version, out=sys.stdout):
    """Makes the environment of a version unless it is there already, whole and of today's lock."""
    lock = LOCKS / f"{version}.txt"
    if not lock.exists():
        raise SystemExit(f"no lock file for JupyterHub {version}: there are {', '.join(versions())}")
    make(f"JupyterHub {version}", lock, CACHE / version, version, out)


def make(what, lock, home, version, out=sys.stdout):
    """Makes the environment of a lock file in a folder, unless it is there; version is the JupyterHub that it must hold."""
    mark, stamp = home / "made-from", _stamp(lock)
    if mark.exists() and mark.read_text() == stamp:
        return
    print(f"conformance: making the environment of {what}", file=out, flush=True)
    need_venv(out)
    shutil.rmtree(home, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    pip = [
        str(home / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "-r",
        str(lock),
    ]
    subprocess.run(pip, check=True)
    found = subprocess.run(
        [str(home / "bin" / "python"), "-c", "import jupyterhub; print(jupyterhub.__version__)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    if found != version:
        raise SystemExit(f"the environment of {what} holds JupyterHub {found}")
    mark.write_text(stamp)


def need_venv(out):
    """Debian ships venv in a package of its own: install it where we may, else say which one it is."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401

        return
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(f"this Python cannot make virtual environments: install the package {package} (or python3-venv)")
    print(f"installing {package} with apt-get", file=out, flush=True)
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", package], **quiet)
