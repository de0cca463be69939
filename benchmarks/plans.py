"""`python -m benchmarks.plans [INCIDENTS]`: by which indexes PostgreSQL answers at size, and how long it takes.

    a ledger's tables | filled by the server itself, its indexes made after that | pages asked as the product asks them

Made-up rows, their countries, actors and days as uneven as news: a tenth of the countries has half of it. Every
question is asked twice, the second time of what lies in memory by then.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from sqlalchemy import Connection, Engine, event, select, text

from benchmarks.postgres import server
from counterclaim.ledger import Ledger
from counterclaim.records.query import Query
from counterclaim.store import find
from counterclaim.store.tables import filings

MANY = 10_000_000
_COUNTRIES = (
    "UA SY SD ML BF NG PK CD SO YE IQ AF MM MX CO PS IL LB ET NE TD CM MZ IN PH TH KH AM AZ GE RU TR IR SA EG LY"
)
_FILL = {
    "incidents": """
        INSERT INTO incidents SELECT substr(md5(n::text), 1, 16), n, 'Made incident ' || n,
            CASE WHEN n % 5 = 0 THEN 'background' ELSE 'main' END, 'conflict', 'ASSAULT', NULL, 'Battles',
            (ARRAY['Armed clash', 'Attack', 'Air/drone strike', 'Shelling/artillery/missile attack'])[1 + n % 4], 1,
            day, day, day, day, country, NULL, lat, lon, NULL, 'place', killed, killed, killed, killed, NULL,
            CASE WHEN n % 9 = 0 THEN 'contested' ELSE 'single_source' END, n % 9 = 0, 2, 2, n % 50 = 0, false, 5
        FROM (SELECT n, (date '2016-01-01' + (n::bigint * 3650 / :many)::int)::text AS day,
                (:countries ::text[])[1 + floor(36 * power(random(), 2))::int] AS country,
                random() * 70 - 20 AS lat, random() * 120 - 20 AS lon, floor(40 * power(random(), 6))::int AS killed
            FROM generate_series(1, :many) AS n) AS made""",
    "bodies": "INSERT INTO bodies SELECT number, '{}' FROM incidents",
    "sides": """
        INSERT INTO sides SELECT id, country || '-MIL', 'responsible' FROM incidents
        UNION ALL SELECT id, country || '-CIV', 'victim' FROM incidents""",
    "voices": """
        INSERT INTO voices SELECT id, 'holder', country FROM incidents
        UNION ALL SELECT id, 'outlet', 'Outlet ' || floor(500 * power(random(), 3))::int FROM incidents""",
    "filings": "INSERT INTO filings SELECT (n / 40) * 8 + n % 8, n FROM generate_series(1, :many) AS n",
}
QUESTIONS: dict[str, dict[str, Any]] = {
    "newest fifty": {},
    "of a country": {"country": ("SY",)},
    "of a rare country": {"country": ("LY",), "disputed": True},
    "of one week": {"since": "2020-03-01", "until": "2020-03-07"},
    "most killed of a country": {"country": ("ML",), "sort": "killed"},
    "in two degrees": {"bbox": (35.0, 30.0, 37.0, 32.0)},
    "of an actor": {"actor": ("LY-MIL",)},
    "of an actor, contested": {"actor": ("UA",), "grade": ("contested",)},
    "of an outlet": {"outlet": ("Outlet 450",)},
    "whom a country's word is told of": {"holder": ("SD",), "killed_min": 20},
}


def main(many: int) -> None:
    """Fill, ask, tell."""
    with server() as address, Ledger(f"{address}/postgres") as ledger:
        begun = time.perf_counter()
        with ledger.engine.begin() as connection:
            _fill(connection, many)
        with ledger.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
        print(
            f"{many:,} incidents, filled in {time.perf_counter() - begun:.0f} s; {_sizes(ledger.engine)}\n", flush=True
        )
        print("| question | by | first | again |\n|---|---|---|---|")
        for name, asked in QUESTIONS.items():
            _tell(ledger.engine, name, lambda connection, asked=asked: find.find_bodies(connection, Query(**asked)))
        keys = select(filings).where(filings.c.key.in_(range(0, 4000, 100)))
        _tell(ledger.engine, "accounts under forty keys", lambda connection: connection.execute(keys).all())


def _fill(connection: Connection, many: int) -> None:
    """Rows without indexes and constraints, and these after them, as they were."""
    connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
    connection.execute(text("SELECT setseed(0.7)"))
    tables = {"tables": list(_FILL)}
    keys = connection.execute(text(_KEYS), tables).all()
    for key in sorted(keys, key=lambda key: key.kind != "f"):
        connection.execute(text(f"ALTER TABLE {key.held} DROP CONSTRAINT {key.name}"))
    indexes = connection.execute(text(_INDEXES), tables).all()
    for index in indexes:
        connection.execute(text(f"DROP INDEX {index.name}"))
    for fill in _FILL.values():
        connection.execute(text(fill), {"many": many, "countries": _COUNTRIES.split()})
    for key in sorted(keys, key=lambda key: key.kind == "f"):
        connection.execute(text(f"ALTER TABLE {key.held} ADD CONSTRAINT {key.name} {key.told}"))
    for index in indexes:
        connection.exec_driver_sql(index.told)


_KEYS = """
    SELECT conrelid::regclass AS held, conname AS name, contype AS kind, pg_get_constraintdef(oid) AS told
    FROM pg_constraint WHERE conrelid::regclass::text = ANY(:tables) AND contype IN ('p', 'u', 'f')
    UNION SELECT conrelid::regclass, conname, contype, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE confrelid::regclass::text = ANY(:tables) AND contype = 'f'"""
_INDEXES = "SELECT indexname AS name, indexdef AS told FROM pg_indexes WHERE tablename = ANY(:tables)"


def _sizes(engine: Engine) -> str:
    asked = (
        "SELECT sum(pg_table_size(t::regclass)), sum(pg_indexes_size(t::regclass)) FROM unnest(:tables ::text[]) AS t"
    )
    with engine.connect() as connection:
        rows, indexes = connection.execute(text(asked), {"tables": list(_FILL)}).one()
    return f"rows {float(rows) / 1e9:.1f} GB, indexes {float(indexes) / 1e9:.1f} GB"


def _tell(engine: Engine, name: str, ask: Any) -> None:
    """A question's two times, and the indexes in the plans of its statements."""
    asked: list[tuple[str, Any]] = []

    def heard(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        asked.append((statement, given))

    with engine.connect() as connection:
        times = []
        for _ in range(2):
            begun = time.perf_counter()
            ask(connection)
            times.append(f"{(time.perf_counter() - begun) * 1000:.0f} ms")
        event.listen(engine, "before_cursor_execute", heard)
        ask(connection)
        event.remove(engine, "before_cursor_execute", heard)
        steps = [row[0] for told in asked for row in connection.exec_driver_sql(f"EXPLAIN {told[0]}", told[1])]
    used = {part.split()[0] for step in steps for part in step.split(" using ")[1:]}
    used |= {step.split("Bitmap Index Scan on ")[1].split()[0] for step in steps if "Bitmap Index Scan on " in step}
    used |= {f"all of {step.split('Seq Scan on ')[1].split()[0]}" for step in steps if "Seq Scan on " in step}
    print(f"| {name} | {', '.join(sorted(used))} | {' | '.join(times)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else MANY)
