"""Scenarios of Rolecall in the MyST pages of a Sphinx site: checked while the docs are built, tried out with a click.

The directive ``rolecall`` shows a scenario, from its own content or from a file, in the theme of the docs, each check with
its verdict. A check that does not hold fails the build, at its file and line. In HTML a link leads to the playground, and
a click on it opens the playground in its place, from files beside the docs: nothing is loaded from elsewhere.

Settings of conf.py:

``rolecall_command``
    The program: a string, or a list with options. Default ``rolecall``.
``rolecall_strict``
    Whether a check that does not hold, or a config that does not start, fails the build. Default True; else they are
    warnings.
``rolecall_playground``
    Whether HTML gets the playground, some 20 MB of files for all pages together. Default True.
"""

import json
import shlex
import subprocess
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from markdown_it import MarkdownIt
from myst_parser.mocking import MockState
from pygments.lexer import RegexLexer, words
from pygments.lexers.data import YamlLexer
from pygments.token import Comment, Keyword, Name, Operator, Text
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

__version__ = "0.1.0"

logger = logging.getLogger(__name__)

FOLDER = "_static/rolecall"  # of the HTML, where the playground lies
MINUTE = 60  # seconds: what a run of the program may take
MARKS = {"holds": "✓", "fails": "✗", "error": "?"}
WORDS = {"holds": "holds", "fails": "does not hold", "error": "could not be decided"}


class ChecksLexer(RegexLexer):
    """The check language, as far as colours need it."""

    name = "Rolecall checks"
    aliases = ["checks"]
    tokens = {
        "root": [
            (r"#.*$", Comment.Single),
            (words(("GET", "POST", "PUT", "PATCH", "DELETE"), suffix=r"\b"), Keyword.Reserved),
            (
                words(
                    ("can", "cannot", "only", "nobody", "is", "issued", "refused", "because", "after", "any", "token", "of", "with", "service", "group"),
                    prefix=r"(?<![\w:/!=.-])",
                    suffix=r"(?![\w:/!=.-])",
                ),
                Keyword,
            ),
            (r"[\w-]+(?::[\w-]+)+", Name.Function),
            (r"![\w-]+=?", Operator),
            (r"[^\s#!]+|[!#]|\s+", Text),
        ]
    }


HEADER = ("title", "summary", "jupyterhub", "oauthenticator", "host")  # of a document; options where the content is one


class playground_link(nodes.General, nodes.Element):
    """The place where a scenario can be tried out: attributes key and title."""


class RolecallDirective(SphinxDirective):
    """Shows a scenario: a file's, relative to the page, or that of the content, whose header the options are."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        **dict.fromkeys(HEADER, directives.unchanged),
        "view": lambda text: directives.choice(text, ("edit", "access", "checks", "why", "config")),
        "class": directives.class_option,
    }

    def run(self):
        if not isinstance(self.state, MockState):
            raise self.error("the directive rolecall stands in MyST Markdown pages only")
        if self.arguments and self.content:
            raise self.error("give the directive rolecall a file or content, not both")
        if self.arguments:
            relative, path = self.env.relfn2path(self.arguments[0])
            self.env.note_dependency(relative)
            try:
                text = Path(path).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise self.error(f"{self.arguments[0]}: {error}") from error
            if given := [key for key in HEADER if key in self.options]:
                raise self.error(f"the file {self.arguments[0]} has a header of its own: leave {given[0]} out")
            first = 1
        elif self.content:
            header = [f"{key}: {json.dumps(self.options[key])}" for key in HEADER if key in self.options]
            if header:
                header = ["---", *header, "---"]
            text = "\n".join([*header, *self.content]) + "\n"
            path, first = self.env.doc2path(self.env.docname), self.lineno + self.content_offset + 1 - len(header)
        else:
            raise self.error("the directive rolecall needs a file or content")

        found = check(self.config, text)
        if len(found["scenarios"]) != 1:
            raise self.error(f"one scenario is shown at a time; here are {len(found['scenarios'])}")
        scenario = found["scenarios"][0]
        self.report(scenario, path, first)

        own = self.env.rolecall_documents.setdefault(self.env.docname, [])
        key = f"{self.env.docname.replace('/', '-')}-{len(own) + 1}"
        own.append((key, text))
        box = nodes.container(classes=["rolecall", *self.options.get("class", [])])
        self.set_source_info(box)
        box += self.head(scenario, found["totals"])
        box += self.body(scenario, text, first)
        box += playground_link(key=key, title=scenario["title"] or "A scenario", view=self.options.get("view", "edit"))
        return [box]

    def report(self, scenario, path, first):
        """Keeps what does not hold, with its file and line: it is told after all pages were read, in every build."""
        wrong = [claim["finding"] for claim in scenario["claims"] if claim["verdict"] != "holds" and claim.get("finding")]
        wrong += [f for f in scenario["findings"] if f["severity"] == "error"]
        kept = self.env.rolecall_failures.setdefault(self.env.docname, [])
        for finding in wrong:
            line = first + (finding["place"]["line"] if finding.get("place") else 1) - 1
            line = max(line, 1 if self.arguments else self.lineno)
            hint = f" ({finding['hint']})" if finding.get("hint") else ""
            kept.append((f"{path}:{line}", finding["id"], finding["message"] + hint))

    def head(self, scenario, totals):
        out = []
        if scenario["title"]:
            out.append(nodes.rubric("", scenario["title"], classes=["rolecall-title"]))
        verdict = "no checks" if not totals["checks"] else f"{totals['hold']} of {totals['checks']} checks hold"
        if not scenario["readable"]:
            verdict = "not all of it can be read"
        elif not scenario["starts"]:
            verdict = f"this Hub does not start; {verdict}" if totals["checks"] else "this Hub does not start"
        out.append(nodes.paragraph("", f"JupyterHub {scenario['jupyterhub']}: {verdict}.", classes=["rolecall-verdict"]))
        return out

    def body(self, scenario, text, first):
        """The document as the docs show Markdown, except that checks are a list with verdicts."""
        lines = text.splitlines()
        claims = {claim["place"]["line"]: claim for claim in scenario["claims"]}
        out = nodes.container(classes=["rolecall-document"])
        at = front_matter(lines)
        for token in MarkdownIt().parse("\n".join([""] * at + lines[at:])):
            if token.type != "fence" or token.level:
                continue
            start, end = token.map
            self.prose(out, lines, at, start, first)
            at = end
            language = (token.info.split() or [""])[0]
            if language == "rolecall":
                continue
            if language == "checks":
                out += checks_list(lines[start + 1 : start + 1 + token.content.count("\n")], start + 2, claims)
                continue
            name = " ".join(token.info.split()[1:])
            code = token.content.rstrip("\n")
            block = nodes.literal_block(code, code, language=language or "none")
            if name:
                wrap = nodes.container(literal_block=True, classes=["literal-block-wrapper"])
                caption = nodes.caption("", name)
                wrap += [caption, block]
                out += wrap
            else:
                out += block
        self.prose(out, lines, at, len(lines), first)
        return out

    def prose(self, out, lines, start, end, first):
        part = lines[start:end]
        if not any(line.strip() for line in part):
            return
        held = nodes.Element()
        self.state.nested_parse(StringList(part, source=str(self.env.doc2path(self.env.docname))), first + start - 1 - self.lineno, held)
        out += held.children


def front_matter(lines):
    """How many lines the front matter takes."""
    if lines and lines[0].rstrip() == "---":
        for i, line in enumerate(lines[1:], 2):
            if line.rstrip() == "---":
                return i
    return 0


def checks_list(lines, number, claims):
    """The lines of a fence of checks: claims with their verdicts, and the steps and remarks between them."""
    out = nodes.bullet_list(classes=["rolecall-checks"])
    for i, line in enumerate(lines, number):
        text = line.strip()
        if not text:
            continue
        item, line_of = nodes.list_item(), nodes.paragraph()
        claim = claims.get(i)
        if claim:
            item["classes"] = [f"rolecall-{claim['verdict']}"]
            line_of += nodes.inline("", MARKS[claim["verdict"]], classes=["rolecall-mark"])
            line_of += nodes.Text(" ")
            line_of += nodes.literal("", claim["text"])
            if claim["verdict"] != "holds":
                message = claim["finding"]["message"] if claim.get("finding") else ""
                line_of += nodes.Text(f" {WORDS[claim['verdict']]}" + (f": {message}" if message else ""))
            else:
                line_of += nodes.inline("", " holds", classes=["rolecall-word"])
        elif text.startswith("#"):
            item["classes"] = ["rolecall-remark"]
            line_of += nodes.emphasis("", text.lstrip("# "))
        else:
            item["classes"] = ["rolecall-step"]
            line_of += nodes.literal("", text)
        item += line_of
        out += item
    return out


def run(config, arguments, text=None):
    """Runs the program and returns what it printed and its exit code."""
    command = config.rolecall_command
    command = shlex.split(command) if isinstance(command, str) else list(command)
    try:
        done = subprocess.run([*command, *arguments], input=text, capture_output=True, encoding="utf-8", timeout=MINUTE, check=False)
    except FileNotFoundError as error:
        raise ExtensionError(f"there is no program {command[0]!r}: install rolecall, or name it in rolecall_command") from error
    except subprocess.TimeoutExpired as error:
        raise ExtensionError(f"{command[0]} {arguments[0]} took more than {MINUTE} s") from error
    return done


def check(config, text):
    done = run(config, ["check", "--format", "json", "-"], text)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise ExtensionError(f"rolecall check: {done.stderr.strip() or done.stdout[:200]}") from error


# The builder's side.


def begin(app, env, docnames):
    if not hasattr(env, "rolecall_documents"):
        env.rolecall_documents = {}  # by page: (key, document)
        env.rolecall_failures = {}  # by page: (place, id, message) of what does not hold


def purge(app, env, docname):
    getattr(env, "rolecall_documents", {}).pop(docname, None)
    getattr(env, "rolecall_failures", {}).pop(docname, None)


def merge(app, env, docnames, other):
    for docname in docnames:
        for name in ("rolecall_documents", "rolecall_failures"):
            if docname in getattr(other, name, {}):
                getattr(env, name)[docname] = getattr(other, name)[docname]


def read(app, env):
    """After all pages were read: fails the build, where something does not hold, and writes the playground beside the docs."""
    failures = [f for docname in sorted(env.rolecall_failures) for f in env.rolecall_failures[docname]]
    log = logger.error if app.config.rolecall_strict else logger.warning
    for place, name, message in failures:
        log("%s: %s", name, message, location=place, type="rolecall", subtype=name)
    if failures and app.config.rolecall_strict:
        logger.error("Rolecall: the build fails: what the docs say of JupyterHub is not so, %d times", len(failures))
        app.statuscode = 1
    app.rolecall_site = {}
    documents = [entry for docname in sorted(env.rolecall_documents) for entry in env.rolecall_documents[docname]]
    if not documents or app.builder.format != "html" or not app.config.rolecall_playground:
        return
    folder = Path(app.doctreedir) / "rolecall"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    files = {}
    for key, text in documents:
        file = folder / f"{key}.md"
        file.write_text(text, encoding="utf-8")
        files[str(file)] = key
    done = run(app.config, ["export-site", "--only-documents", "--format", "json", str(Path(app.outdir) / FOLDER), *files])
    if done.returncode:
        raise ExtensionError(f"rolecall export-site: {done.stderr.strip()}")
    for document in json.loads(done.stdout)["documents"]:
        app.rolecall_site[files[document["source"]]] = document


def visit_link(self, node):
    document = self.builder.app.rolecall_site.get(node["key"])
    if document:
        page = self.builder.get_target_uri(self.builder.current_docname)
        root = relative_uri(page, FOLDER + "/x")[:-1]
        self.body.append('<p class="rolecall-try">')
        self.body.append(
            self.starttag(
                node,
                "a",
                "",
                CLASS="reference external",
                href=root + document["playground"],
                **{
                    "data-rolecall": root + document["page"],
                    "data-rolecall-view": node["view"],
                    "data-rolecall-title": node["title"],
                    "data-rolecall-script": root + "embed/v1.js",
                },
            )
        )
        self.body.append("Try it</a></p>\n")
    raise nodes.SkipNode


def skip(self, node):
    raise nodes.SkipNode


def setup(app):
    app.add_config_value("rolecall_command", "rolecall", "env", (str, list, tuple))
    app.add_config_value("rolecall_strict", True, "env", (bool,))
    app.add_config_value("rolecall_playground", True, "env", (bool,))
    app.add_node(playground_link, html=(visit_link, None), latex=(skip, None), text=(skip, None), man=(skip, None), texinfo=(skip, None))
    app.add_directive("rolecall", RolecallDirective)
    app.add_lexer("checks", ChecksLexer)
    app.add_lexer("state", YamlLexer)
    app.connect("env-before-read-docs", begin)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", read)
    static = str(Path(__file__).parent / "static")
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(static))
    app.add_css_file("rolecall.css")
    app.add_js_file("rolecall.js", loading_method="defer")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
