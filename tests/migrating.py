"""Back to how the database was before a migration, and the models of that time."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Executor(MigrationExecutor):
    """Goes back faster than Django's own: models are drawn up only for the migrations that are unapplied."""

    def _migrate_all_backwards(self, plan, full_plan, fake):
        states = self._states_before({migration for migration, _backwards in plan}, full_plan)
        for migration, _backwards in plan:
            self.unapply_migration(states.pop(migration), migration, fake=fake)

    def _states_before(self, wanted: set, full_plan) -> dict:
        """Not rendered, so that going from one to the next costs nothing."""
        applied = {self.loader.graph.nodes[key] for key in self.loader.applied_migrations}
        state, states = self._create_project_state(), {}
        for migration, _backwards in full_plan:
            if migration in wanted:
                states[migration] = state.clone()
            if migration in applied:
                state = migration.mutate_state(state, preserve=False)
        return states

    def unapply_migration(self, state, migration, fake=False):
        state.apps  # noqa: B018 - drawn up once; its operations go on from there
        return super().unapply_migration(state, migration, fake=fake)


def migrate(targets: list[tuple[str, str]]):
    """The models as they were then."""
    Executor(connection).migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def before_migration(app: str, ending: str) -> list[tuple[str, str]]:
    """What it depends on, by the end of its name: numbers may change until it is landed."""
    migrations = MigrationExecutor(connection).loader.disk_migrations
    [found] = [one for (label, name), one in migrations.items() if label == app and name.endswith(ending)]
    return [parent for parent in found.dependencies if parent[0] == app]
