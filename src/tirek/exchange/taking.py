"""Taking in a checked file: one entry for each act, chain by chain, in the order in which they were done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from tirek.directory import Account, Office, Person, hold_persons, keep_absent_account, register_persons
from tirek.exchange import events
from tirek.exchange.checking import Arrival, File, Place
from tirek.exchange.columns import columns_of, has_moment, is_kept, is_signed_for, model_of
from tirek.exchange.errors import PersonDiffers, RowRepeated
from tirek.exchange.tables import TABLES
from tirek.ledger import WITHDRAWING, Event, OpenEntry, entry

CHUNK = 5000


class Taking:
    """This class will take in one file, within the transaction of whoever asks."""

    def __init__(self, account: Account, file: File) -> None:
        self._account = account
        self._file = file
        self._code = file.programme.values["code"]
        self._begins: dict[str, int] = {}
        self._persons: dict[str, Any] = {}
        self._absent = 0
        self._entered: dict[Place, list[Arrival]] = {}
        self._withdrawn: dict[Place, list[Arrival]] = {}

    def run(self) -> None:
        """This function will write the rows. Raises `RowRepeated`, `PersonDiffers`, and what the database raises."""
        self._name_accounts()
        self._hold_chains()
        self._check_keys()
        self._sort()
        home = self._file.programme.values["office_id"]
        for chain in sorted(self._file.moments, key=lambda each: each != home):
            for number, position in enumerate(self._file.moments[chain], start=1):
                self._act((chain, number), position)
        for document in self._file.arrivals["plan documents"]:
            progress = apps.get_model("plans.ReadingProgress")
            progress._default_manager.create(document_id=document.values["id"], state="read")

    def _entry(self, office: str, event: Event, **detail: object) -> AbstractContextManager[OpenEntry]:
        given = {"programme": self._code, **detail}
        return entry(event=event, office=office, by=str(self._account.pk), detail=given)

    def _hold_chains(self) -> None:
        """Opens an entry in each chain, in the order of the codes: from here on nobody else writes into them.

        So every moment's position is known before it is there, and two imports do not wait for one another.
        """
        for chain in sorted(self._file.moments):
            detail = {"sha256": self._file.sha256, "accounts": self._absent}
            with self._entry(chain, events.PROGRAMME_IMPORTED, **detail) as trace:
                self._begins[chain] = trace.position

    def position(self, place: Place) -> int:
        """This function will give the position that a moment has in this house."""
        return self._begins[place[0]] + place[1]

    def _check_keys(self) -> None:
        for table in TABLES:
            rows: dict[Any, Arrival] = {each.values.get("id"): each for each in self._file.arrivals[table.name]}
            keys = list(rows) if has_moment(table) else []
            for start in range(0, len(keys), CHUNK):
                there = model_of(table)._default_manager.filter(pk__in=keys[start : start + CHUNK])
                for key in there.values_list("pk", flat=True):
                    if not table.once:
                        raise RowRepeated(table=table.name, row=rows[key].row)
        self._leave_out_what_is_here()

    def _leave_out_what_is_here(self) -> None:
        """A template or a rate that the office has stands; the file's own for the same thing is not taken beside it."""
        for table in (each for each in TABLES if each.once):
            fields = [model_of(table)._meta.get_field(name).attname for name in table.once.split()]  # type: ignore[union-attr]
            rows: QuerySet[Any] = model_of(table)._default_manager.all()
            standing = rows.filter(withdrawn_position=None) if is_kept(table) else rows
            known = set(standing.values_list(*fields))
            keys = set(rows.values_list("pk", flat=True))
            self._file.arrivals[table.name] = [
                each
                for each in self._file.arrivals[table.name]
                if tuple(each.values[name] for name in fields) not in known and each.values["id"] not in keys
            ]

    def _name_accounts(self) -> None:
        """An account of the same name in the same office takes its place; anybody else comes as a closed account.

        So whoever wrote and whoever approved stay two people, and nobody here stands for what others did.
        """
        named = self._named()
        found = Account.objects.filter(username__in=named)
        here = {each.username: each.pk for each in found if each.office_id == self._file.accounts[each.username]}
        absent = sorted(named - here.keys())
        offices = Office.objects.in_bulk([self._file.accounts[name] for name in absent])
        for name in absent:
            office = offices.get(self._file.accounts[name], self._account.office)
            here[name] = keep_absent_account(username=name, office=office).pk
        self._absent = len(absent)
        for arrival, column in self._signed():
            if (written := arrival.values[column]) is not None:
                arrival.values[column] = here[written]

    def _signed(self) -> Iterator[tuple[Arrival, str]]:
        """Each row with each of its columns that names an account."""
        for table in TABLES:
            columns = [each.field.attname for each in columns_of(table) if each.by == "username"]
            for arrival in self._file.arrivals[table.name]:
                yield from ((arrival, column) for column in columns)

    def _named(self) -> set[str]:
        return {arrival.values[column] for arrival, column in self._signed()} - {None}

    def _sort(self) -> None:
        for rows in self._file.arrivals.values():
            for each in rows:
                if each.entered:
                    self._entered.setdefault(each.entered, []).append(each)
                if each.withdrawn:
                    self._withdrawn.setdefault(each.withdrawn, []).append(each)

    def _act(self, place: Place, position: int) -> None:
        """One act of the other house: what it withdrew, then what it entered, which may take the other's place."""
        with self._entry(place[0], events.ACT_IMPORTED, chain=place[0], position=position) as trace:
            if not self._persons:
                self._register(trace)
            self._withdraw(trace, self._withdrawn.get(place, []))
            trace.store_many([self._row(each) for each in self._entered.get(place, [])])

    def _register(self, trace: OpenEntry) -> None:
        hold_persons()
        rows = {each.values["code"]: each for each in self._file.arrivals["persons"]}
        known = dict(Person.objects.filter(code__in=rows).values_list("code", "sex"))
        for code, each in rows.items():
            if known.get(code, each.values["sex"]) != each.values["sex"]:
                raise PersonDiffers(row=each.row)
        sexes = {code: each.values["sex"] for code, each in rows.items()}
        registered = register_persons(trace=trace, sexes=sexes)
        self._persons = {code: person.pk for code, person in registered.items()} or {"": None}

    def _row(self, arrival: Arrival) -> Any:
        table, values = arrival.table, dict(arrival.values)
        if table.name == "attendances":
            values["person_id"] = self._persons[values["person_id"]]
        if table.heads:
            values[table.heads] = self._heads(values[table.heads])
        if is_kept(table) and arrival.entered:
            values["entered_position"] = self.position(arrival.entered)
        if is_signed_for(table):
            values["brought_by_id"] = self._account.pk
        return model_of(table)(**values)

    def _heads(self, moments: dict[str, int]) -> dict[str, int]:
        return {chain: self.position((chain, number)) for chain, number in moments.items()}

    def _withdraw(self, trace: OpenEntry, arrivals: list[Arrival]) -> None:
        by_table: dict[str, list[Arrival]] = {}
        for each in arrivals:
            by_table.setdefault(each.table.name, []).append(each)
        for rows in by_table.values():
            reasons = {each.values["id"]: each.because for each in rows}
            standing = model_of(rows[0].table)._default_manager.only(*WITHDRAWING).filter(pk__in=reasons).order_by("pk")
            for row in standing:
                row.withdrawn_position, row.withdrawn_because = trace.position, reasons[row.pk]  # type: ignore[attr-defined]
                trace.change(row)
