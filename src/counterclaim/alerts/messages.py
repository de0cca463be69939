"""Alerts in words: lines of text, an Atom feed, JSON for web hooks and for Slack."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from counterclaim.alerts.look import Alert
from counterclaim.views.words import clean

_SLACK_MOST = 45
"""Blocks that one Slack message may hold, with some to spare."""


class Post(NamedTuple):
    """What goes to one target: the delivery's name, the watch, alerts with when each was given, and the sender."""

    name: str
    watch: str
    alerts: Sequence[tuple[int, str, Alert]]
    at: str


def line(alert: Alert) -> str:
    """One alert on one line."""
    return f"{clean(alert.why)}: {clean(alert.headline)} [{alert.grade}] {alert.incident}"


def subject(post: Post) -> str:
    """What a message is about: the alert itself where it is one."""
    if len(post.alerts) == 1:
        return f"{post.watch}: {clean(post.alerts[0][2].why)}: {clean(post.alerts[0][2].headline)}"[:200]
    return f"{post.watch}: {len(post.alerts)} alerts"


def mail(post: Post, sender: str, to: str) -> EmailMessage:
    """An e-mail whose Message-ID is the delivery's, so that one sent twice is seen once."""
    message = EmailMessage()
    message["Subject"] = subject(post)
    message["From"] = sender
    message["To"] = to
    message["Date"] = format_datetime(_moment(post.at))
    message["Message-ID"] = f"<{post.name}@counterclaim>"
    body = "\n".join(f"- {line(alert)}" for _, _, alert in post.alerts)
    message.set_content(f"{body}\n\nRead one with: counterclaim show ID\n")
    return message


def hook(post: Post) -> bytes:
    """The body of a web hook."""
    told = {"delivery": post.name, "watch": post.watch, "at": post.at, "alerts": [plain(each) for each in post.alerts]}
    return json.dumps(told, ensure_ascii=False).encode()


def slack(post: Post) -> bytes:
    """A message as Slack and those compatible with it take it."""
    lines = [line(alert) for _, _, alert in post.alerts]
    sections = [{"type": "section", "text": {"type": "mrkdwn", "text": _mrkdwn(each)}} for each in lines[:_SLACK_MOST]]
    if len(lines) > _SLACK_MOST:
        rest = f"and {len(lines) - _SLACK_MOST} more"
        sections.append({"type": "section", "text": {"type": "mrkdwn", "text": rest}})
    return json.dumps({"text": _mrkdwn(subject(post)), "blocks": sections}, ensure_ascii=False).encode()


def feed(watch: str, alerts: Sequence[tuple[int, str, Alert]], now: str, base: str | None = None) -> str:
    """An Atom feed of a watch, the newest alert first; `base` is the address of the pages that it links to."""
    updated = alerts[0][1] if alerts else now
    own = f'<link rel="self" href="{escape(base)}/watches/{escape(watch)}.atom"/>' if base else ""
    entries = "".join(
        f"<entry><id>urn:counterclaim:alert:{escape(watch)}:{n}</id><title>{escape(clean(alert.why))}: "
        f"{escape(clean(alert.headline))}</title><updated>{at}</updated>"
        f"{_link(base, alert)}"
        f'<category term="{escape(alert.kind)}"/><content type="text">{escape(line(alert))}</content></entry>\n'
        for n, at, alert in alerts
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>urn:counterclaim:watch:{escape(watch)}</id><title>{escape(watch)}</title><updated>{updated}</updated>"
        f"<author><name>counterclaim</name></author>{own}\n{entries}</feed>\n"
    )


def _link(base: str | None, alert: Alert) -> str:
    return f'<link href="{escape(base)}/incidents/{escape(alert.incident)}"/>' if base else ""


def plain(told: tuple[int, str, Alert]) -> dict[str, object]:
    """An alert's number, when it was given, and all that it tells."""
    n, at, alert = told
    fields = ("kind", "why", "incident", "headline", "day", "place", "country", "grade", "killed", "rule")
    return {"n": n, "at": at, **{name: getattr(alert, name) for name in fields}}


def _mrkdwn(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at.replace("Z", "+00:00"))
