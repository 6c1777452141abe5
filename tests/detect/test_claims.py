"""What is put forward, and what the one who hands it on does with it."""

from tests.cases.reading import read

from sayso.records import record_id


def test_a_paper_that_reports_a_denial_does_not_deny() -> None:
    reading = read("The club was sold.\nThe harbour official denied the claims and left, the Harwick Echo reported on Monday.\n")
    names = {record_id(source): source.chain[-1].name for source in reading.sources}
    denying = {names[position.source] for position in reading.positions if position.value == "denies" and position.source}
    assert denying == {"The harbour official"}
