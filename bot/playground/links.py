"""Which addresses Telegram takes for a link."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"^(?:[^\s.:/?#\[\]@]+\.)+[^\s.:/?#\[\]@]{2,}$")
_ADDRESS = re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}$")
_USER = re.compile(r"^tg:(?://)?user\?id=(\d{1,19})$")


def checked_url(url: str) -> str | None:
    """The address as Telegram stores it (a scheme and a path added), or None for what it takes for no link."""
    url = url.strip()
    if not url or re.search(r"\s", url):
        return None
    scheme, colon, _ = url.partition(":")
    if colon and scheme.lower() in ("tg", "ton", "tonsite"):
        return url
    if "://" not in url:
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not (_HOST.match(host) or _ADDRESS.match(host)):
        return None
    return url if parts.path else url.replace(parts.netloc, f"{parts.netloc}/", 1)


def mentioned_user(url: str) -> int | None:
    """The id in a link of the form `tg://user?id=1`, which is a mention and no link."""
    match = _USER.match(url.strip())
    return int(match.group(1)) if match else None
