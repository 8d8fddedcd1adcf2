"""The rules of the house that import-linter and ruff cannot see, each as a function from a source to complaints."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

Complaints = Iterator[str]
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

LONGEST_FILE = 350
LONGEST_FUNCTION = 60


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root of the repository, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


Checker = Callable[[Source], Complaints]


def _imports(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield every absolute import as a full dotted name, ``from a import b`` as a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def _dotted(node: ast.AST) -> str:
    """Return a.b.c of a chain of names and attributes; what is called or indexed inside it is passed over."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return _dotted(node.func)
    if isinstance(node, ast.Subscript):
        return _dotted(node.value)
    return ""


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _connections(tree: ast.AST) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Yield every call of a ``.connect`` with what is connected."""
    for call in _calls(tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "connect":
            yield call, [*call.args, *(keyword.value for keyword in call.keywords)]


def root_init_holds_more_than_the_version(source: Source) -> Complaints:
    """The package itself imports nothing, so that everything below can import it."""
    for node, name in _imports(source.tree):
        if not name.startswith("__future__"):
            yield f"{source.at(node)}: imports {name}; the package's own __init__ holds the version and nothing else"


def qt_beyond_core(source: Source) -> Complaints:
    """Runtime knows threads and time, not widgets: ``PySide6.QtCore`` is all it may use of Qt."""
    for node, name in _imports(source.tree):
        if name.split(".")[0] == "PySide6" and name.split(".")[:2] != ["PySide6", "QtCore"]:
            yield f"{source.at(node)}: imports {name}; only PySide6.QtCore is allowed here"


def own_imports_inside_functions(source: Source) -> Complaints:
    """An own module imported late is a circle in disguise."""
    for function in ast.walk(source.tree):
        if not isinstance(function, _FUNCTIONS):
            continue
        for node in ast.walk(function):
            names = [name for _, name in _imports(node)] if isinstance(node, ast.Import | ast.ImportFrom) else []
            relative = isinstance(node, ast.ImportFrom) and node.level > 0
            if relative or any(name.split(".")[0] == "gd_visualizer" for name in names):
                yield f"{source.at(node)}: imports from the own package inside {function.name}()"


def connections_without_receiver(source: Source) -> Complaints:
    """A lambda or partial runs in the thread that emits, whatever the kind of connection: connect to methods."""
    for call, targets in _connections(source.tree):
        for target in targets:
            is_partial = isinstance(target, ast.Call) and _dotted(target.func).split(".")[-1].startswith("partial")
            if isinstance(target, ast.Lambda) or is_partial:
                yield f"{source.at(call)}: connects to a lambda or partial; use a method of a QObject"


def store_connections(source: Source) -> Complaints:
    """Every connection between a view and the store stands in app/wiring.py."""
    for call, targets in _connections(source.tree):
        chains = [_dotted(call.func), *(_dotted(target) for target in targets)]
        if any(part in {"store", "_store"} for chain in chains for part in chain.split(".")):
            yield f"{source.at(call)}: connects to the store; that belongs into gd_visualizer/app/wiring.py"


def code_from_data(source: Source) -> Complaints:
    """Nothing that a file or a person gives is ever run."""
    for node, name in _imports(source.tree):
        if name.split(".")[0] in {"pickle", "cPickle", "_pickle", "dill", "joblib", "marshal", "shelve", "cloudpickle"}:
            yield f"{source.at(node)}: imports {name}, which runs what it reads"
    for call in _calls(source.tree):
        name = _dotted(call.func)
        if name.removeprefix("builtins.") in {"eval", "exec", "compile", "__import__"}:
            yield f"{source.at(call)}: calls {name}()"
        if any(keyword.arg == "allow_pickle" for keyword in call.keywords):
            yield f"{source.at(call)}: allow_pickle runs what it reads"


_SEEDABLE = {"default_rng", "Generator", "BitGenerator", "SeedSequence", "PCG64", "Philox"}
_FILE_METHODS = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
_WORLD = {"random", "secrets", "time", "datetime", "calendar", "io", "tempfile", "socket", "subprocess", "threading"}


def touches_the_world(source: Source) -> Complaints:
    """The mathematics gives the same answer every time: no files, no clock, no global random numbers."""
    for node, name in _imports(source.tree):
        if name.split(".")[0] in _WORLD:
            yield f"{source.at(node)}: imports {name}; core knows no files, clock, threads or global random state"
        if name.startswith("numpy.random.") and name.split(".")[2] not in _SEEDABLE:
            yield f"{source.at(node)}: imports {name}, which uses the global random state"
    for call in _calls(source.tree):
        name = _dotted(call.func)
        if name == "open" or (isinstance(call.func, ast.Attribute) and call.func.attr in _FILE_METHODS):
            yield f"{source.at(call)}: {name}() touches files"
        if name.split(".")[-1] == "default_rng" and not call.args and not call.keywords:
            yield f"{source.at(call)}: default_rng() without a seed differs every time"
    for node in ast.walk(source.tree):
        name = _dotted(node) if isinstance(node, ast.Attribute) else ""
        if re.fullmatch(r"(np|numpy)\.random\.\w+", name) and name.split(".")[2] not in _SEEDABLE:
            yield f"{source.at(node)}: {name} uses the global random state"


def missing_docstrings(source: Source) -> Complaints:
    """Every public module, class, function and method says in a sentence what it is."""
    if not ast.get_docstring(source.tree):
        yield f"{source.path}:1: the module has no docstring"
    yield from _undocumented(source, source.tree, in_class=False)


def _undocumented(source: Source, parent: ast.AST, *, in_class: bool) -> Complaints:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.If | ast.Try):
            yield from _undocumented(source, node, in_class=in_class)
        if not isinstance(node, ast.ClassDef | _Function) or node.name.startswith("_"):
            continue
        # What overrides a method of Qt is documented there, and so are the parts of one that has a docstring already.
        is_override = in_class and re.search("[a-z][A-Z]", node.name)
        decorators = {_dotted(decorator).split(".")[-1] for decorator in node.decorator_list}
        if not (is_override or decorators & {"overload", "setter", "deleter", "override"} or ast.get_docstring(node)):
            yield f"{source.at(node)}: {node.name} has no docstring"
        if isinstance(node, ast.ClassDef):
            yield from _undocumented(source, node, in_class=True)


_HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![0-9a-zA-Z])")


def hex_colours(source: Source) -> Complaints:
    """Colours come from the theme, so that the dark and the high-contrast theme reach every corner."""
    docstrings = {
        node.body[0].value
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Module | ast.ClassDef | _Function) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            for colour in _HEX_COLOUR.findall(node.value):
                yield f"{source.at(node)}: the colour {colour} belongs into the theme"


def too_long(source: Source) -> Complaints:
    """A long file or function is asking to be split; docstrings do not count against a function."""
    lines = source.text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{source.path}: {lines} lines; split files of more than {LONGEST_FILE}"
    for node in ast.walk(source.tree):
        if isinstance(node, _FUNCTIONS):
            first = node.body[0]
            docstring = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node, clean=False) else 0
            length = (node.end_lineno or 0) - node.lineno + 1 - docstring
            if length > LONGEST_FUNCTION:
                yield f"{source.at(node)}: {node.name} has {length} lines; split those of more than {LONGEST_FUNCTION}"


# Written in pieces, so that these rules do not accuse themselves.
_PLACES = {
    "a path of one machine": re.compile(
        r"(?<![\w.-])/(?:wo" + r"rk|ro" + r"ot|tm" + r"p|ho" + r"me/\w+|Us" + r"ers/\w+)/"
    ),
    "the address of a package index": re.compile(
        "https?" + r"://[^\s\"'<>)]*/simple\b|PIP_INDEX_" + "URL|index-" + "url"
    ),
}


def names_of_one_machine(source: Source) -> Complaints:
    """The repository speaks of itself alone; for any text file, not only Python."""
    for number, line in enumerate(source.text.splitlines(), 1):
        for what, pattern in _PLACES.items():
            if pattern.search(line):
                yield f"{source.path}:{number}: holds {what}"


def outside_packages(source: Source) -> set[str]:
    """Return the root names of what a file imports from neither the standard library nor its own package."""
    roots = {name.split(".")[0] for _, name in _imports(source.tree)}
    return roots - set(sys.stdlib_module_names) - {"gd_visualizer", "__future__"}
