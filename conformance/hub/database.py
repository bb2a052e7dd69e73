"""The database of a case: one SQLite connection in memory, begun from an empty Hub's.

JupyterHub makes the tables itself, once a process (new_session_factory). Every case then gets a copy of that
database under the same engine, so that SQLAlchemy's compiled statements serve all cases: they hang on the
engine's dialect. That saves two thirds of a case's time and changes nothing that a Hub could see.
"""

import sqlite3


class Database:
    def __init__(self, hub):
        self._empty = self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        # Secrets need not be expensive to guess here. Stored hashes say their rounds, so checking works as ever.
        hub.orm.Hashed.rounds = 1
        hub.hash_token.__defaults__ = (8, 1, "sha512")
        self._factory = hub.orm.new_session_factory("sqlite:///:memory:", creator=lambda: self._connection)
        self._engine = self._factory.kw["bind"]
        with self._engine.connect() as connection:
            connection.commit() if hasattr(connection, "commit") else None
        self._empty.commit()
        hub.orm.new_session_factory = lambda *args, **kwargs: self._factory

    def execute(self, sql):
        """Rows of a query, read past the ORM."""
        return self._connection.execute(sql).fetchall()

    def renew(self):
        """Begins again with an empty database, as deleting jupyterhub.sqlite does."""
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._empty.backup(self._connection)
        self._engine.dispose(close=False)

    def keep(self):
        """A copy of the database as it is, for restore."""
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.backup(copy)
        return copy

    def restore(self, kept):
        """Begins again with a copy that was kept."""
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        kept.backup(self._connection)
        self._engine.dispose(close=False)

    def reopen(self):
        """A new process over the same database: nothing of the old session is left."""
        self._engine.dispose(close=False)
