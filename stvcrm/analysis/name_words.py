"""The words in the name of a Dutch welfare organisation that many organisations share.

They come from general knowledge of the sector, not from a member list: legal forms, kinds of work and
of building, abbreviations, and turns such as "en omstreken". What is left of a name is its distinctive core.
"""

from __future__ import annotations

ABBREVIATIONS = {
    "amw": ("algemeen", "maatschappelijk", "werk"),
    "md": ("maatschappelijke", "dienstverlening"),
    "amd": ("algemene", "maatschappelijke", "dienstverlening"),
    "smd": ("stichting", "maatschappelijke", "dienstverlening"),
    "mw": ("maatschappelijk", "werk"),
    "smw": ("stichting", "maatschappelijk", "werk"),
    "ww": ("welzijnswerk",),
    "sw": ("sociaal", "werk"),
    "swo": ("stichting", "welzijn", "ouderen"),
    "ssw": ("stichting", "sociaal", "werk"),
    "st": ("stichting",),
    "sticht": ("stichting",),
    "stg": ("stichting",),
    "ver": ("vereniging",),
    "coop": ("cooperatie",),
    "org": ("organisatie",),
    "ned": ("nederland",),
}
"""What an abbreviation in a name stands for; written out before names are compared."""

LEGAL_WORDS = (
    "stichting", "vereniging", "cooperatie", "cooperatieve", "bv", "nv", "vof", "ua", "ba", "holding",
    "groep", "foundation", "koninklijke",
)  # fmt: skip
"""Legal forms and words for the whole of a group: never what tells two organisations apart."""

FILL_WORDS = (
    "de", "het", "een", "en", "voor", "van", "in", "te", "op", "aan", "bij", "der", "den", "ten", "ter",
    "t", "s", "eo", "ea", "cs", "omstreken", "omgeving", "gemeente", "regio", "stad", "nederland",
)  # fmt: skip
"""Articles, prepositions and words around a place name."""

SECTOR_FAMILIES = {
    "welfare": (
        "welzijn", "welzijnswerk", "welzijnsorganisatie", "welzijnsstichting", "welzijnsinstelling",
        "welzijnscentrum", "welzijnsgroep", "welzijnszorg", "opbouwwerk", "samenlevingsopbouw",
        "ouderenwerk", "ouderenwelzijn", "ouderen", "sociaalcultureel", "cultureel",
    ),
    "social": (
        "sociaal", "sociale",
    ),
    "services": (
        "maatschappelijk", "maatschappelijke", "dienstverlening", "maatschappelijkwerk", "hulpverlening",
        "schuldhulpverlening", "schuldhulp",
    ),
    "house": (
        "buurthuis", "wijkcentrum", "buurtcentrum", "dorpshuis", "wijkhuis", "wijkgebouw", "gemeenschapshuis",
        "ontmoetingscentrum", "buurtwerk", "wijkwerk", "wijkteam", "buurtteam", "buurt", "wijk",
    ),
    "youth": (
        "jongerencentrum", "jongerenwerk", "jeugdwerk", "jongeren", "jeugd", "jeugdcentrum",
    ),
    "care": ("zorg", "thuiszorg", "mantelzorg", "zorgcentrum", "zorggroep", "gezondheidszorg"),
    "volunteers": ("vrijwilligerswerk", "vrijwilligerscentrale", "vrijwilligers", "vrijwilligerscentrum"),
    "": (
        "werk", "algemeen", "algemene", "organisatie", "centrum", "instelling", "dienst", "diensten",
        "centrale", "bureau", "huis", "team", "teams",
    ),
}  # fmt: skip
"""Words for kinds of work by family; the family without name holds words that fit any kind."""

FAMILY_OF = {word: family for family, words in SECTOR_FAMILIES.items() for word in words}
GENERIC = frozenset(FAMILY_OF) | frozenset(LEGAL_WORDS) | frozenset(FILL_WORDS)
"""Every word that says nothing by itself about which organisation is meant."""
