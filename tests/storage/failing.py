"""A connection to a store on a disk that fills up."""

from pharmreview.storage import vault as vault_module


class Failing:
    """Raises what a full disk raises at the n-th statement, a commit too."""

    def __init__(self, plain: object, left: int) -> None:
        self.plain = plain
        self.left = left

    def execute(self, *arguments: object) -> object:
        self._use_up()
        return self.plain.execute(*arguments)

    def executemany(self, *arguments: object) -> object:
        self._use_up()
        return self.plain.executemany(*arguments)

    def __getattr__(self, name: str) -> object:
        return getattr(self.plain, name)

    def _use_up(self) -> None:
        self.left -= 1
        if self.left < 0:
            error = vault_module.dbapi2.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
