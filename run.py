#!/usr/bin/env python3
"""Start the program from a checkout, or check it, with nothing but Python installed.

    python3 run.py [arguments]          start gd-visualizer (the first time makes .venv, which needs the network)
    python3 run.py test [arguments]     run every check: ruff, mypy, import rules, pytest (the arguments are pytest's)
    python3 run.py benchmark [arguments]

Tested on Linux. The paths for Windows and macOS are written, but nobody has tried them yet.
This file keeps to old syntax, so that an old Python reads it and says in one sentence that it is too old.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
# All tests together must visit every line and every turn of the mathematics; a few of them alone need not.
COVERAGE = [
    "--cov=gd_visualizer.core",
    "--cov-branch",
    "--cov-fail-under=100",
    "--cov-report=term-missing:skip-covered",
]
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = os.path.join(BIN, "python" + SUFFIX)
STAMP = os.path.join(VENV, "installed-by-run-py")  # written last: a .venv without it is half-made

CHECKS = [
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy"]),
    ("import rules", ["-c", "import sys; from importlinter.cli import lint_imports_command as main; main()"]),
    ("pytest", ["-m", "pytest"]),  # last, so that its closing line stands near the end
]


class SetupError(Exception):
    """The program cannot be set up here; the message is one sentence for people."""


def say(sentence):
    """Print to standard error: standard output belongs to the program that is started."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def wanted():
    """Return what .venv has to fit: the declared packages, this Python and this folder."""
    import tomllib  # not in the old Pythons, which never come this far

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        declared = tomllib.load(file)
    with open(os.path.join(ROOT, "constraints.txt"), "rb") as file:
        constraints = file.read()
    # The settings of the checkers are left out: to change one must not ask for the network.
    tables = [declared[name] for name in ("build-system", "project", "dependency-groups")]
    fits = repr((tables, declared["tool"]["hatch"], constraints, sys.version_info[:2], ROOT))
    return hashlib.sha256(fits.encode()).hexdigest()


def installed():
    """Return the two words of the stamp, what .venv fits and which part is in it, or two empty ones."""
    try:
        with open(STAMP) as file:
            fits, part = file.read().split()
    except (OSError, ValueError):
        return "", ""
    return (fits, part) if os.path.exists(PYTHON) else ("", "")


def set_up(part):
    """Make .venv fit, with the "runtime" or the "dev" packages; without network access where it fits already."""
    fits, present = installed()
    if fits == wanted() and present in (part, "dev"):
        return
    say("Setting up .venv (needed once; downloads up to 250 MB) ...")
    uv = shutil.which("uv")
    # uv is faster, but it does not read pip's settings, so pip gets its try where uv failed.
    if not (uv and install_with_uv(uv, part)):
        install_with_pip(part)
    # Neither uv nor an environment with PYTHONDONTWRITEBYTECODE leaves compiled files, which halve the start-up time.
    package = os.path.join(ROOT, "gd_visualizer")
    subprocess.call([PYTHON, "-m", "compileall", "-qq", "-j", "0", VENV, package], stdout=sys.stderr)
    with open(STAMP, "w") as file:
        file.write(wanted() + " " + part + "\n")


def succeeds(*command):
    """Run a command in the project's folder, its output on standard error; return whether it went well."""
    return subprocess.call(command, cwd=ROOT, stdout=sys.stderr) == 0


def packages(part):
    """Return what to ask uv or pip for."""
    return ["-c", "constraints.txt", "-e", "."] + (["--group", "dev"] if part == "dev" else [])


def remove_unusable(test):
    """Delete a .venv that is half-made, or made for another Python or by another tool."""
    fits = installed()[0] and subprocess.call([PYTHON, "-c", test], stderr=subprocess.DEVNULL) == 0
    if os.path.isdir(VENV) and not fits:
        shutil.rmtree(VENV)


def install_with_uv(uv, part):
    """Install with uv, and return whether that went well."""
    remove_unusable("import sys; sys.exit(sys.version_info[:2] != %r)" % (sys.version_info[:2],))
    return (os.path.isdir(VENV) or succeeds(uv, "venv", "--quiet", "--python", sys.executable, VENV)) and succeeds(
        uv, "pip", "install", "--quiet", "--python", PYTHON, *packages(part)
    )


def install_with_pip(part):
    """Install with the venv and pip that come with Python."""
    remove_unusable("import pip, sys; sys.exit(sys.version_info[:2] != %r)" % (sys.version_info[:2],))
    if not os.path.isdir(VENV):
        if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
            raise SetupError(
                "this Python comes without its module venv: install the package python3-venv "
                "(Debian and Ubuntu: sudo apt install python3-venv) and try again."
            )
        if not succeeds(sys.executable, "-m", "venv", VENV):
            raise SetupError("the folder .venv could not be made; the lines above say why.")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    # The first pip of an older distribution does not know --group yet.
    if part == "dev" and not succeeds(*pip, "install", "--upgrade", "pip>=25.1"):
        raise SetupError("pip could not be renewed; the lines above say why, and the first start needs the network.")
    if not succeeds(*pip, "install", *packages(part)):
        raise SetupError(
            "packages could not be installed; the lines above say why (the first start needs the network)."
        )


def check(arguments):
    """Run every check, also after one has failed, and return 0 if all went well."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the tests need no screen
    failed = []
    for name, command in CHECKS:
        say("== " + name)
        more = (arguments or COVERAGE) if name == "pytest" else []
        if subprocess.call([PYTHON, *command, *more], cwd=ROOT) != 0:
            failed.append(name)
    say("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


def start(command, folder=None):
    """Become another program; on Windows, where that is not possible, run it and return its exit status."""
    if folder:
        os.chdir(folder)
    if os.name == "nt":
        return subprocess.call(command)
    sys.stdout.flush()
    os.execv(command[0], command)


def main(arguments):
    """Do what the command line asks for, and return the exit status."""
    if sys.version_info < OLDEST:
        say("error: this program needs Python %d.%d or newer, and this is %d.%d." % (OLDEST + sys.version_info[:2]))
        return 2
    word = arguments[0] if arguments else ""
    try:
        set_up("dev" if word in ("test", "benchmark") else "runtime")
    except (SetupError, OSError) as error:
        say("error: %s" % error)
        return 2
    if word == "test":
        return check(arguments[1:])
    if word == "benchmark":
        return start([PYTHON, "-m", "benchmarks", *arguments[1:]], folder=ROOT)
    return start([os.path.join(BIN, "gd-visualizer" + SUFFIX), *arguments])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
