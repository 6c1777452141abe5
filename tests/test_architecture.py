"""The import rule and the other laws of the tree, read off the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from sayso.pipeline import STAGES

SOURCE = Path(__file__).parents[1] / "src" / "sayso"
FILES = sorted(SOURCE.rglob("*.py"))
WINGS = ("collect", "detect", "link", "measure")
NOT_FOR_WINGS = ("store", "run", "pipeline", "show", "deciding", "cli", "cli_decisions", "streams")
DRAWERS = frozenset("utils util helpers helper common misc core base manager managers service services".split())
STAGE_MODULES = frozenset(stage.run.__module__.removeprefix("sayso.") for stage in STAGES)


def module(file: Path) -> str:
    """`link.claims` for src/sayso/link/claims.py; "" for the package itself."""
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = {module(file): file for file in FILES}


@lru_cache(maxsize=512)
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path, *, for_types: bool = True, inside_functions: bool = True) -> Iterator[str]:
    """Dotted names of all modules a file imports; "from sayso.link import claims" is sayso.link.claims."""
    for node in _nodes(tree(file), for_types, inside_functions):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} has a relative import"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name.removeprefix("sayso.") in MODULES else str(node.module)


def _nodes(node: ast.AST, for_types: bool, inside_functions: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING" and not for_types:
            continue
        if isinstance(child, ast.FunctionDef | ast.Lambda) and not inside_functions:
            continue
        yield child
        yield from _nodes(child, for_types, inside_functions)


def own(file: Path, **options: bool) -> set[str]:
    """The modules of sayso that a file imports."""
    names = (name for name in imported(file, **options) if name == "sayso" or name.startswith("sayso."))
    return {name.removeprefix("sayso").removeprefix(".") for name in names}


def calls(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def test_the_records_know_nothing_of_the_rest() -> None:
    assert own(MODULES["records"]) == set()
    assert own(MODULES["errors"]) == set()


@pytest.mark.parametrize("file", [f for f in FILES if module(f).split(".")[0] in WINGS], ids=module)
def test_a_wing_knows_neither_the_store_nor_who_runs_or_shows_it(file: Path) -> None:
    assert {name for name in own(file) if name.split(".")[0] in NOT_FOR_WINGS} == set()


@pytest.mark.parametrize("file", [f for f in FILES if module(f).split(".")[0] in WINGS], ids=module)
def test_data_flows_from_wing_to_wing_in_one_direction(file: Path) -> None:
    later = WINGS[WINGS.index(module(file).split(".")[0]) + 1 :]
    assert {name for name in own(file) if name.split(".")[0] in later} == set()


@pytest.mark.parametrize("name", sorted(STAGE_MODULES))
def test_a_stage_never_imports_another_stage(name: str) -> None:
    assert own(MODULES[name]) & (STAGE_MODULES - {name}) == set()


def test_only_the_pipeline_knows_the_stages() -> None:
    """Runners and what shows results take them from STAGES; the command line may run single readers, not stages."""
    knowing = {name for name, file in MODULES.items() if own(file) & STAGE_MODULES and name.split(".")[0] not in WINGS}
    assert knowing == {"pipeline"}


def test_one_file_knows_the_language_library_and_one_the_model() -> None:
    assert {name for name, file in MODULES.items() if "spacy" in {n.split(".")[0] for n in imported(file)}} <= {
        "detect.sentences",
        "model",
    }


def test_one_file_knows_the_project_file() -> None:
    """The search keeps its index in memory, and opens nothing else."""
    assert {name for name, file in MODULES.items() if "sqlite3" in set(imported(file))} == {"store", "show.search"}
    called = [node for node in ast.walk(tree(MODULES["show.search"])) if isinstance(node, ast.Call)]
    assert [ast.unparse(n.args[0]) for n in called if ast.unparse(n.func) == "sqlite3.connect"] == ["':memory:'"]


def test_only_the_app_knows_the_web() -> None:
    """Without the extra all the rest works."""
    web = {"fastapi", "starlette", "uvicorn", "pydantic", "webbrowser"}
    knowing = {name for name, file in MODULES.items() if web & {found.split(".")[0] for found in imported(file)}}
    assert knowing and all(name.startswith("show.app") for name in knowing)
    asking = {name for name, file in MODULES.items() if any(asked.startswith("show.app") for asked in own(file))}
    assert {name for name in asking if not name.startswith("show.app")} == {"cli"}


@pytest.mark.parametrize("lazy", [False, True], ids=["at the top of modules", "also inside functions"])
def test_imports_run_in_no_circle(lazy: bool) -> None:
    graph = {name: own(file, for_types=False, inside_functions=lazy) & set(MODULES) - {name} for name, file in MODULES.items()}
    left = dict(graph)
    while free := [name for name, needs in left.items() if not needs & set(left)]:
        for name in free:
            del left[name]
    assert left == {}, "these import each other"


def test_no_module_is_a_drawer() -> None:
    parts = {part for name in MODULES for part in name.split(".")}
    assert parts & DRAWERS == set()


def test_only_the_command_line_prints_and_exits() -> None:
    loud = {
        f"{name}:{line} {call}"
        for name, file in MODULES.items()
        for call, line in calls(file)
        if name not in ("cli", "streams")
        and call in ("print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write")
    }
    exits = {
        f"{name} {ast.unparse(n)}"
        for name, f in MODULES.items()
        for n in ast.walk(tree(f))
        if isinstance(n, ast.Raise) and n.exc is not None and "SystemExit" in ast.unparse(n.exc)
    }
    assert {entry for entry in loud if not entry.startswith("__main__:")} == set()
    assert {entry for entry in exits if entry.split(" ")[0] not in ("cli", "__main__")} == set()


def test_nothing_is_unpickled_or_evaluated() -> None:
    banned = ("eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.load", "marshal.loads")
    modules = frozenset(("pickle", "dill", "cloudpickle", "marshal", "shelve", "joblib", "subprocess", "socket", "urllib.request"))
    found = {f"{name} imports {n}" for name, file in MODULES.items() for n in imported(file) if n in modules}
    found |= {f"{name}:{line} {call}" for name, file in MODULES.items() for call, line in calls(file) if call in banned}
    loads = {
        f"{name}: {ast.unparse(node)}"
        for name, file in MODULES.items()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("np.load", "numpy.load")
        and not any(k.arg == "allow_pickle" and ast.unparse(k.value) == "False" for k in node.keywords)
    }
    assert found | loads == set()


def test_no_record_holds_a_dict() -> None:
    fields = {
        f"{cls.name}.{ast.unparse(node.target)}: {ast.unparse(node.annotation)}"
        for cls in ast.walk(tree(MODULES["records"]))
        if isinstance(cls, ast.ClassDef)
        for node in cls.body
        if isinstance(node, ast.AnnAssign)
        and re.search(r"\b(?:dict|Dict|Mapping|Any|object|list|set)\b", ast.unparse(node.annotation))
    }
    assert fields == set()


def test_every_record_is_frozen_and_has_slots() -> None:
    loose = {
        cls.name
        for cls in ast.walk(tree(MODULES["records"]))
        if isinstance(cls, ast.ClassDef)
        and not {ast.unparse(base) for base in cls.bases} & {"NamedTuple", "Protocol"}
        and not any(isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__slots__" for node in cls.body)
        and not any("frozen=True" in ast.unparse(d) and "slots=True" in ast.unparse(d) for d in cls.decorator_list)
    }
    assert loose == set()


def test_everything_is_caught_in_one_place_only() -> None:
    """`except Exception` stands once, where a group is run; `except BaseException` only to clean up and raise again."""
    broad: list[str] = []
    for name, file in MODULES.items():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ExceptHandler):
                kind = ast.unparse(node.type) if node.type else "everything"
                raises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
                if kind in ("everything", "Exception") or (kind == "BaseException" and not raises):
                    broad.append(name)
    assert broad == ["run"]


def test_no_constant_of_a_module_can_be_changed() -> None:
    """Module constants in capitals are no lists and sets; a dict is allowed where it is a table that is only read."""
    changeable = {
        f"{name}.{ast.unparse(node.targets[0])}"
        for name, file in MODULES.items()
        for node in tree(file).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.List | ast.Set | ast.ListComp | ast.SetComp)
        and ast.unparse(node.targets[0]) != "__all__"
    }
    assert changeable == set()


def test_the_stages_are_named_once_and_read_only_what_was_written_before() -> None:
    names = [stage.name for stage in STAGES]
    assert len(set(names)) == len(names)
    written = {"Document"}
    for stage in STAGES:
        assert {kind.__name__ for kind in stage.reads} <= written, stage.name
        assert stage.writes.__name__ not in written, f"two stages write {stage.writes.__name__}"
        written.add(stage.writes.__name__)
