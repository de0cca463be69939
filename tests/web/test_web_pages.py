"""The pages: one set everywhere, every figure with its sentence, nothing of a report run as code."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as Xml

import pytest
from fastapi.testclient import TestClient
from web_site import REPORTS, SCRIPT, client_of, sign_in, users_in

from counterclaim.ledger import Ledger
from counterclaim.views.plain import title


def test_title_cards_map_and_timeline_show_the_same_set(alone: TestClient) -> None:
    for query, many in (("", 3), ("country=AM", 1), ("killed_min=1", 2), ("text=Kisumu", 1), ("country=BR", 0)):
        page = alone.get(f"/?{query}").text
        assert f"<title>{many} incident" in page
        assert page.count('<article class="card') == many
        told = alone.get(f"/map.json?{query}").json()
        assert told["count"] == many
        assert len(told["dots"]) + told["unplaced"] == many
        assert sum(day[1] for day in alone.get(f"/timeline.json?{query}").json()["days"]) == many
        assert len(alone.get(f"/incidents.geojson?{query}").json()["features"]) == many


def test_timeline_shows_the_days_beside_those_chosen(alone: TestClient) -> None:
    assert len(alone.get("/timeline.json?since=2026-05-01").json()["days"]) == 3


def test_more_cards_come_by_cursor_and_none_twice(alone: TestClient) -> None:
    first = alone.get("/api/v1/incidents?limit=2").json()
    rest = alone.get("/", params={"cursor": first["cursor"]}, headers={"hx-request": "true"}).text
    assert "<html" not in rest
    assert rest.count('<article class="card') == 1
    assert not any(each["id"] in rest for each in first["incidents"])


def test_each_set_filter_is_a_link_that_takes_it_away(alone: TestClient) -> None:
    page = alone.get("/?country=AM&disputed=true").text
    assert 'href="/?disputed=true"' in page
    assert 'href="/?country=AM"' in page


def test_a_search_without_result_says_what_to_do(alone: TestClient) -> None:
    assert "Nothing found" in alone.get("/?text=volcano").text


@pytest.mark.parametrize("query", ["since=yesterday", "killed_min=many", "sort=size", "bbox=1,2", "cursor=zzz"])
def test_a_wrong_address_is_told_and_not_a_crash(alone: TestClient, query: str) -> None:
    answer = alone.get(f"/?{query}")
    assert answer.status_code == 422
    assert 'class="lead"' in answer.text


def test_incident_page_opens_the_sentence_of_every_cell(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="AM")
    page = alone.get(f"/incidents/{found.id}").text
    beside = ledger.beside(found.id)
    said = [each for cell in beside.cells.values() for each in cell]
    assert said
    for each in said:
        report = each.report.replace("/", "%2F")
        assert f"/reports/{report}?edition={each.edition}#c{each.account}-{each.claim}" in page
    assert "Azerbaijan" in page
    assert "denied" in page


def test_a_date_and_a_rule_book_change_the_toll(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="AM")
    early = alone.get(f"/incidents/{found.id}.json?as_of=2026-03-05").json()["toll"]["killed"]
    late = alone.get(f"/incidents/{found.id}.json").json()["toll"]["killed"]
    assert (early["best"], late["best"]) == (2, 4)
    assert "As known on 5 Mar 2026" in alone.get(f"/incidents/{found.id}?as_of=2026-03-05&rule=acled").text


def test_a_date_that_is_none_is_told(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="AM")
    for ending in ("", ".json", ".csv", ".geojson"):
        assert alone.get(f"/incidents/{found.id}{ending}?as_of=soon").status_code == 422
        assert alone.get(f"/incidents/{found.id}{ending}?as_of=").status_code == 200


@pytest.mark.parametrize("path", ["/incidents/feedfeedfeed", "/reports/none", "/actors/NOBODY-AT-ALL", "/nowhere"])
def test_what_is_not_there_is_a_page_that_says_so(alone: TestClient, path: str) -> None:
    answer = alone.get(path)
    assert answer.status_code == 404
    assert "To the ledger" in answer.text


def test_script_in_every_field_of_a_report_is_text(ledger: Ledger, alone: TestClient) -> None:
    (found,) = ledger.find(country="KE")
    evil = REPORTS[2].id.replace("/", "%2F").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    decided = ledger.revise(SCRIPT, SCRIPT).correct(found.id, "where.name", SCRIPT)
    typed = quote(SCRIPT)
    inside = f"/incidents/{found.id}"
    paths = ["/", "/review", "/review/places", f"/reports/{evil}", "/?outlet=" + evil[5:], f"/?text={typed}", "/about"]
    paths += [inside, f"{inside}/alike", f"{inside}/brief.html", f"{inside}/map.svg", f"/coding/{found.id}", "/coding"]
    paths += ["/facets/outlet", "/facets/holder", f"/audit?text={typed}", "/export?format=claims", "/export?format=ftm"]
    paths += [f"/watches?new=yes&text={typed}", f"/review/places?incident={found.id}&words={typed}", "/sources"]
    refused = [
        f"/?rule={typed}",
        f"/?sort={typed}",
        f"/actors/{typed}",
        f"/incidents/{typed}",
        f"{inside}?as_of={typed}",
    ]
    for path in (*paths, *refused):
        answer = alone.get(path)
        assert answer.status_code == 200 or path in refused, (path, answer.status_code)
        assert "<script>alert" not in answer.text, path
        assert "<img src=x" not in answer.text, path
    ledger.revise(SCRIPT, SCRIPT).undo(decided, "correction")
    assert "&lt;script&gt;alert" in alone.get(inside).text.split('id="decisions"', 1)[1]
    assert "&lt;script&gt;alert" in alone.get(f"/reports/{evil}").text
    feed = Xml.fromstring(alone.get("/incidents.atom").content)  # noqa: S314 (our own feed)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 3
    table = list(csv.reader(io.StringIO(alone.get("/incidents.csv").text)))
    assert len({len(row) for row in table}) == 1
    assert SCRIPT not in alone.get("/map.json").headers["content-type"]


def test_pages_may_run_nothing_but_their_own_files(alone: TestClient) -> None:
    for path in ("/", "/about", "/nowhere", "/static/app.css", "/api/v1/incidents"):
        policy = alone.get(path).headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
    page = alone.get("/").text
    assert "style=" not in page
    assert "onclick" not in page
    assert "<script>" not in page


def test_other_host_names_are_refused(alone: TestClient) -> None:
    assert alone.get("/", headers={"host": "rebound.example"}).status_code == 421


def test_public_mode_shows_sentences_and_no_text(ledger: Ledger, tmp_path: Path) -> None:
    public = client_of(ledger, tmp_path, alone=None, public=True)
    page = public.get("/reports/clash%2F2").text
    assert "France urged" not in page
    assert "https://kura.example/2" in page
    assert public.get("/api/v1/reports/clash/2").json()["text"] is None


def test_actor_page_tells_roles_and_word(alone: TestClient) -> None:
    page = alone.get("/actors/AM").text
    assert "Armenia" in page
    assert "Is heard on" in page
    assert 'href="/actors/AM-MIL"' in page
    suffering = alone.get("/actors/AM-MIL").text
    assert "Attacked" in suffering or "Harmed" in suffering
    assert 'href="/?actor=AM-MIL&amp;status=all"' in suffering


def test_about_tells_how_good_the_reader_is_and_what_it_is_not_for(alone: TestClient) -> None:
    page = alone.get("/about").text
    assert "How good the reader is" in page
    assert "Not for choosing targets" in page
    assert "What it does badly" in page


def test_what_is_on_the_map_is_called_by_its_headline(ledger: Ledger, alone: TestClient) -> None:
    dots = {dot[0]: dot for dot in alone.get("/map.json").json()["dots"]}
    (found,) = ledger.find(country="KE")
    assert dots[found.id][1:5] == [found.where.lat, found.where.lon, found.where.radius_km, found.where.precision]
    assert alone.get(f"/headlines.json?id={found.id}&id=nothing").json() == {found.id: title(found.headline)}
    assert alone.get("/headlines.json").status_code == 422


def test_an_address_that_is_none_is_told_with_ways_on(alone: TestClient) -> None:
    page = alone.get("/reprots")
    assert page.status_code == 404
    assert "No page has the address <code>/reprots</code>" in page.text
    assert "Not Found" not in page.text.split("</title>")[1]
    assert "No page has" not in alone.get("/incidents/nothing").text


def test_whoever_must_sign_in_comes_back_to_what_was_asked_for(stranger: TestClient) -> None:
    refused = stranger.get("/watches?new=yes&country=ML")
    assert refused.status_code == 401
    assert "Bearer" not in refused.text
    assert refused.text.count('href="/login?back=/watches%3Fnew%3Dyes%26country%3DML"') == 2
    assert 'href="/login?back=/%3Fcountry%3DML"' in stranger.get("/?country=ML").text
    form = stranger.get("/login?back=/watches%3Fnew%3Dyes%26country%3DML").text
    assert 'name="back" value="/watches?new=yes&amp;country=ML"' in form


def test_a_role_that_may_not_is_told_whose_it_is(ledger: Ledger, tmp_path: Path) -> None:
    users_in(tmp_path)
    client = client_of(ledger, tmp_path, alone=None)
    sign_in(client, "rea")
    refused = client.get("/audit")
    assert refused.status_code == 403
    assert "That is for admins; ask one of them." in refused.text
    assert "You are signed in as rea, reader." in refused.text


def test_about_tells_what_is_counted_on_the_ledger_page(ledger: Ledger, alone: TestClient) -> None:
    assert f'<a href="/">{ledger.count():,} are what a report is about</a>' in alone.get("/about").text


@pytest.mark.parametrize(
    ("path", "status", "why"),
    [
        ("/?rule=nobodys", 400, "no such rule book"),
        ("/incidents/{}?as_of=yesterday", 422, "as_of: &#39;yesterday&#39; cannot be read here"),
        ("/?since=2026-05-01&until=2026-04-01", 200, "The first day is after the last"),
        ("/?killed_min=9&killed_max=3", 200, "The least killed are more than the most"),
    ],
)
def test_what_cannot_be_is_told_in_words(ledger: Ledger, alone: TestClient, path: str, status: int, why: str) -> None:
    page = alone.get(path.format(next(ledger.find()).id))
    assert page.status_code == status
    assert why in page.text
    assert "pattern" not in page.text.split("<main")[1].split("</main>")[0]
    assert "<h1>Bad Request" not in page.text
