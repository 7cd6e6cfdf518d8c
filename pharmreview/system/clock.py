"""The machine's clock: the only place that asks it."""

from datetime import date, datetime


class SystemClock:
    """The date and the time of this machine, in its own time zone."""

    def today(self) -> date:
        """The date here, today."""
        return self.now().date()

    def now(self) -> datetime:
        """This moment, aware of its time zone."""
        return datetime.now().astimezone()
