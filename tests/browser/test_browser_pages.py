"""The pages in a browser: from the set to the sentence, by brush, map, keys and phone; decisions and their undoing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
Open = Callable[..., Any]


def count(page: Any) -> int:
    return int(page.locator("#count b").inner_text().replace(",", ""))


def settled(page: Any) -> None:
    """The map, the strip and the cards all show the set."""
    page.wait_for_selector("#timeline rect.all")
    page.wait_for_selector(".cluster, #map-note:not(:empty)")
    page.wait_for_function("() => !document.querySelector('.found.loading')")


def incident_in(page: Any, query: str = "grade=contested") -> str:
    found: str = page.request.get(f"/api/v1/incidents?{query}&limit=1").json()["incidents"][0]["id"]
    return found


def test_from_the_ledger_to_the_sentence(open_page: Open) -> None:
    page = open_page("/?grade=contested")
    settled(page)
    assert page.title().startswith(f"{count(page)} incident")
    page.locator(".card h3 a").first.click()
    cell = page.locator(".beside .say").first
    cell.click()
    words = page.locator(".words:popover-open")
    assert words.locator("mark").first.inner_text().strip()
    words.locator("a").first.click()
    page.wait_for_selector(".report-text .lit")
    assert "edition=" in page.url


def test_days_chosen_by_brush_are_in_the_address_and_come_back(open_page: Open) -> None:
    page = open_page()
    settled(page)
    whole = count(page)
    box = page.locator("#timeline").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 30, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile("since=.*until="))
    settled(page)
    chosen = count(page)
    assert 0 < chosen < whole
    page.reload()
    settled(page)
    assert count(page) == chosen
    assert page.locator("#timeline .window").count() == 1
    page.go_back()
    page.wait_for_function(f"() => document.querySelector('#count b')?.textContent === '{whole}'")


def test_an_area_chosen_on_the_map_is_in_the_address_and_comes_back(open_page: Open) -> None:
    page = open_page()
    settled(page)
    whole = count(page)
    box = page.locator("#map").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    for _ in range(3):
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(300)
    page.locator("#here").click()
    page.wait_for_url(re.compile("bbox="))
    settled_url = page.url
    page.wait_for_function(f"() => document.querySelector('#count b').textContent !== '{whole}'")
    chosen = count(page)
    again = open_page(settled_url)
    assert count(again) == chosen < whole


def test_the_rule_book_is_in_the_address_and_goes_along_to_the_incident(open_page: Open) -> None:
    page = open_page("/?sort=killed")
    settled(page)
    page.get_by_label("Figures by the rule book").select_option("highest")
    page.wait_for_url(re.compile("rule=highest"))
    settled(page)
    assert page.get_by_text("figures by Highest told").count() == 1
    told = page.request.get("/api/v1/incidents?rule=highest&sort=killed&limit=1").json()["incidents"][0]
    assert page.locator(".card").first.get_attribute("data-id") == told["id"]
    assert page.locator(".card .t-killed b").first.inner_text().lstrip("~").split("–")[-1]
    page.reload()
    settled(page)
    assert page.get_by_label("Figures by the rule book").input_value() == "highest"
    page.locator(".card h3 a").first.click()
    page.wait_for_url(re.compile("/incidents/.*rule=highest"))
    page.get_by_label("By the rule book").wait_for()
    assert page.get_by_label("By the rule book").input_value() == "highest"


def test_filters_narrow_the_set_and_chips_widen_it(open_page: Open) -> None:
    page = open_page()
    settled(page)
    whole = count(page)
    page.get_by_label("contested").first.check()
    page.wait_for_url(re.compile("grade=contested"))
    page.wait_for_selector(".chips")
    assert count(page) < whole
    page.locator(".chips a").first.click()
    page.wait_for_function(f"() => document.querySelector('#count b').textContent === '{whole}'")
    assert "grade" not in page.url


def test_keys_search_move_open_and_tell(open_page: Open) -> None:
    page = open_page()
    page.wait_for_selector(".card")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".card").nth(1)
    assert "on" in (second.get_attribute("class") or "").split()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/incidents/"))
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.name") == "text"


def test_more_cards_are_loaded(open_page: Open) -> None:
    page = open_page()
    page.wait_for_selector(".card")
    page.locator(".more a").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelectorAll('.card').length > 40")


def test_a_toll_is_corrected_by_keys_and_stands_on_the_card(open_page: Open) -> None:
    page = open_page("/review")
    first = page.locator(".card.on")
    name = first.get_attribute("data-id")
    page.keyboard.press("e")
    page.keyboard.type("41")
    page.locator("[data-act=correct][open] [name=reason]").fill("the list of the hospital")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"/incidents/{name}")
    assert "41 killed" in page.locator(".head .tolls").inner_text()
    with page.expect_navigation():
        page.locator("#decisions button").first.click()
    assert "taken back" in page.locator("#decisions").inner_text()
    assert "41 killed" not in page.locator(".head .tolls").inner_text()


def test_two_incidents_are_merged_and_the_merger_taken_back(open_page: Open) -> None:
    page = open_page()
    one, other = incident_in(page, "country=PH"), incident_in(page, "country=EC")
    whole = count(page)
    page.goto(f"/incidents/{one}")
    page.locator(".decide summary").click()
    form = page.locator("form[action$='/merge']")
    form.locator("[name=other]").fill(other)
    form.locator("[name=reason]").fill("a trial")
    with page.expect_navigation():
        form.get_by_role("button", name="Merge").click()
    page.goto("/")
    assert count(page) == whole - 1
    page.goto(f"/incidents/{one}")
    with page.expect_navigation():
        page.locator("#decisions form button").first.click()
    page.goto("/")
    assert count(page) == whole


def test_a_village_that_no_gazetteer_knows_is_placed_on_the_map(open_page: Open) -> None:
    page = open_page("/review/places")
    before = int(page.locator("h1 small").inner_text())
    card = page.locator(".item", has_text="The words: “").first
    words = re.search(r"The words: “(.+?)”", card.inner_text())
    name = card.locator(".card").get_attribute("data-id")
    card.get_by_role("button", name="On the map").click()
    box = page.locator("#pick-map").bounding_box()
    page.wait_for_selector("#pick-map canvas")
    page.mouse.click(box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.6)
    with page.expect_navigation():
        page.get_by_role("button", name="Place it there").click()
    assert int(page.locator("h1 small").inner_text()) < before
    where = page.request.get(f"/incidents/{name}.json").json()["where"]
    assert words is not None
    assert (where["name"], where["precision"]) == (words[1], "place")
    assert re.fullmatch("[A-Z]{2}", where["country"])


def test_what_may_be_the_same_is_chosen_by_keys_and_kept_apart(open_page: Open) -> None:
    page = open_page("/review")
    page.locator(".card h3 a").first.click()
    page.keyboard.press("m")
    page.locator("[data-choose]").first.wait_for()
    page.locator("[data-choose]").first.focus()
    chosen = page.locator("[data-choose]").first.get_attribute("data-choose")
    page.keyboard.press("Enter")
    assert page.locator("[name=other]").input_value() == chosen
    page.keyboard.type("another day")
    with page.expect_navigation():
        page.get_by_role("button", name="No, another: keep apart").click()
    assert "another day" in page.locator("#decisions").inner_text()
    page.keyboard.press("m")
    page.locator("#alike .hint").first.wait_for()
    assert page.locator(f"[data-choose='{chosen}']").count() == 0


def test_a_mark_leads_by_keys_to_its_claim_and_only_disputed_rows_are_left(open_page: Open) -> None:
    page = open_page(f"/incidents/{incident_in(open_page('/about'))}")
    rows = page.locator(".beside tbody tr:visible")
    every = rows.count()
    page.get_by_label("Only what is disputed").check()
    assert 0 < rows.count() < every
    heads = page.locator(".beside thead th:visible")
    for n in range(1, heads.count()):
        name = heads.nth(n).evaluate("(head) => head.cellIndex")
        told = page.locator(f".beside tbody tr:visible td:nth-child({name + 1}) .say")
        assert told.count() > 0, heads.nth(n).inner_text()
    page.locator(".said .to-words").first.click()
    mark = page.locator(".report-text a.m-harm").first
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator(".claims .lit").count() >= 1
    assert page.evaluate("() => document.activeElement.matches('[data-ref]')")


def test_a_pasted_report_is_read_and_added(open_page: Open) -> None:
    page = open_page("/read")
    page.locator("textarea").fill("Rebels killed nine traders at a market in Bouar on Monday, the army said.")
    page.locator("[name=published]").fill("2026-03-04")
    page.get_by_role("button", name="Read", exact=True).click()
    assert page.locator(".report-text .m-harm").inner_text() == "nine"
    page.get_by_role("button", name="Add to the ledger").click()
    page.wait_for_url(re.compile("/incidents/"))
    assert "Bouar" in page.locator("h1").inner_text() + page.locator(".head .where").inner_text()


def test_a_source_is_added_paused_and_removed(open_page: Open) -> None:
    page = open_page("/sources")
    page.get_by_label("Address").fill("https://news.example/rss")
    page.get_by_label("Name").fill("Example news")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url(re.compile("/sources/Example%20news"))
    assert "not looked at yet" in page.locator("h1").inner_text()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Resume").wait_for()
    assert "not while paused" in page.locator(".facts").inner_text()
    page.goto("/sources")
    assert page.locator(".rows tbody tr").count() == 1
    page.get_by_role("link", name="Example news").click()
    page.locator("summary").click()
    page.get_by_role("button", name="Remove for good").click()
    page.get_by_text("No source yet").wait_for()


def test_what_is_found_is_watched_previewed_and_paused(open_page: Open) -> None:
    page = open_page("/?grade=contested")
    settled(page)
    page.get_by_role("link", name="watch this").click()
    assert page.get_by_label("grade: contested").is_checked()
    page.get_by_role("button", name="What would it have told?").click()
    page.get_by_role("heading", name="What it would have told").wait_for()
    page.get_by_label("Name").fill("contested")
    page.get_by_role("button", name="Make the watch").click()
    page.wait_for_url(re.compile("/watches/contested$"))
    page.get_by_role("link", name=re.compile("Show the month before")).click()
    page.wait_for_selector("#would ~ .alerts li")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Resume").wait_for()
    page.get_by_text("Remove", exact=True).click()
    page.get_by_role("button", name="Remove for good").click()
    page.wait_for_url(re.compile("/watches$"))


def test_on_a_phone_nothing_is_cut_off_and_filters_are_a_drawer(open_page: Open) -> None:
    page = open_page("/", **PHONE)
    page.wait_for_selector(".card")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert not page.locator("#filters-panel").is_visible()
    page.locator("[data-open-drawer]").tap()
    page.locator("#filters-panel [name=killed_min]").fill("5")
    page.locator("#filters-panel [name=killed_min]").blur()
    page.wait_for_url(re.compile("killed_min=5"))
    page.locator("[data-close-drawer]").tap()
    for path in (
        f"/incidents/{incident_in(page)}",
        "/review",
        "/sources",
        "/watches?new=yes",
        "/about",
        "/read",
        "/export",
    ):
        page.goto(path)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, path


def test_what_was_typed_is_there_again_after_a_form_was_refused(open_page: Open) -> None:
    page = open_page("/watches?new=yes&country=ML", missing=True)
    page.locator("[name=name]").fill("two words")
    page.locator("[name=quiet]").fill("22:00-07:00")
    page.get_by_role("button", name="What would it have told?").click()
    page.get_by_role("link", name="Back to what was typed").click()
    page.wait_for_url(re.compile("/watches"))
    assert page.locator("[name=name]").input_value() == "two words"
    assert page.locator("[name=quiet]").input_value() == "22:00-07:00"
