"""Names of people, places and outlets, in two halves that share none: what a rule learns of one half it cannot use in the other."""

from __future__ import annotations

from typing import Final

HALVES: Final = ("open", "closed")

WOMEN: Final = {
    "open": (
        "Marta Ines Petra Aylin Ruth Noor Greta Salma Edith Vesna Tilda Amara Joan Lucia Hanne Olena Priya Fatou Wanda Iris"
    ).split(),
    "closed": (
        "Clara Dunja Mirela Agnes Leyla Sofie Rosa Amina Helga Nadia Bess Katya Yara Maud Elif Sigrid Paula Zora Nell Ida"
    ).split(),
}
MEN: Final = {
    "open": (
        "Tomas Idris Bram Cedric Jonas Karim Walter Piet Luca Osman Hugo Denis Rafael Emil Samir Anton Giles Mikael Juan Ravi"
    ).split(),
    "closed": (
        "Viktor Oskar Malik Desmond Arne Felix Yusuf Gustav Pablo Stefan Colm Henrik Amir Basil Leon Kofi Marek Otto Nils Farid"
    ).split(),
}
SURNAMES: Final = {
    "open": (
        "Quill Larch Haddow Ferreira Tolland Brandt Okello Merrow Castan Vint Drummel Sorley Achterberg Pell Nazari "
        "Hollis Vukov Tansley Adeyo Ridge Moravec Lindgard Copple Yilmazer Durrow Essien Farrant Grell Halvorsen "
        "Iversley Jarrold Kestle Lomax Marchetti Norby Ombler Prewett Rask Stobart Thackeray Ullman Verrall Whitlam "
        "Zeller Abara Birkett Crake Dellow"
    ).split(),
    "closed": (
        "Bellweather Corrigan Dask Eldred Fallowes Gantry Hursthouse Imber Joss Kallio Lanyon Mbeki-Rowe Nettle Orsini "
        "Pargeter Quaife Roscow Sandoval Tremlett Umney Vasquel Wragg Yates-Moor Zachar Arkell Bostock Cardew Demir- "
        "Hale Elphick Fosse Garside Hobday Inskip Jermyn Kettley Loxton Mossop Nasser-Lee Oddy Pickard Radnor Selby- "
        "Khan Tuffin Usher Vellacott Winterbourne Yorath Ashdown"
    ).split(),
}
TOWNS: Final = {
    "open": (
        "Harrow Bay|Lornemouth|Eskford|Brackwater|Stainmoor|Tollgate|Vellen|Marhaven|Uldale|Kirkholm|Ostrava Hill|"
        "Peverel|Rannock|Sandgarth|Tamsel|Windlestow"
    ).split("|"),
    "closed": (
        "Ambleforth|Birchester|Coldharbour|Dravik|Elmsworth|Farrowdale|Gildersea|Hexmouth|Ironbridge Cross|Jorvale|"
        "Kelsterton|Lydmoor|Mittenwald Green|Nethercombe|Orrin|Pellworth"
    ).split("|"),
}
COUNTIES: Final = {
    "open": "Lorne Eskshire Vellenland Uldmark Tamshire Kirkland Rannockshire".split(),
    "closed": "Farrow Hexshire Dravia Lydmark Orrinshire Jorland Pellshire".split(),
}
MASTHEADS: Final = {  # what follows the place in the name of an outlet; the short name is "the" and this
    "open": "Gazette Post Examiner Chronicle Echo Star Telegraph Bulletin Mirror Advertiser Sentinel Journal".split(),
    "closed": "Herald Courier Observer Tribune Mail Dispatch Standard Argus Record Times Mercury Leader".split(),
}
PAPER_PLACES: Final = {
    "open": "Harrow Lorne Esk Brack Stainmoor Vellen Marhaven Uldale Northern Coastal Rannock Evening Tamsel Valley".split(),
    "closed": "Amble Birch Dravik Elmsworth Farrow Gilder Hexmouth Jorvale Southern Inland Orrin Morning Lydmoor Hill".split(),
}
OTHER_OUTLETS: Final = {  # full name, and the word for what it is
    "open": (
        ("Radio Lorne", "station"),
        ("Channel Six", "broadcaster"),
        ("Estuary Online", "website"),
        ("Dockside Notes", "blog"),
        ("Kirkholm Today", "website"),
        ("TV Vellen", "broadcaster"),
        ("Gannet Weekly", "magazine"),
        ("Plain Paper", "newsletter"),
    ),
    "closed": (
        ("Radio Farrow", "station"),
        ("Channel Nine", "broadcaster"),
        ("Hexshire Online", "website"),
        ("Lamplight", "blog"),
        ("Orrin Now", "website"),
        ("TV Dravik", "broadcaster"),
        ("Heron Monthly", "magazine"),
        ("Second Reading", "newsletter"),
    ),
}
AGENCIES: Final = {
    "open": ("Seawire", "Interpress North", "the Landmark agency", "Corvus News Agency"),
    "closed": ("Fieldwire", "Transline", "the Beacon agency", "Meridian News Agency"),
}
PLATFORMS: Final = {"open": ("Chirp", "Openboard", "social media"), "closed": ("Rookery", "Pinwall", "social media")}
MONTHS: Final = "January February March April May June July August September October November December".split()
DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
