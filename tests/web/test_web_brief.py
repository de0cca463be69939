"""Briefs by page and API: of an incident and of the found set, in three forms, sealed, no more than may be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_site import client_of

from counterclaim.brief.atlas import VENDOR
from counterclaim.ledger import Ledger


def drawable() -> bool:
    return (VENDOR / "DejaVuSans.ttf").is_file()


def test_an_incident_page_leads_to_its_brief(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="AM")
    page = alone.get(f"/incidents/{found.id}").text
    assert f'href="/incidents/{found.id}/brief.html"' in page
    told = alone.get(f"/incidents/{found.id}/brief.html")
    assert told.headers["content-type"] == "text/html; charset=utf-8"
    assert told.headers["content-disposition"].startswith("inline")
    assert "Who says what" in told.text
    assert "Kura Dispatch" in told.text
    assert alone.get(f"/api/v1/incidents/{found.id}/brief").text == told.text


def test_a_brief_page_may_use_its_own_style_and_nothing_else(alone: TestClient) -> None:
    policy = alone.get("/brief.html").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_a_set_is_briefed_by_its_filters(alone: TestClient) -> None:
    told = alone.get("/brief.md?country=AM&heading=Morning").text
    assert told.startswith("# Morning\n")
    assert "Kisumu" not in told
    assert told == alone.get("/api/v1/brief?form=md&country=AM&heading=Morning").text
    assert 'formaction="/brief.pdf"' in alone.get("/export?country=AM").text


def test_a_pdf_is_a_pdf(alone: TestClient) -> None:
    pytest.importorskip("fpdf")
    if not drawable():
        pytest.skip("no fonts: install the package from this checkout, its build brings them")
    told = alone.get("/api/v1/brief?form=pdf&country=AM")
    assert told.headers["content-type"] == "application/pdf"
    assert told.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/brief.html?country=BR", 422),
        ("/brief.doc", 422),
        ("/brief.html?rule=nobody", 400),
        ("/incidents/feedfeed/brief.md", 404),
        ("/api/v1/incidents/feedfeed/brief", 404),
        ("/api/v1/brief?as_of=soon", 422),
        ("/api/v1/brief?form=doc", 422),
    ],
)
def test_what_cannot_be_made_is_told(alone: TestClient, path: str, status: int) -> None:
    assert alone.get(path).status_code == status


def test_in_public_no_more_is_quoted_than_claims_rest_on(ledger: Ledger, tmp_path: Path) -> None:
    public = client_of(ledger, tmp_path, alone=None, public=True)
    at_home = client_of(ledger, tmp_path)
    assert "France urged" in at_home.get("/brief.md?country=AM").text
    assert "France urged" not in public.get("/brief.md?country=AM").text


def test_a_month_that_no_year_has_breaks_nothing(alone: TestClient) -> None:
    for path in ("/brief.html", "/api/v1/brief"):
        assert alone.get(f"{path}?as_of=3000-13-00").status_code in {200, 404, 422}
