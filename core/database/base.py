"""The backend that settings name: Django's own for PostgreSQL, with limits and a question at each start."""

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from psycopg2 import extensions

from . import waiting

extensions.set_wait_callback(waiting.wait)

LIMITS = {
    "statement_timeout": "statement", "lock_timeout": "lock", "idle_in_transaction_session_timeout": "idle",
}
ISOLATION = "read committed"
WRONG_ISOLATION = (
    "PostgreSQL begins transactions at the isolation level '{}'. The portal's locks hold under READ COMMITTED only:"
    " take default_transaction_isolation out of the server's, the database's and the role's settings."
)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        waiting.refuse_while_silent()
        return super().get_new_connection(conn_params)

    def ensure_connection(self) -> None:
        """One that ended meanwhile is opened anew, unless a transaction hung on it."""
        if self.connection is not None and self.connection.closed and not self.in_atomic_block:
            self.close()
        super().ensure_connection()

    def init_connection_state(self) -> None:
        super().init_connection_state()
        patience = waiting.patience()
        wanted = [(name, f"{int(patience[kind] * 1000)}ms") for name, kind in LIMITS.items()]
        columns = ", ".join("set_config(%s, %s, false)" for _one in wanted)
        with self.connection.cursor() as sql:
            sql.execute(  # nosemgrep: sql-put-together-by-hand
                f"SELECT current_setting('transaction_isolation'), {columns}",
                [word for pair in wanted for word in pair],
            )
            level = sql.fetchone()[0]
        if level != ISOLATION:
            self.connection.close()
            raise ImproperlyConfigured(WRONG_ISOLATION.format(level))
