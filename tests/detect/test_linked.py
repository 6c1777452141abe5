"""Credit by a link: whom the address behind a cue, a report, a post names, and where it names nobody. Pages of our own."""

from __future__ import annotations

import re

import pytest
from tests.cases.reading import Reading, read_document, read_page

from sayso.collect.html import read_html
from sayso.detect.linked import handle_in, host_of
from sayso.names import is_name_of_host

HERALD = "https://www.quayherald.example/2024/05/ferry"
POST = "https://twitter.com/quay_watch/status/17"


def page(text: str, url: str = HERALD, head: str = "") -> Reading:
    """A page of one paragraph, "[…]" being the linked words."""
    return read_page(head + "<p>" + re.sub(r"\[(.*?)\]", rf'<a href="{url}">\1</a>', text) + "</p>")


def chains(reading: Reading) -> list[str]:
    """Each holder's chain without the author, in the order of the text."""
    return [" > ".join(f"{link.name or 'nobody'} ({link.kind})" for link in source.chain[1:]) for source in reading.sources]


def reasons(reading: Reading) -> str:
    return "; ".join(link.because for source in reading.sources for link in source.chain)


OUTLET = "quayherald.example (outlet)"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("It was [first reported] on Monday that the ferry had failed two inspections.", OUTLET),
        ("The ferry had failed two inspections, it was [first reported] on Monday.", OUTLET),
        ("The ferry failed two inspections, as [first reported] on Monday.", OUTLET),
        ("The ferry [reportedly] failed two inspections.", OUTLET),
        ("[According to a report], the ferry had failed two inspections.", OUTLET),
        ("According to a [report], the ferry had failed two inspections.", OUTLET),
        ("The ferry had failed two inspections, [media reported].", OUTLET),
        ("The ferry had failed two inspections, a local website [reported].", OUTLET),
        ("Two port officials [said] the ferry was unsafe.", f"{OUTLET} > Two port officials (anonymous)"),
        ("According to [two port officials], the ferry was unsafe.", f"{OUTLET} > two port officials (anonymous)"),
        ("The ferry was unsafe, [sources said].", f"{OUTLET} > sources (anonymous)"),
        ("The captain [told reporters] that the ferry was unsafe.", f"{OUTLET} > The captain (anonymous)"),
        ("The captain told [a newspaper] that the ferry was unsafe.", f"{OUTLET} > The captain (anonymous)"),
        ("Officials [told] the newspaper that the ferry was unsafe.", f"{OUTLET} > Officials (anonymous)"),
        ("Ada Lund said [in an interview] that the ferry was unsafe.", f"{OUTLET} > Ada Lund (named)"),
        ("Ada Lund [said] the ferry was unsafe.", f"{OUTLET} > Ada Lund (named)"),
    ],
)
def test_a_link_names_the_outlet_that_the_text_leaves_out(text: str, chain: str) -> None:
    reading = page(text)
    assert chains(reading) == [chain]
    words = re.search(r"\[(.*?)\]", text)
    assert words and f"the words “{words[1]}” link to quayherald.example" in reasons(reading)
    assert not any("quayherald" in chain for chain in chains(page(text.replace("[", "").replace("]", ""))))


def test_the_link_of_a_chain_stands_on_the_linked_words() -> None:
    reading = page("The ferry had failed two inspections, it was [first reported] on Monday.")
    (outlet,) = [link for source in reading.sources for link in source.chain if link.kind == "outlet"]
    assert outlet.surface and reading.cut(outlet.surface) == "first reported"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The ferry was unsafe, two port officials said, [according to a report].", "two port officials"),
        ("Two port officials said the ferry was unsafe, [according to a report].", "Two port officials"),
        ("Two port officials said the ferry was unsafe, as [first reported] on Monday.", "Two port officials"),
    ],
)
def test_a_linked_report_is_the_way_of_the_whole_sentence(text: str, who: str) -> None:
    assert sorted(chains(page(text))) == [OUTLET, f"{OUTLET} > {who} (anonymous)"]


def test_whoever_is_named_by_a_link_is_met_again() -> None:
    reading = page("[A report] said the ferry was unsafe. The report said nobody was told. The newspaper said it had papers.")
    assert chains(reading) == [OUTLET] * 3


def test_the_name_that_the_report_uses_is_shown_where_its_letters_are_those_of_the_host() -> None:
    reading = page("Two port officials [said] the ferry was unsafe. The Quay Herald was not at the quay.")
    assert chains(reading)[0] == "Quay Herald (outlet) > Two port officials (anonymous)"
    assert "link to quayherald.example (Quay Herald)" in reasons(reading)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The Bay Echo [reported] that the ferry was unsafe.", "Bay Echo (outlet)"),
        ("[The Bay Echo] reported that the ferry was unsafe.", "Bay Echo (outlet)"),
        ("Officials [told] the Bay Echo that the ferry was unsafe.", "Bay Echo (outlet) > Officials (anonymous)"),
        ("The company said in [a statement] that the ferry was sound.", "company (organisation)"),
        ("According to [an inspection report], the ferry was unsafe.", "inspection report (document)"),
    ],
)
def test_what_the_text_names_is_not_overridden_and_the_link_adds_its_reason(text: str, chain: str) -> None:
    reading = page(text)
    assert chains(reading) == [chain]
    assert "link to quayherald.example" in reasons(reading)


def test_the_newspaper_stays_the_one_that_was_named_before() -> None:
    reading = page("The Bay Echo said the ferry was late. Officials told [the newspaper] that it was unsafe.")
    assert chains(reading)[-1] == "Bay Echo (outlet) > Officials (anonymous)"


@pytest.mark.parametrize(
    "text",
    [
        "[Ada Lund] said the ferry was unsafe.",  # a page about her
        "Two port officials said the [ferry was unsafe].",  # what is said, and where more of it can be read
        "[Two port officials said the ferry was unsafe.]",  # the title of another report
        "Two port officials said the ferry was unsafe. [More of this] is known to nobody.",
    ],
)
def test_a_link_on_other_words_credits_nobody(text: str) -> None:
    assert "quayherald" not in " ".join(chains(page(text)))


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://quayherald.example/today">', HERALD),
        ('<link rel="canonical" href="https://m.quayherald.example/today">', "/2024/05/ferry"),
        ('<base href="https://quayherald.example/">', "2024/05/ferry"),
        ('<meta property="og:site_name" content="The Quay Herald">', HERALD),
        ("", "https://t.co/abc"),
        ("", "https://192.0.2.7/ferry"),
        ("", "https://en.wikipedia.org/wiki/Ferry"),
        ("", "https://twitter.com/intent/tweet?text=quay"),
    ],
)
def test_a_link_to_the_own_site_or_to_nobodys_names_nobody(head: str, url: str) -> None:
    assert chains(page("It was [first reported] that the ferry had failed two inspections.", url, head)) == [
        "nobody (unattributed)"
    ]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("One passenger [wrote] that the ferry was unsafe.", "quay_watch (social post)"),
        ("“The ferry is a wreck,” one passenger [wrote] on Monday.", "quay_watch (social post)"),
        ("[A tweet] said the ferry was unsafe.", "quay_watch tweet (social post)"),
        ("In [a post] on Monday, a deckhand claimed that the ferry was unsafe.", "quay_watch (social post)"),
        ("Ada Lund [wrote] that the ferry was unsafe.", "Ada Lund (named)"),
    ],
)
def test_a_link_to_a_network_names_the_account(text: str, chain: str) -> None:
    reading = page(text, POST)
    assert chains(reading) == [chain]
    assert "link to quay_watch on twitter.com" in reasons(reading)


def test_a_paper_or_the_site_of_a_public_body_is_a_document() -> None:
    text = "According to [a report], the ferry was unsafe."
    assert chains(page(text, "https://audit.gov.example/ferry")) == ["audit.gov.example report (document)"]
    assert chains(page(text, "https://harbourboard.example/7.pdf")) == ["harbourboard.example report (document)"]


def test_a_body_that_is_linked_to_its_own_site_speaks_for_itself() -> None:
    reading = page("The harbour board [said] the ferry was sound.", "https://harbourboard.example/7")
    assert chains(reading) == ["harbour board (organisation)"]


def test_reduced_mode_reads_links_too() -> None:
    document = read_html(f'<p>“The ferry is a wreck,” <a href="{HERALD}">said</a> Ada Lund.'.encode(), "a.html")
    assert chains(read_document(document, reduced=True)) == [f"{OUTLET} > Ada Lund (named)"]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.quayherald.example:8080/7", "quayherald.example"),
        ("https://amp.quayherald.example/7", "quayherald.example"),
        ("https://web.archive.org/web/20240501000000id_/http://quayherald.example/7", "quayherald.example"),
        ("https://archive.ph/2024.05.01-101112/https://quayherald.example/7", "quayherald.example"),
        ("https://quayherald.example./7", "quayherald.example"),
        ("https://quay%2eherald.example/", ""),
        ("https://<script>alert(1)</script>.example/", ""),
        ("https://2130706433/", ""),
        ("https://[::1/", ""),
        ("file:a.txt", ""),
    ],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "handle"),
    [
        ("https://x.com/quay_watch/status/17", "quay_watch"),
        ("https://t.me/s/quaywatch/17", "quaywatch"),
        ("https://bsky.app/profile/quay.example/post/17", "quay.example"),
        ("https://www.youtube.com/@quay-watch", "quay-watch"),
        ("https://www.facebook.com/permalink.php?id=17", ""),
        ("https://x.com/i/status/17", ""),
        ("https://x.com/<b>quay</b>/status/17", ""),
        ("https://www.facebook.com/sharer/sharer.php?u=x", None),
    ],
)
def test_the_account_in_an_address(url: str, handle: str | None) -> None:
    assert handle_in(url) == handle


@pytest.mark.parametrize(
    ("name", "host", "same"),
    [
        ("New York Times", "nytimes.com", True),
        ("the Guardian", "amp.theguardian.com", True),
        ("BBC", "news.bbc.co.uk", True),
        ("El País", "elpais.com", True),
        ("Wrenport Post", "post.example", False),
        ("Herald", "quayherald.example", False),
        ("", "quayherald.example", False),
        (".*", "quayherald.example", False),
    ],
)
def test_a_name_has_the_letters_of_a_host(name: str, host: str, same: bool) -> None:
    assert is_name_of_host(name, host) is same


def test_links_do_not_change_a_text() -> None:
    text = "".join(f'<p>Two officials <a href="https://h{i}.example/7">said</a> that ferry {i} was late.</p>' for i in range(300))
    menu = "".join(f'<li><a href="https://m{i}.example/">menu</a></li>' for i in range(4_000))
    document = read_html(f"<ul>{menu}</ul><article>{text}</article>".encode(), "a.html")
    plain = read_html(re.sub("</?a[^>]*>", "", f"<ul>{menu}</ul><article>{text}</article>").encode(), "a.html")
    assert document.text == plain.text
