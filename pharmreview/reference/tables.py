"""Every clinical table in one value, read once and only when it is first wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Line
from pharmreview.domain.lines.match import make_words_ready
from pharmreview.domain.lines.reading import NO_REPAIRS, Named, Reader
from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.vocabulary import Vocabulary
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.risk.exclusions import make_terms_ready
from pharmreview.domain.risk.rule import RuleBook
from pharmreview.reference.data_file import shipped_provenance
from pharmreview.reference.formulary_table import load_formulary
from pharmreview.reference.judging.equivalence_table import DEFAULT_TABLE, load_factor_tables
from pharmreview.reference.judging.risk_table import load_rule_book
from pharmreview.reference.provenance import Provenance
from pharmreview.reference.vocabulary_table import load_vocabulary

ReadWords = Callable[[str], Named]
"""A name to what it says with its directions."""


@dataclass(frozen=True)
class ReferenceTables:
    """The clinical tables in use.

    A name with its directions is read once and remembered, since a list says the same thing often.
    """

    default_table: str = DEFAULT_TABLE

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words by which names are read."""
        return load_vocabulary()

    @cached_property
    def formulary(self) -> Formulary:
        """The products that a plan may use."""
        return load_formulary()

    @cached_property
    def factor_tables(self) -> dict[str, FactorTable]:
        """Every equivalence table by its id."""
        return load_factor_tables()

    def titles(self) -> dict[str, str]:
        """The title of each equivalence table by its id."""
        return {table_id: table.title for table_id, table in self.factor_tables.items()}

    @property
    def factors(self) -> FactorTable:
        """The equivalence table in use when none is named."""
        return self.factor_tables[self.default_table]

    @cached_property
    def rules(self) -> RuleBook:
        """Risk rules, terms and dated settings."""
        return load_rule_book()

    @cached_property
    def provenance(self) -> tuple[Provenance, ...]:
        """The pedigree of every table that is shipped."""
        return shipped_provenance()

    def factor_table(self, table_id: str | None) -> FactorTable:
        """The equivalence table of an id, or the one in use. Raises InputProblem where it is unknown."""
        if table_id is None:
            return self.factors
        found = self.factor_tables.get(table_id.strip().upper())
        if found is None:
            known = ", ".join(self.factor_tables)
            raise InputProblem(f"There is no equivalence table called {table_id}.", f"Choose one of {known}.")
        return found

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.vocabulary)

    def reader(self, repairs: Mapping[str, Repair] = NO_REPAIRS) -> ReadWords:
        """A reader of words for which a pharmacist's word, kept by `repair_key`, goes first."""
        return self._reader.by(repairs)

    def make_ready(self) -> None:
        """Read beforehand what every list is read and judged by: the first file then waits for none of it."""
        make_words_ready(self.vocabulary)
        make_terms_ready(self.rules.terms)
        _ = self.factors, self._reader

    def read_row(self, row: ExportRow, repairs: Mapping[str, Repair] = NO_REPAIRS) -> Line:
        """Read one row by the vocabulary in use."""
        return self._reader.read(row.name, row.directions, repairs).on(row)

    def check_repair(self, repair: Repair) -> None:
        """Refuse, with InputProblem, a repair whose own words cannot be read."""
        self._reader.check(repair)


@cache
def load_tables() -> ReferenceTables:
    """The shipped tables, shared by everyone who asks."""
    return ReferenceTables()
