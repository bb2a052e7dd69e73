### the environment
#| {"environment": {"ADMINS": "ann,bo", "N": "3", "EMPTY": "", "FLAG": "true"}}
import os
c.T.a = os.environ["ADMINS"].split(","), os.environ.get("N"), int(os.environ.get("N", "1")) + 1, os.environ.get("EMPTY"), os.environ.get("EMPTY") or "x", os.getenv("FLAG"), os.getenv("FLAG", "x") == "true"
c.T.b = "N" in os.environ, os.environ.get("FLAG", "").lower() in ("1", "true"), bool(os.environ.get("EMPTY")), {u.strip() for u in os.environ["ADMINS"].split(",") if u}
os.environ["NEW"] = "v"
c.T.d = os.environ["NEW"], os.environ.get("NEW"), "NEW" in os.environ, os.environ.setdefault("N", "9"), os.environ.pop("NEW"), "NEW" in os.environ
from os import environ, getenv
c.T.e = environ["N"], getenv("N"), environ.get("N")
### paths
import os, os.path as p
from os.path import join, dirname
c.T.a = os.path.join("a", "b"), join("a/", "b"), join("a", "/b"), join("a", "", "c"), dirname("/a/b"), p.basename("/a/b.py"), p.splitext("x.tar.gz"), p.normpath("a/./b/../c"), p.isabs("/a"), p.isabs("a"), dirname("a"), p.basename("a/"), p.splitext(".rc"), p.split("/a/b"), p.commonprefix(["abc", "abd"]), p.relpath("/a/b", "/a"), os.sep, p.normpath("//a"), p.join("/", "a"), os.path.dirname("/")
### pathlib
from pathlib import Path, PurePosixPath
q = Path("/srv") / "hub" / "x.tar.gz"
c.T.a = str(q), q.name, q.stem, q.suffix, str(q.parent), q.parts, str(q.with_suffix(".py")), str(q.with_name("y")), q.as_posix(), str(Path("a") / "b" / ".." / "c"), str(Path("a//b/./c")), str(Path()), str(Path("a", "b")), Path("a") == Path("a"), str("x" / Path("y")), q.is_absolute(), [str(x) for x in q.parents], q.suffixes, str(q.relative_to("/srv")), f"{q}", str(Path("/a") / "/b"), str(Path("a/b").joinpath("c", "d")), Path("a.py").match("*.py"), Path("b") > Path("a"), q.root, q.anchor, str(Path("..") / "x")
### json
import json
c.T.a = json.loads('{"a": [1, 2.5, null, true, "x"], "b": {}}'), json.dumps({"a": [1, None, True]}), json.dumps([1, "é"]), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1], indent=2), json.dumps("a\"b"), json.loads("[]"), json.loads(" 3 "), json.dumps((1, 2)), json.dumps({1: "x"}), json.dumps("é", ensure_ascii=False), json.dumps({"a": 1}, separators=(",", ":"))
try:
    json.loads("{bad")
except json.JSONDecodeError:
    c.T.b = "bad"
try:
    json.loads("")
except ValueError:
    c.T.d = "empty"
### itertools and functools
import itertools, functools
from itertools import chain, product, repeat, count, takewhile
c.T.a = list(itertools.chain([1], "a")), list(chain.from_iterable([[1], [2]])), list(product("ab", [1, 2])), list(itertools.combinations([1, 2, 3], 2)), list(itertools.permutations([1, 2])), list(itertools.accumulate([1, 2, 3])), list(itertools.islice([1, 2, 3], 2)), list(zip(count(1), "ab")), list(repeat("x", 2)), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda x: x < 2, [1, 2, 1])), [(k, list(g)) for k, g in itertools.groupby("aab")], list(itertools.zip_longest([1], [2, 3], fillvalue=0)), list(itertools.starmap(pow, [(2, 3)])), list(itertools.product([0, 1], repeat=2))
### regular expressions
import re
c.T.a = re.sub(r"\s+", "-", "a  b c"), bool(re.match(r"^a+$", "aaa")), re.findall(r"\d+", "a1b22"), re.split(r"[,;]", "a,b;c"), re.match(r"(\w+)@(\w+)", "ann@x").group(1), re.search("z", "abc") is None, re.match(r"(?P<n>\d+)", "12").groupdict(), re.compile("^a").match("b") is None, re.escape("a.b"), re.fullmatch("a", "ab") is None
### strings and text
import string, textwrap
c.T.a = string.ascii_lowercase[:3], string.digits, string.ascii_letters[-1], string.punctuation[:3], string.hexdigits, textwrap.dedent("  a\n  b"), string.Template("$a-${b}").substitute(a=1, b=2), string.capwords("a b"), textwrap.indent("a\nb", "> ")
### dates and times
import datetime
from datetime import timedelta
c.T.a = timedelta(days=1).total_seconds(), timedelta(hours=2, minutes=1).seconds, str(timedelta(days=1)), datetime.date(2024, 1, 2).isoformat(), int(timedelta(weeks=1).total_seconds())
### math and numbers
import math
c.T.a = math.floor(2.5), math.ceil(2.1), math.sqrt(16), math.pi, math.inf, math.log2(8), math.gcd(12, 18), math.trunc(-2.5), math.isnan(math.nan), math.prod([2, 3]), math.fabs(-1), math.e
### random values are unknown or stable
import secrets, uuid, random
t = secrets.token_hex(16)
c.T.a = len([t]), isinstance(t, str)
c.T.b = [1] if secrets.token_hex(4) else [2]
### hashes and encodings
import base64, hashlib, binascii
c.T.a = base64.b64encode(b"abc").decode(), base64.b64decode("YWJj").decode(), hashlib.sha256(b"a").hexdigest()[:8], hashlib.md5("x".encode()).hexdigest(), binascii.hexlify(b"a").decode()
### copy and operator
import copy, operator
from operator import itemgetter, attrgetter
c.T.a = copy.deepcopy({"a": [1]}), sorted([{"n": 2}, {"n": 1}], key=itemgetter("n")), operator.add(1, 2), itemgetter(1, 0)("ab"), operator.mul(2, 3)
### sys and platform
import sys
c.T.a = sys.version_info >= (3, 8), sys.version_info[0], sys.version_info.major >= 3, isinstance(sys.executable, str), len([sys.executable]), sys.platform.startswith("linux"), sys.maxsize > 2**32
c.JupyterHub.services = [{"name": "cull", "command": [sys.executable, "-m", "jupyterhub_idle_culler"]}]
### logging and warnings do nothing
import logging, warnings
log = logging.getLogger("x")
log.info("a %s", 1)
log.setLevel(logging.DEBUG)
logging.basicConfig(level="INFO")
warnings.warn("x")
warnings.filterwarnings("ignore")
print("hello", 1, end="")
c.JupyterHub.log_level = logging.DEBUG
c.T.a = logging.INFO, "DEBUG"
### urls
from urllib.parse import urlparse, quote, urljoin, urlencode, unquote, quote_plus
c.T.a = urlparse("https://a.b:8/c?d=e").netloc, quote("a b/c"), urljoin("http://a/b/", "c"), urlencode({"a": 1, "b": "x y"}), unquote("a%20b"), urlparse("http://x/y").path, quote("a/b", safe=""), urlparse("https://h:80/").hostname, urlparse("https://h:80/").port, quote_plus("a b")
### star imports and aliases
from os.path import *
import os as o, json as j
c.T.a = join("a", "b"), o.sep, j.dumps([1])
### typing names
from typing import *
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from nonesuch import X
T = TypeVar("T")
def f(x: Dict[str, List[int]]) -> Optional[T]: return x
x: Final = 3
c.T.a = f({"a": [1]}), x, cast(int, "y")
class TD(TypedDict):
    a: int
c.T.b = TD(a=1)
### __future__
from __future__ import annotations
def f(x: Nonesuch) -> Other: return 1
c.T.a = f(0)
### __name__ and __file__
import os
c.T.a = __name__ == "__main__", os.path.basename(__file__), __file__.endswith(".py"), os.path.isabs(__file__)
from pathlib import Path
c.T.b = Path(__file__).name, Path(__file__).suffix
if __name__ == "__main__":
    c.T.d = "main"
### subprocess and sockets are not run
import socket, subprocess, getpass
host = socket.gethostname()
c.JupyterHub.hub_connect_ip = host
c.T.a = isinstance(host, str), 1
### shlex, fnmatch, difflib
import shlex, fnmatch
c.T.a = shlex.split("a 'b c' d"), fnmatch.fnmatch("a.py", "*.py"), shlex.quote("a b")
