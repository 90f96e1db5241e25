"""Back to how the database was before a migration, and the models of that time."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate(targets: list[tuple[str, str]]):
    """The models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def before_migration(app: str, ending: str) -> list[tuple[str, str]]:
    """What it depends on, by the end of its name: numbers may change until it is landed."""
    migrations = MigrationExecutor(connection).loader.disk_migrations
    [found] = [one for (label, name), one in migrations.items() if label == app and name.endswith(ending)]
    return [parent for parent in found.dependencies if parent[0] == app]
