"""The verbs of a whole caseload: bring a search in, freeze a baseline, draw a sample, repair, set."""

from collections.abc import Mapping, Sequence
from datetime import date

from pharmreview.domain.case import Case, ExclusionCall, TierOverride
from pharmreview.domain.caseload.baseline import Baseline
from pharmreview.domain.caseload.sample import Sample, digest_of, drawn
from pharmreview.domain.caseload.searches.changes import Changes
from pharmreview.domain.caseload.searches.imports import ImportRecord
from pharmreview.domain.caseload.settings import ListSettings, SettingsKept, refuse_unusable, shipped
from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.team.access import Deed
from pharmreview.services.access import Session
from pharmreview.services.caseload.counting import Alike, alike, standings
from pharmreview.services.caseload.judging import InForce, Judging, ListTables
from pharmreview.services.caseload.kept import Kind, Shelf
from pharmreview.services.caseload.mappings import Mappings
from pharmreview.services.caseload.searches.beside import Beside, Store
from pharmreview.services.caseload.searches.importing import BroughtIn, Importing, PhaseReport, Watch, records
from pharmreview.services.caseload.searches.people import new_id
from pharmreview.services.intake import Preview
from pharmreview.services.ports import Clock, EventKind, Report, ShouldStop

_SETTINGS = "settings"


class Caseload:
    """Everyone in the open store together. It belongs to the session's thread."""

    def __init__(self, session: Session, clock: Clock, tables: ListTables) -> None:
        self._session = session
        self._clock = clock
        self._tables = tables
        self._imports = Shelf(session, clock, Kind.IMPORT, ImportRecord, EventKind.IMPORTED)
        self._baselines = Shelf(session, clock, Kind.BASELINE, Baseline, EventKind.BASELINE_FROZEN)
        self._samples = Shelf(session, clock, Kind.SAMPLE, Sample, EventKind.SAMPLE_TAKEN)
        self._settings = Shelf(session, clock, Kind.SETTINGS, ListSettings, EventKind.SETTINGS_KEPT)
        self.mappings = Mappings(session, clock)
        self._repairs = Shelf(session, clock, Kind.REPAIR, Repair, EventKind.REPAIRED)

    def judging(self) -> Judging:
        """By what everyone is judged now."""
        return Judging(self._tables, InForce(self.settings(), self.repairs()), self._clock)

    # -- searches --------------------------------------------------------------------------------------

    def compare(
        self, preview: Preview, search: str | None = None, should_stop: ShouldStop | None = None
    ) -> Changes:
        """Who is new, gone, up, down or the same in a search. Keeps nothing.

        `search` is the name of the search this is the next file of, or of a new one; None leaves it to be
        proposed by title and people. Only the people of that search can be gone.
        Raises Stopped when asked to stop.
        """
        return self._beside(preview, search, Watch(should_stop=should_stop)).changes()

    def bring_in(
        self,
        preview: Preview,
        report: PhaseReport | None = None,
        should_stop: ShouldStop | None = None,
        search: str | None = None,
    ) -> BroughtIn:
        """Keep everyone in a search, all or none, with its repairs and a record of who moved.

        A person already here by NHS number or record number, with the date of birth, has their rows and
        details brought up to date and keeps every answer, fact, plan, override and call; whoever is here
        from a newer search keeps their rows too. Whenever two people could be meant, a new case is made:
        two people are never joined. Whoever is gone stays. A store that holds anyone is backed up first.

        Raises Stopped when asked to stop and VaultProblem when the disk refuses: nothing is kept then.
        """
        user, vault = self._session.user, self._session.vault
        watch = Watch(report, should_stop)
        if vault.revisions():
            with watch.copying(vault):
                vault.back_up(user, self._clock.now(), "before-import")
        with vault.together():
            for repair in preview.repairs:
                self.repair(repair)
            importing = Importing(self._session, self._clock, self._imports)
            beside = self._beside(preview, search, watch)
            return importing.bring_in(preview, beside, watch)

    def imports(self) -> tuple[ImportRecord, ...]:
        """Every search brought in, oldest first."""
        return records(self._imports)

    def _beside(self, preview: Preview, search: str | None, watch: Watch) -> Beside:
        repairs = {**self.repairs(), **{repair.key: repair for repair in preview.repairs}}
        judging = Judging(self._tables, InForce(self.settings(), repairs), self._clock, preview.table)
        vault = self._session.vault
        store = Store(watch.everyone(vault), vault.load_all, self.imports(), judging.total_of)
        return Beside(preview, store, self._clock.now(), search, watch.should_stop)

    # -- counts and samples ----------------------------------------------------------------------------

    def freeze_baseline(
        self, name: str, report: Report | None = None, should_stop: ShouldStop | None = None
    ) -> Baseline:
        """Count everyone as they stand today and keep the counts for good.

        Raises InputProblem for a blank or taken name or an empty list, Stopped when asked to stop.
        """
        plain = " ".join(name.split())
        if not plain:
            raise InputProblem("The baseline has no name.", "Type one, such as the date or the project.")
        taken = {one.name.casefold(): one for one in self.baselines()}
        if plain.casefold() in taken:
            raise InputProblem(f"There is already a baseline called {plain}.", "Choose another name.")
        with self._session.vault.together():
            judging = self.judging()
            counts = standings(self._session.vault, judging, self.imports(), report, should_stop)
            baseline = Baseline(
                id=new_id(set()),
                name=plain,
                day=self._clock.today(),
                at=self._clock.now(),
                by=self._session.user.name,
                table=judging.factors.id,
                rules=judging.book.id,
                high_dose_line=judging.line.milligrams,
                **dict(counts),
            )
            self._baselines.put(baseline.id, baseline)
        return baseline

    def baselines(self) -> tuple[Baseline, ...]:
        """Every baseline, oldest first."""
        return tuple(baseline for _, baseline in self._baselines.in_force().values())

    def take_sample(self, size: int, seed: str, among: Sequence[str]) -> Sample:
        """Draw people from a list of case ids and keep who was drawn.

        The same seed, size and people give the same sample on any day. Raises InputProblem for a blank
        seed, an empty list, a size under 1 or larger than the list.
        """
        sample = Sample(
            id=new_id(set()),
            at=self._clock.now(),
            by=self._session.user.name,
            seed=seed.strip(),
            size=size,
            among=len(set(among)),
            among_digest=digest_of(among),
            drawn=drawn(size, seed, among),
        )
        self._samples.put(sample.id, sample)
        return sample

    def samples(self) -> tuple[Sample, ...]:
        """Every sample, oldest first."""
        return tuple(sample for _, sample in self._samples.in_force().values())

    # -- what a line means -----------------------------------------------------------------------------

    def repairs(self, at: ImportRecord | None = None) -> Mapping[str, Repair]:
        """The repairs in force now, or when a search was brought in, by `Repair.key`."""
        found = self._repairs.in_force(None if at is None else at.number)
        return {key: repair for key, (_, repair) in found.items()}

    def repair(self, repair: Repair) -> Repair:
        """Keep what a line means, for every line like it from now on; returns it as kept, by this user.

        Raises InputProblem where its own words cannot be read, VaultProblem (`vault.stale`) where somebody
        else said something else of the same line since it was made.
        """
        self._tables.check_repair(repair)
        mine = repair.model_copy(update={"by": self._session.user.name})
        with self._session.vault.together():
            stands = self._repairs.in_force().get(mine.key)
            if stands is not None and _says_the_same(stands[1], mine):
                return stands[1]
            if stands is not None and stands[0].at > mine.at:
                raise _said_otherwise(stands[1])
            self._repairs.put(mine.key, mine)
        return mine

    def withdraw_repair(self, key: str) -> None:
        """Put a repair out of force; it stays in the record. Raises InputProblem where none is in force."""
        with self._session.vault.together():
            if key not in self._repairs.in_force():
                raise InputProblem("This line is not repaired.", "Look at the list of repairs again.")
            self._repairs.withdraw(key, EventKind.REPAIR_WITHDRAWN)

    def alike(self, keys: Sequence[str], preview: Preview | None = None) -> dict[str, Alike]:
        """How many lines and people, in the store and in a preview, say what each of these keys says."""
        return alike(self._session.vault, keys, preview)

    # -- the pharmacist's word on a person -------------------------------------------------------------

    def override_tier(self, case: Case, tier: Tier | None, reason: str) -> Case:
        """Give somebody a tier in the place of the rules' one, or take it back with None; keeps the case.

        Raises InputProblem for a blank reason, VaultProblem when somebody saved a newer version.
        """
        said = self._reason(reason)
        by, at = self._session.user, self._clock.now()
        override = None if tier is None else TierOverride(tier=tier, reason=said, by=by.name, at=at)
        what = f"Tier set back to the rules: {said}" if tier is None else f"Tier set to {tier}: {said}"
        return self._session.vault.save(case.model_copy(update={"tier_override": override}), what, by, at)

    def call_exclusion(
        self, case: Case, code: str, because: str, stands: bool, reason: str, look_again: date | None = None
    ) -> Case:
        """Say that an exclusion stands for somebody, perhaps until a day, or does not; keeps the case.

        Raises as `override_tier` does, and InputProblem for a day to look again that is not to come.
        """
        said = self._reason(reason)
        by, at = self._session.user, self._clock.now()
        if look_again is not None and look_again <= at.date():
            raise InputProblem("The day to look again has gone.", "Choose a day after today.")
        call = ExclusionCall(
            code=code, because=because, stands=stands, reason=said, by=by.name, at=at, look_again=look_again
        )
        others = tuple(c for c in case.exclusion_calls if (c.code, c.because) != (code, because))
        what = f"Exclusion {code} {'stands' if stands else 'does not stand'}: {said}"
        changed = case.model_copy(update={"exclusion_calls": (*others, call)})
        return self._session.vault.save(changed, what, by, at)

    def _reason(self, reason: str) -> str:
        said = " ".join(reason.split())
        if not said:
            raise InputProblem("No reason was given.", "Type why, so that others can follow it later.")
        return said

    # -- what holds for everyone -----------------------------------------------------------------------

    def settings(self, at: ImportRecord | None = None) -> ListSettings:
        """The settings in force now, or when a search was brought in; the tables' own where none are kept."""
        found = self._settings.in_force(None if at is None else at.number).get(_SETTINGS)
        if found is None:
            return shipped(self._tables.rules, self._tables.factor_table(None).id)
        entry, settings = found
        return settings.model_copy(update={"revision": entry.seq})

    def keep_settings(self, settings: ListSettings) -> ListSettings:
        """Keep settings for everybody, over those of their `revision`; returns them with their own.

        Raises InputProblem where nothing could be judged by them, VaultProblem (`vault.stale`) where
        somebody kept newer ones.
        """
        self._session.user.refuse_unless(Deed.SETTINGS)
        refuse_unusable(settings)
        self._tables.factor_table(settings.table)
        plain = settings.model_copy(update={"revision": 0})
        entry = self._settings.put(_SETTINGS, plain, expects=settings.revision)
        return settings.model_copy(update={"revision": entry.seq})

    def settings_kept(self) -> tuple[SettingsKept, ...]:
        """Everything the settings were ever set to, by whom and when, oldest first."""
        return tuple(
            SettingsKept(settings=settings, by=entry.by, at=entry.at)
            for entry, settings in self._settings.every()
            if settings is not None
        )


def _says_the_same(one: Repair, other: Repair) -> bool:
    return (one.reads_name, one.reads_directions) == (other.reads_name, other.reads_directions)


def _said_otherwise(stands: Repair) -> VaultProblem:
    return VaultProblem(
        f"{stands.by} has repaired this line in another way since.",
        "Look at that repair; withdraw it before making another.",
        code="vault.stale",
    )
