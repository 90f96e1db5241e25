"""Back to how the database was before a migration, and the models of that time.

To go over a migration, Django draws up the models of that time for every operation, which takes nearly all of the time
and asks nothing of the rows. Here that is done when a process goes over a step for the first time; on later trips it
says the same SQL again. What asks the rows (RunPython) runs on every trip.
"""

from contextlib import nullcontext

from django.db import connection
from django.db.migrations import RunPython, SeparateDatabaseAndState
from django.db.migrations.executor import MigrationExecutor
from django.db.transaction import atomic

SQL: dict[tuple, dict] = {}  # of a step: what each of its operations said, by number, and what was left for its end
MODELS: dict[tuple, object] = {}  # of a time, as they are drawn up


def migrate(targets: list[tuple[str, str]]):
    """The models as they were then."""
    executor = Executor(connection)
    executor.migrate(targets)
    return _drawn_up(tuple(targets), lambda: executor.loader.project_state(targets))


def newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def before_migration(app: str, ending: str) -> list[tuple[str, str]]:
    """What it depends on, by the end of its name: numbers may change until it is landed."""
    migrations = MigrationExecutor(connection).loader.disk_migrations
    [found] = [one for (label, name), one in migrations.items() if label == app and name.endswith(ending)]
    return [parent for parent in found.dependencies if parent[0] == app]


class Executor(MigrationExecutor):
    def migrate(self, targets) -> None:
        plan = self.migration_plan(targets)
        states = self._states_before(plan)
        for migration, backwards in plan:
            step = Step(migration, backwards)
            with Editor(connection, atomic=migration.atomic) as editor:
                step.go(editor, states.get(migration))
            step.keep(editor)
            record = self.recorder.record_unapplied if backwards else self.recorder.record_applied
            record(migration.app_label, migration.name)

    def _states_before(self, plan) -> dict:
        """Of the steps that need models. Not drawn up, so that going from one to the next costs nothing."""
        wanted = {migration for migration, backwards in plan if Step(migration, backwards).needs_models}
        there = {migration for migration, _backwards in plan}
        there |= {self.loader.graph.nodes[key] for key in self.loader.applied_migrations}
        state, states = self._create_project_state(), {}
        for migration, _backwards in self.migration_plan(self.loader.graph.leaf_nodes(), clean_start=True):
            if len(states) == len(wanted):
                break
            if migration in wanted:
                states[migration] = state.clone()
            if migration in there:
                state = migration.mutate_state(state, preserve=False)
        return states


class Step:
    """Over one migration, forward or back."""

    def __init__(self, migration, backwards: bool):
        self.migration, self.backwards = migration, backwards
        self.key = (migration.app_label, migration.name, backwards)
        self.known, self.said = SQL.get(self.key), {}

    @property
    def needs_models(self) -> bool:
        return not self.known or any(map(self._asks_rows, self.migration.operations))

    def _asks_rows(self, operation) -> bool:
        if not isinstance(operation, RunPython):
            return False
        return (operation.reverse_code if self.backwards else operation.code) is not RunPython.noop

    def go(self, editor: "Editor", state) -> None:
        if state is None:
            editor.say(*self.known.values())
            return
        if not self.known:
            state.apps  # noqa: B018 - drawn up once; its operations go on from there
        steps = list(enumerate(self._states(state)))
        for number, (operation, before, after) in reversed(steps) if self.backwards else steps:
            with self._together(operation, editor):
                self._run(number, operation, editor, (after, before) if self.backwards else (before, after))
        if self.known:
            editor.say(self.known["end"])

    def _states(self, state):
        """Where they are drawn up, a list of changes is drawn up once, not after each change."""
        for operation in self.migration.operations:
            before, state = state, state.clone()
            drawn_up = isinstance(operation, SeparateDatabaseAndState) and state.__dict__.pop("apps", None)
            operation.state_forwards(self.migration.app_label, state)
            if drawn_up:
                state.apps  # noqa: B018
            yield operation, before, state

    def _together(self, operation, editor):
        """As Django: a migration that is not atomic may have operations that are."""
        return nullcontext() if editor.atomic_migration or not operation.atomic else atomic()

    def _run(self, number: int, operation, editor: "Editor", states) -> None:
        asks_rows = self._asks_rows(operation)
        if self.known and not asks_rows:
            editor.say(self.known[number])
            return
        if self.known:
            states[0].apps = _drawn_up((*self.key, number), lambda: states[0])
        way = operation.database_backwards if self.backwards else operation.database_forwards
        way(self.migration.app_label, editor, *states)
        said = editor.noted()
        self.said[number] = [] if asks_rows else said

    def keep(self, editor: "Editor") -> None:
        """Once all of it went well: what was deferred comes last."""
        SQL.setdefault(self.key, self.said | {"end": editor.noted()})


class Editor(connection.SchemaEditorClass):
    """Notes what it says."""

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.said: list[str] = []

    def execute(self, sql, params=()):
        text = str(sql) if params is None else self.connection.ops.compose_sql(str(sql), params)
        self.said.append(text)
        return super().execute(text, None)

    def say(self, *many: list[str]) -> None:
        for sql in many:
            for one in sql:
                self.execute(one, None)

    def noted(self) -> list[str]:
        """Since it was last asked."""
        found, self.said = self.said, []
        return found


def _drawn_up(time: tuple, state_of):
    if time not in MODELS:
        MODELS[time] = state_of().apps
    return MODELS[time]
