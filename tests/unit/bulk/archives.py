"""Small archives of invented reports, in every shape that is read, and what can kill or trip their reader."""

from __future__ import annotations

import gzip
import json
import os
from io import BytesIO
from pathlib import Path

from counterclaim.bulk.reading import Coded, coded
from counterclaim.errors import SourceError
from counterclaim.gather.options import Options
from counterclaim.records.account import Coding
from counterclaim.records.report import Report
from counterclaim.settings import Settings

OPTIONS = Options(settings=Settings())
PLACES = ("Gao", "Mopti", "Kidal", "Timbuktu", "Segou", "Kayes")


def text(n: int) -> str:
    """An invented incident; every third report tells none."""
    if n % 3 == 2:
        return f"The market of {PLACES[n % 6]} opened its new hall number {n}. Traders were pleased with the light."
    return (
        f"Gunmen killed {n % 7 + 2} soldiers near {PLACES[n % 6]} on {n % 27 + 1} March, the Malian army said. "
        f"The rebels denied it in statement {n}."
    )


def told(n: int) -> dict[str, str]:
    """A report as a line of JSON tells it."""
    return {"id": f"r{n}", "text": text(n), "published": "2026-03-28", "outlet": f"Post {n % 4}"}


def jsonl(place: Path, many: int, bad: tuple[int, ...] = ()) -> Path:
    """A file of reports, some lines of which are none."""
    lines = ("{broken" if n in bad else json.dumps(told(n)) for n in range(many))
    place.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return place


def warc(place: Path, many: int) -> Path:
    """A web archive of pages, packed, with a request before each answer and an image in the midst."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with place.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(many):
            page = (
                f"<html><head><title>Report {n}</title></head><body><article><p>{text(n)}</p></article></body></html>"
            )
            kind = "image/png" if n == 1 else "text/html; charset=utf-8"
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            url = f"https://news.example/{n}"
            asked = StatusAndHeaders(f"GET /{n} HTTP/1.0", [("Host", "news.example")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
            body = BytesIO(page.encode())
            writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=headers))
    return place


def parquet(place: Path, many: int) -> Path:
    """A table of reports."""
    import pyarrow
    from pyarrow import parquet as file

    file.write_table(pyarrow.Table.from_pylist([told(n) for n in range(many)]), place)
    return place


def packed(place: Path, many: int) -> Path:
    """Lines of JSON, packed."""
    place.write_bytes(gzip.compress("".join(json.dumps(told(n)) + "\n" for n in range(many)).encode()))
    return place


def folder(place: Path, many: int) -> Path:
    """Texts in a folder, with one that is no text."""
    (place / "deep").mkdir(parents=True)
    for n in range(many):
        (place / ("deep" if n % 2 else ".") / f"{n:03d}.txt").write_text(text(n), encoding="utf-8")
    (place / "000.bin").write_bytes(b"\0\1\2")
    return place


def quick(report: Report) -> Coded | SourceError:
    """Reads nothing, which is soon done."""
    return Coded(report, Coding(False))


def tripped(report: Report) -> Coded | SourceError:
    """Trips over one report."""
    if report.id == "r4":
        return SourceError("report r4", "the reader failed on it", "reader")
    return quick(report)


def killed(report: Report) -> Coded | SourceError:
    """Over one report the process is killed, as it is where memory ends."""
    if report.id == "r4":
        os.kill(os.getpid(), 9)
    return quick(report)


def killed_once(report: Report) -> Coded | SourceError:
    """The process is killed over one report the first time that it is read."""
    mark = Path(os.environ["COUNTERCLAIM_TEST_MARK"])
    if report.id == "r4" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), 9)
    return quick(report)


def stuck(report: Report) -> Coded | SourceError:
    """Never comes to an end over one report."""
    while report.id == "r4":
        pass
    return quick(report)


class killing:  # noqa: N801 (called as the functions beside it)
    """Reads, but its process is killed over one report the first time that it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, report: Report) -> Coded | SourceError:
        if report.id == "r33" and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), 9)
        return coded(report)


def slowly(report: Report) -> Coded | SourceError:
    """Reads each report many times over, so that there is time to kill a node."""
    for _ in range(10):
        found = coded(report)
    return found


real = coded
