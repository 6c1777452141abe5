"""The timeline: an axis to scale that breaks where it must, boxes that never lie on each other, lanes by whose word it is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.show.fixture_dossier import empty_dossier, make_dossier

from sayso.records import Published, Span, TimelineEntry
from sayso.show.dossier import Dossier
from sayso.show.page import render_page, render_screen
from sayso.show.page.anchors import Anchors
from sayso.show.page.asked import EVERYTHING
from sayso.show.page.axis import BOX, COLUMNS, LEAST, Axis, Stretch, make_axis, pack, steps_in
from sayso.show.page.timeline import EVENTS, MOST_PARTIES, MOST_ROWS, OTHERS, REPORTS, Lane, TimelineView, timeline_view, when

DAYS = st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)) | st.dates(), min_size=1, max_size=40)
NEWS = [date(2031, 5, day) for day in (1, 2, 2, 3, 4, 5, 6, 8)]


# ── the axis ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(DAYS, st.randoms())
def test_the_axis_is_the_same_for_every_order(days: list[date], random: object) -> None:
    shuffled = list(days)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert make_axis(shuffled) == make_axis(days)


@given(DAYS)
def test_every_day_has_a_column_and_later_days_never_stand_before_earlier_ones(days: list[date]) -> None:
    axis = make_axis(days)
    columns = [axis.column(day) for day in sorted(days)]
    assert all(1 <= column <= COLUMNS for column in columns)
    assert all(left <= right for left, right in pairwise(columns))


@given(DAYS)
def test_stretches_follow_each_other_with_a_break_between_and_labels_have_room(days: list[date]) -> None:
    axis = make_axis(days)
    assert axis.stretches[0].low == 1
    assert axis.stretches[-1].high == COLUMNS
    assert [one.column for one in axis.breaks] == [right.low - 1 for _, right in pairwise(axis.stretches)]
    assert all(right.low == left.high + 2 for left, right in pairwise(axis.stretches))
    ends = [*(tick.column for tick in axis.ticks), COLUMNS + 1]
    assert all(right - left >= LEAST for left, right in pairwise(ends))


@given(DAYS)
def test_to_scale_means_equal_days_take_equal_room(days: list[date]) -> None:
    """To the half column to which every place is rounded: within each stretch of the axis."""
    axis = make_axis(days)
    for stretch in axis.stretches:
        if stretch.scaled and stretch.last > stretch.first:
            for day in days:
                if stretch.first <= day.toordinal() <= stretch.last:
                    part = (day.toordinal() - stretch.first) / (stretch.last - stretch.first)
                    assert abs(axis.column(day) - (stretch.low + part * (stretch.high - stretch.low))) <= 0.5


def test_a_far_year_does_not_squeeze_the_days_of_the_story() -> None:
    alone, with_far = make_axis(NEWS), make_axis([*NEWS, date(2000, 1, 1), date(2033, 3, 1)])
    assert [(stretch.scaled, stretch.first) for stretch in with_far.stretches] == [
        (False, date(2000, 1, 1).toordinal()),
        (True, date(2031, 5, 1).toordinal()),
        (False, date(2033, 3, 1).toordinal()),
    ]
    assert room(with_far) > 0.6 * room(alone)
    assert [one.label for one in with_far.breaks] == ["31 years left out", "22 months left out"]
    assert [tick.label for tick in with_far.ticks] == [
        "earlier, not to scale", "1 May 2031", *(f"{day} May" for day in range(2, 8)), "later, not to scale",
    ]  # fmt: skip


def room(axis: Axis) -> int:
    return axis.column(NEWS[-1]) - axis.column(NEWS[0])


def test_a_gap_among_the_days_of_the_story_is_broken() -> None:
    days = [date(2031, 5, day) for day in (1, 2, 3, 4, 20, 21, 22, 23)] + [date(2031, 7, 1), date(2031, 7, 2)]
    axis = make_axis(days)
    assert [stretch.scaled for stretch in axis.stretches] == [True, True, False]
    assert [one.label for one in axis.breaks] == ["16 days left out", "39 days left out"]


def test_ticks_are_days_months_or_years_as_the_range_asks() -> None:
    days = [date(2031, 1, 1), date(2031, 1, 20), date(2031, 2, 8), date(2031, 2, 27), date(2031, 3, 18)]
    assert [tick.label for tick in make_axis(days).ticks] == [
        "1 Jan 2031", *(f"{day} Jan" for day in (8, 15, 22, 29)), *(f"{day} Feb" for day in (5, 12, 19, 26)), "5 Mar", "12 Mar",
    ]  # fmt: skip
    years = [date(2000 + 2 * number, 6, 1) for number in range(10)]
    assert [tick.label for tick in make_axis(years).ticks][:3] == ["1 Jun 2000", "2002", "2004"]


def test_centuries_have_ticks_too() -> None:
    centuries = [date(year, 1, 1) for year in range(1800, 2001, 50)]
    assert [tick.label for tick in make_axis(centuries).ticks] == ["1 Jan 1800", *(str(year) for year in range(1820, 2000, 20))]
    ages = [date(year, 1, 1) for year in range(1, 9999, 101)]
    assert [tick.label for tick in make_axis(ages).ticks] == ["1 Jan 1", *(str(year) for year in range(1000, 10_000, 1000))]


def test_steps_of_which_there_are_more_than_columns_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[int] = []

    def count(stretch: Stretch, step: int, unit: str) -> list[date]:
        listed.append(len(steps := list(steps_in(stretch, step, unit))))
        return steps

    monkeypatch.setattr("sayso.show.page.axis.steps_in", count)
    make_axis([date(year, 1, 1) for year in range(1, 9999, 101)])
    assert listed
    assert max(listed) <= COLUMNS + 4  # months and years are counted at their longest


def test_one_day_and_none_have_an_axis_too() -> None:
    assert make_axis([]) == Axis((), (), ())
    assert [(tick.column, tick.label) for tick in make_axis([date(2031, 5, 1)]).ticks] == [(1, "1 May 2031")]


@given(st.lists(st.tuples(st.integers(1, COLUMNS), st.integers(0, 20), st.integers(1, 2)), max_size=40))
def test_no_box_lies_on_another(things: list[tuple[int, int, int]]) -> None:
    taken = [(low, low + wide, rows) for low, wide, rows in things]
    cells: set[tuple[int, int]] = set()
    for (low, high, needed), row in zip(taken, pack(taken, 5), strict=True):
        free = [
            {(column, number) for column in range(low, high + 1) for number in range(first, first + needed)}
            for first in range(1, 7 - needed)
        ]
        fits = [first for first, mine in enumerate(free, 1) if not mine & cells]
        assert row == (fits[0] if fits else None)
        cells |= free[row - 1] if row else set()


def test_the_style_sheet_has_a_rule_for_every_place() -> None:
    style = files("sayso.show.page").joinpath("page.css").read_text(encoding="utf-8")
    for column in range(1, COLUMNS + 1):
        span = f"span {BOX}" if column + BOX - 1 <= COLUMNS else "-1"
        assert f".x{column} {{ grid-column: {column} / {span}; }}" in style
    for row in range(1, MOST_ROWS + 1):
        assert f".y{row} {{ grid-row: {row}; }}" in style
    assert f"grid-template-columns: repeat({COLUMNS}, minmax(0, 1fr))" in style


# ── the lanes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def view_of(dossier: Dossier) -> TimelineView:
    return timeline_view(dossier, Anchors(dossier), EVERYTHING)


def at(dossier: Dossier, number: int, words: str) -> Span:
    document = dossier.documents[number - 1]
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


def entry(
    dossier: Dossier, number: int, words: str, start: str, end: str | None = None, kind: str = "event", status: str = "single"
):  # type: ignore[no-untyped-def]
    what = at(dossier, number, words)
    return TimelineEntry(start, end or start, "day", what, kind, (what,), status, "made up here")


def lanes(dossier: Dossier) -> dict[str, Lane]:
    return {lane.name: lane for lane in view_of(dossier).lanes}


def test_lanes_are_parties_and_the_reports_stand_last() -> None:
    dossier = make_dossier()
    told = (
        entry(dossier, 1, "the captain of the Gannet was ordered to sail after a failed engine test on 28 April", "2031-04-28"),
        entry(dossier, 1, "Selkie Line on Sunday denied that one of its captains", "2031-05-04", kind="statement"),
        entry(dossier, 2, "It drifted for forty minutes on 28 April", "2031-04-28"),
        entry(dossier, 5, "The blog says", "2031-05-09", kind="page"),
    )
    dossier = replace(dossier, timeline=told)
    found = lanes(dossier)
    assert list(found) == [EVENTS, "two crew members, unnamed", "Selkie Line", REPORTS]
    assert [box.words for box in found["Selkie Line"].boxes] == ["Selkie Line on Sunday denied that one of its captains"]
    assert [(box.kind, [report.number for report in box.reports]) for box in found[REPORTS].boxes] == [
        ("publication", [3]),
        ("publication", [1]),
        ("publication", [2]),
        ("page", []),
    ]
    assert [report.number for report in view_of(dossier).undated] == [4, 5]


def test_a_reports_own_publication_is_drawn_once() -> None:
    dossier = make_dossier()
    published = entry(dossier, 1, "Ferry firm denies", "2031-05-04", kind="publication")
    own = replace(published, because=dossier.published[0].because)
    assert EVENTS not in lanes(replace(dossier, timeline=(own,)))
    assert EVENTS in lanes(replace(dossier, timeline=(published,)))


def test_two_dates_for_one_thing_are_both_drawn_and_joined() -> None:
    dossier = make_dossier()
    both = entry(dossier, 2, "It drifted for forty minutes", "2031-04-28", "2031-04-30", status="conflicting")
    (row,) = view_of(replace(dossier, timeline=(both,))).rows
    assert row.when == "2031-04-28 or 2031-04-30"
    lane = lanes(replace(dossier, timeline=(both,)))[EVENTS]
    assert [(box.when, box.row) for box in lane.boxes] == [("28 Apr", 1), ("30 Apr", 2)]
    assert lane.joins == (f"M{lane.boxes[0].column - 1} 0.5H{lane.boxes[0].column - 1.5}V1.5H{lane.boxes[1].column - 1}",)
    words = said(section(render_page(replace(dossier, timeline=(both,)))))
    assert "dates conflict: 28 Apr event" in words
    assert "the other date told for it" in words


def test_boxes_without_room_after_their_date_end_at_it() -> None:
    dossier = make_dossier()
    timeline = tuple(entry(dossier, 2, "It drifted for forty minutes", f"2031-05-{day:02}") for day in range(1, 20))
    for lane in lanes(replace(dossier, timeline=timeline)).values():
        assert all(1 <= box.column <= COLUMNS - BOX + 1 for box in lane.boxes)
    last = lanes(replace(dossier, timeline=timeline))[EVENTS].boxes[-1]
    assert (last.ends, last.column + BOX - 1) == (True, COLUMNS)


def test_what_has_no_room_is_counted_and_the_gravest_is_drawn() -> None:
    dossier = make_dossier()
    words = "It drifted for forty minutes"
    many = tuple(
        replace(entry(dossier, 2, words, "2031-05-01", kind="statement" if n % 2 else "event"), because=str(n)) for n in range(30)
    )
    conflict = entry(dossier, 2, words, "2031-05-01", status="conflicting")
    lane = lanes(replace(dossier, timeline=(*many, conflict), published=()))[EVENTS]
    assert lane.left_out == 31 - len(lane.boxes)
    assert max(box.row for box in lane.boxes) <= MOST_ROWS
    assert "conflicting" in {box.status for box in lane.boxes}
    assert len(lane.boxes) > 1
    assert f"{lane.left_out} more in the table" in said(section(render_page(replace(dossier, timeline=(*many, conflict)))))


def test_a_crowded_lane_is_filled_to_its_end() -> None:
    dossier = make_dossier()
    days = [f"2031-05-{day:02}" for day in range(1, 20)]
    many = tuple(replace(entry(dossier, 2, "It drifted", day), because=str(n)) for day in days for n in range(20))
    lane = lanes(replace(dossier, timeline=many, published=()))[EVENTS]
    assert {box.when for box in lane.boxes} == {"1 May", "4 May", "7 May", "10 May", "13 May", "16 May"}
    assert len(lane.boxes) == 6 * MOST_ROWS
    assert lane.left_out == len(many) - len(lane.boxes)


def test_more_parties_than_lanes_are_joined_and_named_in_their_boxes() -> None:
    dossier = make_dossier()
    (attribution, *_), (source, *_) = dossier.attributions, dossier.sources
    text = "".join(f"Speaker {n} said at {n} that the ferry was late on day {n}. " for n in range(MOST_PARTIES + 3))
    document = replace(dossier.documents[0], id="many", text=text)
    attributions, sources, timeline = [], [], []
    for n in range(MOST_PARTIES + 3):
        start = text.index(f"Speaker {n} ")
        cue = Span("many", start + 10, start + 14)
        content = Span("many", text.index("that the", start), text.index(".", start))
        made = replace(attribution, content=(content,), cue=(cue,), source=(Span("many", start, start + 9),))
        attributions.append(made)
        link = replace_link(source.chain[-1], f"Speaker {n}")
        sources.append(replace(source, attribution=record(made), span=made.source[0], sourcing_class="named", chain=(link,)))
        timeline.append(
            TimelineEntry("2031-05-01", "2031-05-01", "day", content, "statement", (content,), "single", "made up here")
        )
    crowd = replace(
        empty_dossier(),
        documents=(document,),
        attributions=tuple(attributions),
        sources=tuple(sources),
        timeline=tuple(timeline),
    )
    found = lanes(crowd)
    assert list(found) == [*(f"Speaker {n}" for n in range(MOST_PARTIES)), OTHERS]
    assert [box.who for box in found[OTHERS].boxes] == [f"Speaker {n}" for n in range(MOST_PARTIES, MOST_PARTIES + 3)]


def record(made: object) -> str:
    from sayso.records import record_id

    return record_id(made)  # type: ignore[arg-type]


def replace_link(link, name: str):  # type: ignore[no-untyped-def]
    return link._replace(kind="named", name=name, surface=None, antecedent=None)


# ── the screen ───────────────────────────────────────────────────────────────────────────────────────────────────────


def section(page: str) -> html.HtmlElement:
    (found,) = html.document_fromstring(page).xpath("//section[@id='timeline']")
    return found


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_kinds_are_told_by_sign_and_word() -> None:
    words = said(section(render_page(make_dossier())))
    assert "◆ 28 Apr event a failed engine test on 28 April" in words
    assert "❝ inferred: 3 May said The Lantern published" in words
    assert "◆ event · ❝ said · ▤ published · ▢ page saved" in words


def test_every_report_stands_with_its_date_or_that_there_is_none() -> None:
    (table,) = section(render_page(make_dossier())).xpath("./table[contains(@class, 'dates')]")
    rows = [said(row) for row in table.xpath("./tbody/tr")]
    assert rows[0] == "1 Harbour Courier 2031-05-04 the dateline"
    assert rows[3].startswith("4 Lantern: Gannet cruised on commands … not established neither the text")
    assert not table.xpath(".//button")
    buttons = section(render_screen(make_dossier(), "timeline").html).xpath(".//button[@data-kind='date']")
    assert [json.loads(button.get("data-ids")) for button in buttons] == [[document.id] for document in make_dossier().documents]


def test_a_box_leads_to_the_words() -> None:
    dossier = make_dossier()
    page = html.document_fromstring(render_page(dossier))
    links = page.xpath("//div[@class='lanes']//li/a/@href")
    assert links
    assert all(len(page.xpath(f"//*[@id='{link[1:]}']")) == 1 for link in links)


@pytest.mark.parametrize("value", ["", "31 May", "0000-01-01", "2031-13", "2031-02-30"])
def test_a_date_that_is_in_no_calendar_is_listed_and_not_drawn(value: str) -> None:
    dossier = make_dossier()
    odd = Published(dossier.documents[0].id, value or None, None, "made up here", ())
    view = view_of(replace(dossier, timeline=(entry(dossier, 2, "It drifted", value or "x"),), published=(odd,)))
    assert (view.lanes, len(view.rows), len(view.reports)) == ((), 1, 1)


def test_a_whole_month_and_a_whole_year_are_told_as_such() -> None:
    month = replace(make_dossier().timeline[0], start="2032-02-01", end="2032-02-29", granularity="relative")
    assert when(month) == "2032-02"
    assert when(replace(month, end="2032-02-28")) == "2032-02-01 to 2032-02-28"
