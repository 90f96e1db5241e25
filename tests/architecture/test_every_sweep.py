"""Whatever runs by the clock does its rows through `core.sweeps.each`, and is tested with a rotten row."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
APPS = [path.parent for path in sorted(ROOT.glob("*/tasks.py"))]
TASKS = sorted({entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()})
TESTED = {
    job
    for path in ROOT.glob("tests/**/test_*.py")
    for job in re.findall(r'one_rotten_row\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))
}
BY_ITSELF = {
    "notifications.deliver_codes": "as notifications.deliver, for those who wait at a sign-in page",
    "notifications.deliver": "claims mails under leases and lets each rest by itself (docs/decisions/0004)",
    "notifications.end_texts": "one statement for all texts",
    "accounts.delete_drafts": "one statement for all drafts",
    "core.chain_log": "one chain over the whole log; there are no rows",
    "accounts.delete_looks": "one statement for all looks",
    "matching.run_nightly": "asks for one run; there are no rows",
}


def called(node: ast.AST) -> set[str]:
    """Names of functions, also of modules' functions, that are called or handed on inside."""
    return {
        getattr(one, "id", getattr(one, "attr", ""))
        for one in ast.walk(node)
        if isinstance(one, ast.Name | ast.Attribute)
    }


def jobs_in(node: ast.AST, constants: dict[str, str]) -> set[str]:
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "each"]
    return {constants.get(getattr(one.args[0], "id", ""), getattr(one.args[0], "value", "")) for one in calls}


def constants_of(tree: ast.Module) -> dict[str, str]:
    plain = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]
    return {getattr(node.targets[0], "id", ""): node.value.value for node in plain}


def sweeps_of(app: Path) -> dict[str, set[str]]:
    """{function: jobs it sweeps}, through functions of its own module too."""
    found: dict[str, set[str]] = {}
    for path in sorted(app.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        own = {name: jobs_in(node, constants_of(tree)) for name, node in functions.items()}
        for name, node in functions.items():
            found.setdefault(name, set()).update(own[name], *(own[other] for other in called(node) & own.keys()))
    return found


def services_of_tasks(app: Path) -> dict[str, set[str]]:
    """{task: functions it calls}"""
    tree = ast.parse((app / "tasks.py").read_text(encoding="utf-8"))
    tasks = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    return {node.decorator_list[0].keywords[0].value.value: called(node) for node in tasks}


SWEEPS = {app.name: sweeps_of(app) for app in APPS}
SERVICES = {task: (app.name, names) for app in APPS for task, names in services_of_tasks(app).items()}
JOBS = sorted({job for found in SWEEPS.values() for jobs in found.values() for job in jobs if job})


@pytest.mark.parametrize("task", TASKS)
def test_a_task_of_the_schedule_sweeps_under_its_own_name(task):
    app, names = SERVICES[task]
    swept = {job for name in names for job in SWEEPS[app].get(name, ())}
    assert task in BY_ITSELF or task in swept


@pytest.mark.parametrize("job", JOBS)
def test_a_sweep_bears_the_name_of_its_task(job):
    """So that "Try again now" calls for the right one."""
    assert job.partition(":")[0] in TASKS


@pytest.mark.parametrize("job", JOBS)
def test_every_sweep_is_tested_with_a_rotten_row(job):
    """By `one_rotten_row`; what a broken reader of the log leaves undone has tests of its own."""
    assert job in TESTED | {"core.read_log"}


def test_the_sweeps_were_found():
    assert len(JOBS) >= len(TASKS) - len(BY_ITSELF)
