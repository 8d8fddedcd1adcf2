"""Source of the program's own rules, lifted into a script: what is exported cannot differ from what runs here."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import FunctionType, ModuleType
from typing import Any

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError

OWN = "gd_visualizer"
# What only the whole landscape can answer cannot be lifted.
_NEEDS_THE_LANDSCAPE = "ground"


class Lifter:
    """Collects classes with their settings filled in, and the functions and numbers those need.

    Attributes
    ----------
    helpers : dict from str to str
        The source of each function and number needed, in an order in which they can be defined.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.helpers: dict[str, str] = {}

    def lifted(self, part: object, methods: tuple[str, ...]) -> str:
        """Return the source of a class that does what these methods of a frozen part do.

        Parameters
        ----------
        part : object
            An optimizer, loss, schedule or penalty; its settings become numbers of the class.
        methods : tuple of str

        Raises
        ------
        InputError
            If a method needs more than can stand in a script.
        """
        wanted, done = list(methods), set(methods)
        values, bodies = [], []
        while wanted:
            name = wanted.pop(0)
            held = inspect.getattr_static(type(part), name)
            function = held.fget if isinstance(held, property) else held
            if not isinstance(function, FunctionType):
                values.append(f"{name} = {getattr(part, name)!r}")
                continue
            tree = self._tree(function)
            bodies.append(ast.unparse(tree))
            used = [name for node in ast.walk(tree) for name in _own_attribute(node)]
            fresh = [item for item in dict.fromkeys(used) if item not in done]
            done.update(fresh)
            wanted += fresh
        told = (inspect.getdoc(type(part)) or "").split("\n")[0].replace("\\", "").replace('"', "'")
        inside = "\n\n".join(["\n".join([f'"""{told}"""', "", *values]).rstrip(), *bodies])
        return f"class {type(part).__name__}:\n{textwrap.indent(inside, '    ')}"

    def _tree(self, function: FunctionType) -> ast.FunctionDef:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
        assert isinstance(tree, ast.FunctionDef)  # it is the source of one function
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == _NEEDS_THE_LANDSCAPE:
                sentence = _(
                    "No script is offered for this optimizer, which looks around in the whole landscape: choose "
                    "another one, or export the path as a table."
                )
                raise InputError(sentence)
        _Bare().visit(tree)
        ast.fix_missing_locations(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in function.__globals__:
                self._need(node.id, function.__globals__[node.id])
        return tree

    def _need(self, name: str, value: Any) -> None:
        if name in self.helpers or isinstance(value, ModuleType):
            return
        if isinstance(value, FunctionType) and value.__module__.startswith(OWN):
            source = ast.unparse(self._tree(value))
            self.helpers[name] = source
        elif isinstance(value, int | float):
            self.helpers[name] = f"{name} = {value!r}"
        elif getattr(value, "__module__", "") not in ("builtins", "math"):
            raise InputError(_("No script is offered for these settings: they need {name}.").format(name=name))


class _Bare(ast.NodeTransformer):
    """Takes types away: they name what the script does not have."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Leave the name of an argument alone."""
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Take away what is returned."""
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        """Make a plain assignment of a typed one."""
        return None if node.value is None else ast.Assign([node.target], node.value)


def _own_attribute(node: ast.AST) -> list[str]:
    """Return the name that follows ``self.``, or nothing."""
    is_own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    return [node.attr] if is_own and isinstance(node, ast.Attribute) else []
