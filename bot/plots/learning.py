"""The picture of /stats: panels below each other, for a phone held upright."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.statistics import ENOUGH_ANSWERS, Bin, Knowledge, Retention
from bot.domain.streak import MOST_FREEZES
from bot.plots.palette import Palette
from bot.plots.sheet import WIDTH, Sheet
from bot.services.stats import Stats
from bot.texts import Translator

HEIGHT = 587.0
MARGIN = 10.0
GAP = 7.0
TOPICS = 5
"""Topics shown: those with the most cards that were met."""

_INSIDE = 9.0  # between the edge of a panel and what stands in it
_TITLE, _LABEL, _SMALL = 11.0, 10.0, 9.0
_WEEKS, _WEEK = 53, 7


@dataclass(frozen=True, slots=True)
class Panel:
    """A place on the sheet, with its title on it."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """Where what stands in it begins."""
        return self.x + _INSIDE

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width - _INSIDE

    @property
    def bottom(self) -> float:
        """Its lowest line."""
        return self.y + self.height - _INSIDE


def draw(stats: Stats, tr: Translator, names: dict[str, str], on: date, palette: Palette) -> bytes:
    """The picture as PNG. `names` are the topics', by key; `on` is the date of the user day that `stats` is of.

    Takes a good part of a second: never on the event loop. Raises CannotDraw without matplotlib.
    """
    sheet = Sheet(HEIGHT, palette)
    sheet.text(MARGIN + 2, 27, tr.plain("picture-title"), 17, palette.words, bold=True, within=240)
    sheet.text(WIDTH - MARGIN - 2, 27, tr.short_date(on), 11, palette.quiet, align="right")
    _tiles(sheet, stats, tr, on, 38)
    _year(sheet, stats, tr, on, _panel(sheet, 116, 99))
    _ahead(sheet, stats, tr, _panel(sheet, 222, 94))
    half = (WIDTH - 2 * MARGIN - GAP) / 2
    right = MARGIN + half + GAP
    _retention(sheet, stats, tr, _panel(sheet, 323, 116, width=half))
    _calibration(sheet, stats, tr, _panel(sheet, 323, 116, x=right, width=half))
    narrow = 140.0
    _stability(sheet, stats, tr, _panel(sheet, 446, 131, width=narrow))
    wide = WIDTH - 2 * MARGIN - GAP - narrow
    _topics(sheet, stats, tr, names, _panel(sheet, 446, 131, x=MARGIN + narrow + GAP, width=wide))
    return sheet.png()


def _short(tr: Translator, number: int) -> str:
    return str(number) if number < 100_000 else tr.number(number)


def _panel(sheet: Sheet, y: float, height: float, x: float = MARGIN, width: float = WIDTH - 2 * MARGIN) -> Panel:
    sheet.box(x, y, width, height, sheet.palette.card, radius=9)
    return Panel(x, y, width, height)


def _title(sheet: Sheet, panel: Panel, words: str, aside: str = "", taken: float = 0.0) -> None:
    """The name of a panel, and something about it at the right end of that line, before what is `taken` there."""
    end = panel.right - taken
    room = end - panel.left
    if aside:
        sheet.text(end, panel.y + 18, aside, _SMALL, sheet.palette.quiet, align="right")
        room -= sheet.width(aside, _SMALL) + 6
    sheet.text(panel.left, panel.y + 18, words, _TITLE, sheet.palette.words, bold=True, within=room)


def _tiles(sheet: Sheet, stats: Stats, tr: Translator, on: date, y: float) -> None:
    palette = sheet.palette
    width = (WIDTH - 2 * MARGIN - 2 * GAP) / 3
    known = round(stats.known.expected)
    last = tr.plain("picture-of-met", count=stats.known.cards)
    if stats.on_date is not None and stats.date is not None:
        there = tr.short_date(on + timedelta(days=stats.date - stats.today))
        last = tr.plain("picture-on-date", date=there, count=round(stats.on_date.expected))
    tiles = (
        (stats.streak.days, tr.plain("picture-streak"), tr.plain("picture-freezes")),
        (
            stats.answered_today,
            tr.plain("picture-today"),
            tr.plain("picture-due", count=stats.due),
        ),
        (known, tr.plain("picture-known"), last),
    )
    for place, (number, what, below) in enumerate(tiles):
        panel = _panel(sheet, y, 71, x=MARGIN + place * (width + GAP), width=width)
        room = panel.right - panel.left
        sheet.text(panel.left, y + 30, _short(tr, number), 25, palette.words, bold=True, within=room)
        sheet.text(panel.left, y + 46, what, _LABEL, palette.words, within=room)
        if place:
            sheet.text(panel.left, y + 61, below, _SMALL, palette.quiet, within=room)
            continue
        circles = 4 + 10 * MOST_FREEZES
        sheet.text(panel.left, y + 61, below, _SMALL, palette.quiet, within=room - circles)
        begin = panel.left + min(sheet.width(below, _SMALL), room - circles) + 8
        for number_of_freeze in range(MOST_FREEZES):
            held = number_of_freeze < stats.streak.freezes
            sheet.dot(begin + 10 * number_of_freeze, y + 58, 3.4, palette.second if held else palette.faint)


def _year(sheet: Sheet, stats: Stats, tr: Translator, on: date, panel: Panel) -> None:
    """Each column is a week, Monday on top; days on which a freeze was used have a border."""
    palette = sheet.palette
    pitch = (panel.right - panel.left) / _WEEKS
    side = pitch - 1.1
    top = panel.y + 36
    first = on - timedelta(days=on.weekday() + (_WEEKS - 1) * _WEEK)
    count = (on - first).days + 1
    # The busiest days do not make all others pale.
    busy = sorted(stats.answers.values())
    full = max(busy[len(busy) * 9 // 10], 4) if busy else 4
    frozen = set(stats.streak.frozen)
    corners, colors = [], []
    for place in range(count):
        corner = panel.left + place // _WEEK * pitch, top + place % _WEEK * pitch
        answers = stats.answers.get(stats.today - (count - 1) + place, 0)
        corners.append(corner)
        colors.append(palette.heat[min(4, -(-answers * 4 // full))])
    sheet.cells(corners, side, colors)
    for place, (x, y) in enumerate(corners):
        if stats.today - (count - 1) + place in frozen:
            sheet.outline(x + 0.4, y + 0.4, side - 0.8, palette.second)
    _months(sheet, tr, first, panel.left, pitch, panel.y + 31)
    _key(sheet, tr, panel, side, frozen=bool(frozen & set(range(stats.today - count + 1, stats.today))))
    total = tr.plain("picture-answers", count=sum(stats.answers.values()))
    _title(sheet, panel, tr.plain("picture-year"), total)


def _key(sheet: Sheet, tr: Translator, panel: Panel, side: float, *, frozen: bool) -> None:
    """What the colours mean, at the foot of the panel."""
    palette = sheet.palette
    y = panel.bottom + 1
    more = tr.plain("picture-more")
    sheet.text(panel.right, y, more, 8.5, palette.quiet, align="right")
    begin = panel.right - sheet.width(more, 8.5) - 4 - len(palette.heat) * (side + 1.5)
    corners = [(begin + place * (side + 1.5), y - side) for place in range(len(palette.heat))]
    sheet.cells(corners, side, palette.heat)
    sheet.text(begin - 4, y, tr.plain("picture-less"), 8.5, palette.quiet, align="right")
    if frozen:
        sheet.outline(panel.left + 0.4, y - side + 0.4, side - 0.8, palette.second)
        sheet.text(panel.left + side + 5, y, tr.plain("picture-frozen"), 8.5, palette.quiet)


def _months(sheet: Sheet, tr: Translator, first: date, left: float, pitch: float, y: float) -> None:
    """The name of every second month above the week that holds its first day."""
    free = left
    for week in range(_WEEKS - 2):
        monday = first + timedelta(days=week * _WEEK)
        days = [monday + timedelta(days=number) for number in range(_WEEK)]
        begins = next((day for day in days if day.day == 1), None)
        x = left + week * pitch
        if begins is not None and x >= free:
            name = tr.month(begins)
            sheet.text(x, y, name, 8.5, sheet.palette.quiet)
            free = x + sheet.width(name, 8.5) + 6


def _ahead(sheet: Sheet, stats: Stats, tr: Translator, panel: Panel) -> None:
    palette = sheet.palette
    most = max(stats.ahead)
    top, base = panel.y + 30, panel.bottom - 12
    scale = _round_up(most)
    for share in (0.5, 1.0):
        y = base - (base - top) * share
        sheet.line((panel.left, y), (panel.right - 18, y), palette.faint, 0.8)
        if scale * share >= 1:
            sheet.text(panel.right, y + 3, _short(tr, round(scale * share)), _SMALL, palette.quiet, align="right")
    pitch = (panel.right - 20 - panel.left) / len(stats.ahead)
    for place, cards in enumerate(stats.ahead):
        height = max((base - top) * cards / scale, 0.8)
        color = palette.accent if place == 0 else palette.second
        sheet.box(panel.left + place * pitch, base - height, pitch - 2, height, color, radius=1.4)
    sheet.text(panel.left, panel.bottom, tr.plain("picture-first-day"), _SMALL, palette.quiet)
    for days in (10, 20):
        words = tr.plain("picture-in-days", count=days)
        sheet.text(panel.left + (days + 0.4) * pitch, panel.bottom, words, _SMALL, palette.quiet, align="center")
    mean = tr.plain("picture-a-day", count=stats.cards_a_day)
    _title(sheet, panel, tr.plain("picture-ahead"), mean)


def _round_up(most: float) -> float:
    """The next number with one digit that is 1, 2, 4, 6 or 8: the scale's end, and half of it is whole, too."""
    size = 1.0
    while True:
        for digit in (2, 4, 6, 8, 10):
            if most <= digit * size:
                return digit * size
        size *= 10


def _retention(sheet: Sheet, stats: Stats, tr: Translator, panel: Panel) -> None:
    """A band where the true rate lies with 95 %, and a dot at what was seen."""
    rows = (("young", stats.young), ("mature", stats.mature), ("all", stats.retention))
    for place, (key, found) in enumerate(rows):
        _rate(sheet, tr, tr.plain(f"picture-{key}"), found, panel, panel.y + 39 + place * 28)
    _title(sheet, panel, tr.plain("picture-retention"))


def _rate(sheet: Sheet, tr: Translator, name: str, found: Retention, panel: Panel, y: float) -> None:
    palette = sheet.palette
    told = tr.plain("picture-too-few", count=found.answers, enough=ENOUGH_ANSWERS)
    if found.enough:
        told = f"{round(found.rate * 100)}%"
    size, bold = (12.0, True) if found.enough else (_SMALL, False)
    color = palette.words if found.enough else palette.quiet
    sheet.text(panel.right, y, told, size, color, bold=bold, align="right")
    room = panel.right - panel.left - sheet.width(told, size, bold=bold) - 5
    sheet.text(panel.left, y, name, _LABEL, palette.words, within=room)
    length = panel.right - panel.left
    sheet.box(panel.left, y + 5.5, length, 5, palette.faint, radius=2.5)
    if found.enough:
        low, high = found.interval
        sheet.box(panel.left + length * low, y + 5.5, max(length * (high - low), 5), 5, palette.heat[2], radius=2.5)
        sheet.dot(panel.left + length * found.rate, y + 8, 4, palette.accent)


def _calibration(sheet: Sheet, stats: Stats, tr: Translator, panel: Panel) -> None:
    """Points on the diagonal: as many cards were recalled as were expected to be."""
    palette = sheet.palette
    found = stats.calibration
    aside = ""
    left, top, right, base = panel.left + 22, panel.y + 36, panel.right - 3, panel.bottom - 12
    sheet.line((left, base), (right, base), palette.faint)
    sheet.line((left, base), (left, top), palette.faint)
    sheet.text(panel.left, panel.y + 31, tr.plain("picture-recalled"), _SMALL, palette.quiet)
    sheet.text(right, panel.bottom + 1, tr.plain("picture-expected"), _SMALL, palette.quiet, align="right")
    lowest = _floor(found.bins) if found is not None else 0.5
    sheet.text(left - 3, top + 6, "100%", 8.5, palette.quiet, align="right")
    sheet.text(left - 3, base + 1, f"{round(lowest * 100)}%", 8.5, palette.quiet, align="right")
    sheet.line((left, base), (right, top), palette.quiet, 0.8)
    if found is None:
        words = tr.plain("picture-later")
        wide = sheet.width(words, _LABEL) + 12
        middle = (left + right) / 2
        sheet.box(middle - wide / 2, (top + base) / 2 - 10, wide, 20, palette.card, radius=4)
        sheet.text(middle, (top + base) / 2 + 4, words, _LABEL, palette.quiet, align="center", within=right - left)
    else:
        aside = tr.plain("picture-off-by", percent=round(found.off_by * 100))
        for each in found.bins:
            x, y = ((share - lowest) / (1 - lowest) for share in (each.predicted, each.observed))
            half = min(1.96 * each.standard_error / (1 - lowest), 1.0) * (base - top)
            x, y = left + (right - left) * x, base - (base - top) * y
            sheet.line((x, max(y - half, top)), (x, min(y + half, base)), palette.heat[2], 1.4)
            sheet.dot(x, y, 3.2, palette.accent)
    _title(sheet, panel, tr.plain("picture-calibration"), aside)


def _floor(bins: tuple[Bin, ...]) -> float:
    """Where both axes begin: a tenth below which nothing lies, and half at most."""
    lowest = min(min(each.predicted, each.observed) for each in bins)
    return min(int(lowest * 10) / 10, 0.5)


def _stability(sheet: Sheet, stats: Stats, tr: Translator, panel: Panel) -> None:
    palette = sheet.palette
    names = ("below-day", "week", "month", "quarter", "within-year", "over-year")
    labels = [tr.plain(f"picture-{name}") for name in names]
    begin = panel.left + max(sheet.width(label, _SMALL) for label in labels) + 6
    most = max(*stats.by_stability, 1)
    numbers = [_short(tr, cards) for cards in stats.by_stability]
    room = panel.right - begin - max(sheet.width(number, _SMALL) for number in numbers) - 4
    for place, (label, number, cards) in enumerate(zip(labels, numbers, stats.by_stability, strict=True)):
        y = panel.y + 36 + place * 17
        sheet.text(panel.left, y, label, _SMALL, palette.words)
        length = room * cards / most
        sheet.box(begin, y - 7.5, max(length, 1.0), 9, palette.second if cards else palette.faint, radius=2.5)
        sheet.text(begin + max(length, 1.0) + 4, y, number, _SMALL, palette.quiet)
    _title(sheet, panel, tr.plain("picture-stability"))


def _topics(sheet: Sheet, stats: Stats, tr: Translator, names: dict[str, str], panel: Panel) -> None:
    palette = sheet.palette
    for place, (key, known) in enumerate(stats.topics[:TOPICS]):
        y = panel.y + 35 + place * 20.5
        told = f"{round(known.expected)} / {known.cards}"
        sheet.text(panel.right, y, told, _SMALL, palette.quiet, align="right")
        room = panel.right - panel.left - sheet.width(told, _SMALL) - 6
        name = names.get(key, key) if key else tr.plain("picture-no-topic")
        if key and not sheet.can_show(name):
            name = key
        sheet.text(panel.left, y, name, _SMALL, palette.words, within=room)
        _bar_of(sheet, known, panel, y + 4)
    _title(sheet, panel, tr.plain("picture-topics"))


def _bar_of(sheet: Sheet, known: Knowledge, panel: Panel, y: float) -> None:
    length = panel.right - panel.left
    sheet.box(panel.left, y, length, 4, sheet.palette.faint, radius=2)
    if known.share > 0:
        sheet.box(panel.left, y, max(length * known.share, 4), 4, sheet.palette.accent, radius=2)
