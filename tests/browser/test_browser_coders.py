"""Two coders in two browsers, blind to each other; a third settles by keys; then roles and what is unsure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Open = Callable[..., Any]


def signed_in(open_page: Open, house: str, name: str, path: str) -> Any:
    page = open_page(f"/login?back={path}", house)
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(f"password of {name}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


def test_two_coders_are_blind_until_both_are_done_and_a_third_settles(
    open_page: Open, house: str, axe: Callable[[Any], list[str]]
) -> None:
    ada = signed_in(open_page, house, "ada", "/coding")
    ada.locator(".columns a").first.click()
    address = re.search(r"/coding/(\w+)$", ada.url)[0]
    assert ada.locator(".report-text").first.inner_text()
    ada.locator("[name=occurred][value=yes]").check()
    ada.locator("[name=killed]").fill("3")
    ada.locator("[name=place]").fill("Quarrytown")
    ada.get_by_role("button", name="Done").click()
    ada.get_by_role("button", name="Send again").wait_for()
    bea = signed_in(open_page, house, "bea", "/coding")
    bea.locator(f"a[href='{address}']").click()
    assert "Quarrytown" not in bea.content()
    bea.locator("[name=occurred][value=yes]").check()
    bea.locator("[name=killed]").fill("4")
    bea.locator("[name=place]").fill("quarrytown")
    bea.get_by_role("button", name="Done").click()
    bea.get_by_role("heading", name="Two sheets, side by side").wait_for()
    assert "Quarrytown" in bea.content()
    assert axe(bea) == []
    cyd = signed_in(open_page, house, "cyd", address)
    assert cyd.locator("tr.disputed").count() == 1
    cyd.locator("#q-killed [name=answer]").first.focus()
    cyd.keyboard.press("ArrowDown")
    cyd.locator("#q-killed [name=reason]").fill("the later report has four")
    with cyd.expect_navigation():
        cyd.keyboard.press("Enter")
    assert "the later report has four" in cyd.locator("#q-killed").inner_text()
    with cyd.expect_navigation():
        cyd.get_by_role("button", name="Correct the incident by this").click()
    assert "4 killed" in cyd.locator(".head .tolls").inner_text()
    cyd.goto("/audit?kind=sheet")
    assert cyd.locator("tbody tr").count() == 3
    assert "Quarrytown" not in cyd.content()


def test_a_reader_may_look_and_neither_code_nor_audit(open_page: Open, house: str) -> None:
    page = signed_in(open_page, house, "rea", "/coding")
    assert page.locator(".columns").count() == 0
    assert page.get_by_role("link", name="Audit").count() == 0
    assert page.request.get("/audit").status == 403
    assert page.request.post("/undo", form={"kind": "sheet", "n": "1"}).status == 403


def test_an_incident_is_left_open_by_keys_with_its_reason(open_page: Open) -> None:
    page = open_page("/review")
    page.keyboard.press("j")
    name = page.locator(".card.on").get_attribute("data-id")
    page.keyboard.press("u")
    page.keyboard.type("two reports may tell of two strikes")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    item = page.locator(f".item:has([data-id='{name}'])")
    assert "me: two reports may tell of two strikes" in item.inner_text()
    page.goto(f"/incidents/{name}")
    assert "Unsure, says me" in page.locator(".head").inner_text()
    page.keyboard.press("c")
    page.wait_for_url(re.compile(f"/incidents/{name}"))
    page.get_by_text("set reviewed").wait_for()
