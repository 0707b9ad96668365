from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.language.formatting import (
    format_date,
    format_money,
    format_number,
    format_percent,
    format_quantity,
    rounded,
)
from reportqa.language.numbers import Date, Number, find_numbers, parse_cell

LANGUAGES = ("nb", "nn", "en")
D = Decimal


def only(text: str, language: str | None = None) -> Number:
    (number,) = find_numbers(text, language)
    return number


def without_articles(text: str) -> list[Number]:
    return [n for n in find_numbers(text) if not n.article]


def stated(text: str) -> list[tuple[str, Decimal, str]]:
    """Text, value and kind of each number that is no article."""
    return [(text[n.start : n.end], n.value, n.kind) for n in without_articles(text)]


# What stands in the report -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "noun", "phrase"),
    [
        ("dekket fire ungdomsskoler,", 4, "ungdomsskoler", "ungdomsskoler"),
        ("16 videregående skoler og", 16, "skoler", "videregående skoler"),
        ("to ungdoms- og videregående skoler,", 2, "skoler", "ungdoms- og videregående skoler"),
        ("ett veiledningssenter.", 1, "veiledningssenter", "veiledningssenter"),
        ("23 minoritetsrådgivere (MR)", 23, "minoritetsrådgivere", "minoritetsrådgivere"),
        ("hele 12 MR startet", 12, "MR", "MR"),
        ("har fire pilotavtaler, der", 4, "pilotavtaler", "pilotavtaler"),
        ("to interne miniseminar med", 2, "miniseminar", "interne miniseminar"),
        ("hatt tre felles møter med", 3, "møter", "felles møter"),
        ("sju samarbeidsmøter, og", 7, "samarbeidsmøter", "samarbeidsmøter"),
        ("om totalt 261 nye saker.", 261, "saker", "nye saker"),
        ("45 ungdommer fra Danmark", 45, "ungdommer", "ungdommer"),
        ("spredt over 7 fylker.", 7, "fylker", "fylker"),
        ("følgende fire regionale nettverk per", 4, "nettverk", "regionale nettverk"),
        ("de åtte møter for å", 8, "møter", "møter"),
        ("enn de tre årene jeg har", 3, "årene", "årene"),
        ("i to aktive fylkesnettverk i", 2, "fylkesnettverk", "aktive fylkesnettverk"),
        ("Det er 114 flere enn før", 114, None, "flere"),
        ("det er 114 flere saker enn før", 114, "saker", "flere saker"),
        ("23 ansatte deltok", 23, "ansatte", "ansatte"),
        ("Dei tre ambassadane fekk", 3, "ambassadane", "ambassadane"),
        ("The four lower secondary schools were", 4, "schools", "lower secondary schools"),
        ("there were 23 advisers (MR) in", 23, "advisers", "advisers"),
    ],
)
def test_a_count_knows_its_noun(text, value, noun, phrase):
    number = only(text)
    assert (number.value, number.kind) == (value, "count")
    assert (number.noun, number.phrase) == (noun, phrase)


def test_a_whole_sentence_of_counts():
    text = (
        "Ved utgangen av 2016 var det totalt 23 minoritetsrådgivere (MR) som dekket fire "
        "ungdomsskoler, to ungdoms- og videregående skoler, 16 videregående skoler og ett "
        "veiledningssenter."
    )
    found = [(n.value, n.kind, n.unit) for n in find_numbers(text)]
    assert found == [
        (2016, "year", "år"),
        (23, "count", "minoritetsrådgivere"),
        (4, "count", "ungdomsskoler"),
        (2, "count", "skoler"),
        (16, "count", "skoler"),
        (1, "count", "veiledningssenter"),
    ]


def test_an_enumeration_counts_its_whole_items_in_the_unit_of_its_sum():
    text = (
        "IR har til sammen jobbet med 202 saker: 13 gjennomført tvangsekteskap, 38 frykt for "
        "tvangsekteskap, 56 etterlatt i utlandet, 20 frykt for å bli etterlatt i utlandet, "
        "2 ekstrem kontroll, 3 frykt for kjønnslemlestelse, 28 trusler og vold, og 42 andre "
        "familierelaterte saker."
    )
    total, *items = find_numbers(text)
    assert [(n.value, n.phrase) for n in items] == [
        (13, "gjennomført tvangsekteskap"),
        (38, "frykt for tvangsekteskap"),
        (56, "etterlatt i utlandet"),
        (20, "frykt for å bli etterlatt i utlandet"),
        (2, "ekstrem kontroll"),
        (3, "frykt for kjønnslemlestelse"),
        (28, "trusler og vold"),
        (42, "andre familierelaterte saker"),
    ]
    assert {n.unit for n in items} == {"saker"}
    assert total.value == sum(n.value for n in items)
    assert [items[4].noun, items[7].noun] == ["ekstrem kontroll", "saker"]


def test_items_without_a_sum_are_read_up_to_the_comma():
    first, second = find_numbers("2 ekstrem kontroll, 3 frykt for kjønnslemlestelse")
    assert (first.noun, second.phrase) == ("ekstrem kontroll", "frykt for kjønnslemlestelse")


@pytest.mark.parametrize(
    ("text", "part", "whole", "noun"),
    [
        ("I Vestfold har 12 av fylkets 14 kommuner gått sammen", 12, 14, "kommuner"),
        ("12 av de 14 kommunene", 12, 14, "kommunene"),
        ("én av fire elever", 1, 4, "elever"),
        ("en av fire elever", 1, 4, "elever"),
        ("One in four pupils said that they were", 1, 4, "pupils"),
        ("12 of the 14 municipalities have", 12, 14, "municipalities"),
    ],
)
def test_a_part_knows_its_whole(text, part, whole, noun):
    first, second = find_numbers(text)
    assert (first.value, first.of, first.noun, first.article) == (part, whole, noun, False)
    assert (second.value, second.of, second.noun) == (whole, None, noun)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Av 23 har 12 tiltrådt stillingene i løpet av 2016.", None),
        ("Av de 23 rådgiverne har 12 sluttet i løpet av 2016.", "rådgiverne"),
    ],
)
def test_a_whole_may_stand_before_its_part(text, noun):
    whole, part, year = find_numbers(text)
    assert (whole.value, part.value, part.of, year.kind) == (23, 12, 23, "year")
    assert whole.noun == part.noun == noun


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("ungdom mellom 13 og 24 år rustet", (13, 24, "age", "between")),
        ("ungdom, 13–24 år, deltok", (13, 24, "age", "between")),
        ("møtes to til fire ganger per år", (2, 4, "count", "between")),
        ("perioden 2017-2020.", (2017, 2020, "year", "exact")),
        ("perioden 2013–2016.", (2013, 2016, "year", "exact")),
        ("from 2013 to 2016", (2013, 2016, "year", "exact")),
        ("2013 to 2016", (2013, 2016, "year", "exact")),
        ("skoleåret 2015/16 og", (2015, 2016, "year", "exact")),
        ("mellom 10 og 20 prosent", (10, 20, "percent", "between")),
        ("mellom fem og tjue møter", (5, 20, "count", "between")),
        ("held two to four times a year", (2, 4, "count", "between")),
        ("12.–14. mars 2018", (2018, 2018, "date", "exact")),
    ],
)
def test_a_range_has_two_ends(text, pair):
    first, second = (n for n in without_articles(text) if n.range)
    assert (first.value, second.value, second.kind, second.modality) == pair
    assert (first.range, second.range) == ("from", "to")
    assert (first.kind, first.unit) == (second.kind, second.unit)


@pytest.mark.parametrize(
    "text", ["økte fra 147 til 261", "(261 − 147) / 147", "79 47", "falt fra 261 til 147 saker"]
)
def test_a_change_or_a_formula_is_no_range(text):
    assert all(n.range is None and n.modality == "exact" for n in find_numbers(text))


# Forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Kr. 880 000 på post 01", [("Kr. 880 000", 880000, "money"), ("01", 1, "identifier")]),
        ("Budsjett: Kr. 340 000,-.", [("Kr. 340 000,-", 340000, "money")]),
        ("midler på 340 000,-.", [("340 000,-", 340000, "money")]),
        ("midlene på 1,22 mill som", [("1,22 mill", 1220000, "money")]),
        ("kr 5 mill", [("kr 5 mill", 5000000, "money")]),
        ("ca. 2 mrd. kroner", [("2 mrd. kroner", 2 * 10**9, "money")]),
        ("5 millioner kroner", [("5 millioner kroner", 5000000, "money")]),
        ("to millionar kronar", [("to millionar kronar", 2000000, "money")]),
        ("NOK 880,000 was", [("NOK 880,000", 880000, "money")]),
        ("kr. 1.250,- og", [("kr. 1.250,-", 1250, "money")]),
        ("kr 5 000,50 er", [("kr 5 000,50", D("5000.50"), "money")]),
        ("2000 kroner", [("2000 kroner", 2000, "money")]),
        ("halvparten (46 %) av", [("halvparten", D("0.5"), "fraction"), ("46 %", 46, "percent")]),
        ("kontroll (44 prosent)", [("44 prosent", 44, "percent")]),
        ("5 pst. av", [("5 pst", 5, "percent")]),
        ("ti prosent", [("ti prosent", 10, "percent")]),
        ("27.5 per cent", [("27.5 per cent", D("27.5"), "percent")]),
        ("0,5 prosentpoeng", [("0,5 prosentpoeng", D("0.5"), "percentage_point")]),
        ("3 percentage points", [("3 percentage points", 3, "percentage_point")]),
        ("44 og 28 prosent", [("44", 44, "percent"), ("28 prosent", 28, "percent")]),
        ("1.250.000 saker", [("1.250.000", 1250000, "count")]),
        ("880\u00a0000 saker", [("880\u00a0000", 880000, "count")]),
        ("880\u2009000 saker", [("880\u2009000", 880000, "count")]),
        ("1 234 saker", [("1 234", 1234, "count")]),
        ("1 250 000 saker", [("1 250 000", 1250000, "count")]),
        ("There were 1,250 cases", [("1,250", 1250, "count")]),
        ("There were 1,250.5 points", [("1,250.5", D("1250.5"), "count")]),
        ("2.4 million children", [("2.4 million", 2400000, "count")]),
        ("det var 1,250 liter", [("1,250", D("1.250"), "count")]),
        ("12,5 timer", [("12,5", D("12.5"), "count")]),
        ("2½ time", [("2½", D("2.5"), "count")]),
        ("en nedgang på −12,5 %", [("−12,5 %", D("-12.5"), "percent")]),
        ("tre hundre tusen", [("tre hundre tusen", 300000, "count")]),
        ("to og en halv million", [("to og en halv million", 2500000, "count")]),
        ("en halv million", [("en halv million", 500000, "count")]),
        ("to tredeler av", [("to tredeler", D(2) / 3, "fraction")]),
        ("en tredjedel av", [("en tredjedel", D(1) / 3, "fraction")]),
        ("two thirds of the cases", [("two thirds", D(2) / 3, "fraction")]),
        ("a third of the cases", [("a third", D(1) / 3, "fraction")]),
        ("dobbelt så mange", [("dobbelt", 2, "multiple")]),
        ("saker ble tredoblet", [("tredoblet", 3, "multiple")]),
        ("tre ganger så mange", [("tre", 3, "multiple")]),
        ("three times as many", [("three", 3, "multiple")]),
        ("et dusin skoler", [("et dusin", 12, "count")]),
        ("fem år gamle", [("fem år gamle", 5, "age")]),
        ("13-åringer", [("13-åringer", 13, "age")]),
        ("barn under 18 år", [("18 år", 18, "age")]),
        ("treårige prosjekter", [("treårige", 3, "count")]),
    ],
)
def test_forms_of_numbers(text, parts):
    assert stated(text) == parts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2013 2014 2015", [2013, 2014, 2015]),
        ("79 47 56", [79, 47, 56]),
        ("Ekstrem kontroll 79 47 56 116 298", [79, 47, 56, 116, 298]),
        ("Totalt 124 136 154 202 616", [124, 136, 154, 202, 616]),
        ("Totalt 222 157 147", [222, 157, 147]),
        ("i 2016 261 saker", [2016, 261]),
        ("i 2016 12 500 saker", [2016, 12500]),
        ("13 14 og 15 2016", [13, 14, 15, 2016]),
        ("tiltak 6 340 000 kroner", [6, 340000]),
        ("of measure 6 340,000 kroner", [6, 340000]),
        ("79,47 og 2013,2014", [D("79.47"), 2013, 2014]),
    ],
)
def test_separate_numbers_are_not_joined(text, values):
    assert [n.value for n in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tjueto", 22), ("to og tjue", 22), ("toogtyve", 22), ("førtifem", 45), ("femtien", 51),
        ("ett hundre og fem", 105), ("hundreogfem", 105), ("to hundre", 200), ("et hundre", 100),
        ("to hundre og femtito", 252), ("tohundreogtjueto", 222), ("syv", 7), ("sju", 7),
        ("fem tusen tre hundre og tjueto", 5322), ("twenty-two", 22), ("twenty two", 22),
        ("a hundred and five", 105), ("nine hundred and ninety-nine", 999), ("halvannet", D("1.5")),
        ("null", 0), ("zero", 0), ("éin", 1), ("tre hundre og tretti", 330),
    ],
)  # fmt: skip
def test_number_words(text, value):
    number = only(text, "en" if text.startswith("a ") else None)
    assert (number.value, number.word, text[number.start : number.end]) == (value, True, text)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("ca. 30 saker", "about"), ("om lag 30 saker", "about"), ("~30 saker", "about"),
        ("rundt 30 saker", "about"), ("about 30 cases", "about"), ("et par møter", "about"),
        ("minst ti elever", "at_least"), ("at least ten pupils", "at_least"),
        ("tre eller flere møter", "at_least"), ("opptil 20 prosent", "at_most"),
        ("inntil kr 20 000", "at_most"), ("up to 20 per cent", "at_most"),
        ("nesten halvparten", "nearly"), ("nærmere 30 elever", "nearly"),
        ("over 30 saker", "more_than"), ("flere enn 30 saker", "more_than"),
        ("fleire enn 15 saker", "more_than"), ("mer enn 15 saker", "more_than"),
        ("no more than 15 cases", "at_most"), ("under 7 fylker", "less_than"),
        ("færre enn ti møter", "less_than"), ("barn under 18 år", "less_than"),
        ("spredt over 7 fylker", "exact"), ("totalt 30 saker", "exact"), ("etter 2016", "exact"),
    ],
)  # fmt: skip
def test_modality(text, modality):
    assert only(text).modality == modality


def test_more_than_another_number_is_no_hedge():
    assert [n.modality for n in find_numbers("114 flere enn 147")] == ["exact", "exact"]


# Times, ordinals, articles, identifiers ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("per 31.12.2016", Date(2016, 12, 31)), ("pr. 1.1.2016 av", Date(2016, 1, 1)),
        ("12. mars 2018", Date(2018, 3, 12)), ("2016-12-31", Date(2016, 12, 31)),
        ("31/12-2016", Date(2016, 12, 31)), ("i april 2016.", Date(2016, 4)),
        ("august 2012 og", Date(2012, 8)), ("Våren 2016 holdt", Date(2016, season="spring")),
        ("hausten 2016", Date(2016, season="autumn")), ("12 March 2018", Date(2018, 3, 12)),
        ("on March 12, 2018", Date(2018, 3, 12)), ("den 17. mai er", Date(None, 5, 17)),
        ("per 31.12 var", Date(None, 12, 31)), ("spring of 2016", Date(2016, season="spring")),
    ],
)  # fmt: skip
def test_dates(text, date):
    number = only(text)
    assert (number.kind, number.date) == ("date", date)
    assert number.value == (date.year or date.day)


@pytest.mark.parametrize(
    "text", ["i 2016", "(2016)", "etter 2016,", "Agenda 2030", "MR 2016 saker"]
)
def test_years(text):
    number = only(text)
    assert (number.kind, number.unit) == ("year", "år")
    assert number.date == Date(int(number.value))


@pytest.mark.parametrize("text", ["totalt 2016 nye saker", "deltok 2000 elever", "2016 kroner"])
def test_a_number_that_looks_like_a_year_may_count(text):
    assert only(text).kind in ("count", "money")


def test_an_invalid_day_is_no_date():
    assert [n.kind for n in find_numbers("99.99.2016")] == []


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("i 1. halvår", 1, "halvår"), ("et fjerde evalueringsmøte i", 4, "evalueringsmøte"),
        ("det første året.", 1, "året"), ("i andre halvdel av", 2, "halvdel"),
        ("the 2nd meeting was", 2, "meeting"), ("tjueførste møte", 21, "møte"),
    ],
)  # fmt: skip
def test_ordinals(text, value, noun):
    number = only(text)
    assert (number.kind, number.value, number.noun) == ("ordinal", value, noun)


@pytest.mark.parametrize(
    "text",
    [
        "42 andre familierelaterte saker", "To cases went to court", "å tre ut av dette",
        "ART1, Trygg læring2 og Flexid4, Salto7/SLT, DEMBRA8", "en av guttene", "one of the boys",
        "fordi eleven har minoritetsbakgrunn",
        "en rekke saker", "en del av det", "flere tusen", "Covid19", "5G og 3D-modell", "de andre",
    ],
)  # fmt: skip
def test_words_and_codes_that_state_no_number(text):
    language = "en" if "cases" in text or "boys" in text else None
    assert [n.value for n in find_numbers(text, language)] in ([], [42])


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("gjennomført et møte i 2016", "møte"), ("en person fra Bjørgvin", "person"),
        ("et tverrfaglig, regionalt nettverk i", "nettverk"), ("altså en sterk økning.", "økning"),
        ("en fast, mindre arbeidsgruppe og", "arbeidsgruppe"), ("held a meeting in", "meeting"),
        ("I tillegg til et videomøte i", "videomøte"), ("eit møte i", "møte"),
    ],
)  # fmt: skip
def test_an_article_is_one_only_if_asked_for(text, noun):
    article = find_numbers(text)[0]
    assert (article.value, article.noun, article.article) == (1, noun, True)
    assert not only("ett møte").article


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("tiltak 11.", [11]), ("tiltak 5 og 11, også", [5, 11]), ("post 01", [1]),
        ("tiltak 1, 5, 6, 11 og 16", [1, 5, 6, 11, 16]), ("measures 5 and 11", [5, 11]),
        ("kap. 291 post 01", [291, 1]), ("Resultatmål 2", [2]), ("Haag 96 konvensjonen", [96]),
        ("Fafo-rapport 2015:40.", [2015]), ("§ 5", [5]), ("lov nr. 12", [12]), ("nr. 3", [3]),
        ("tlf. 22 24 25 00", [22242500]), ("+47 22 24 25 00", [4722242500]), ("T11", [11]),
        ("1) Internseminar om det, 2) Halvdagsseminar", [1, 2]), ("1. Innledning", [1]),
        ("ISO-9001", [9001]), ("se www.x.no/5/art7", [5]), ("a12@b.no", []), ("tiltak fem", [5]),
        ("4.2.1 og", [4]), ("[3]", [3]),
    ],
)  # fmt: skip
def test_identifiers_are_kept_but_marked(text, values):
    found = find_numbers(text)
    assert [n.value for n in found] == values
    assert {n.kind for n in found} <= {"identifier"}


@pytest.mark.parametrize("text", ["tiltak 5, 12 saker", "tlf. 22 24 25 00, 12 saker"])
def test_a_count_after_an_identifier_is_a_count(text):
    assert [n.kind for n in find_numbers(text)] == ["identifier", "count"]


def test_eleven_is_a_number_in_english_only():
    assert only("There were eleven cases").value == 11


def test_shared_nouns_and_multiplication():
    assert [n.noun for n in find_numbers("to eller tre møter")] == ["møter", "møter"]
    assert [n.value for n in find_numbers("Hva er 17 ganger 23?")] == [17, 23]
    assert [n.unit for n in find_numbers("they met twice a year in Oslo", "en")] == ["ganger"]


# Properties ----------------------------------------------------------------------------------

ALPHABET = st.characters(codec="utf-8", exclude_categories=("Cs",))
PIECES = """
    12 880 000 1,22 mill. 2016 2013-2016 31.12.2016 fire to og av tjue hundre en et par halv kr
    Kr. ,- % prosent år saker skoler nye mellom fra til ca. minst tiltak nr. § ( ) : , . a of the
    third one in cases 1) post 01 tredjedel ganger våren april 5-åring ½ - – − / MR @
    www.a.no/2"""


@given(
    st.one_of(
        st.text(ALPHABET, max_size=80),
        st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join),
    )
)
def test_offsets_are_in_order_and_never_overlap(text):
    found = find_numbers(text)
    ends = [0]
    for number in found:
        assert ends[-1] <= number.start < number.end <= len(text)
        piece = text[number.start : number.end]
        assert piece == piece.strip()
        assert number.word or any(c.isnumeric() for c in piece)
        assert number.noun is None or number.noun in text or number.kind == "count"
        ends.append(number.end)


@given(st.integers(-(10**9), 10**9), st.sampled_from(LANGUAGES))
def test_written_integers_are_read_back(value, language):
    assert only(format_number(value, language), language).value == value


@given(
    st.decimals(-1_000_000, 1_000_000, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(LANGUAGES),
)
def test_written_decimals_are_read_back(value, language):
    text = "= " + format_number(value, language, decimals=None) + " x"
    assert find_numbers(text, language)[0].value == value


@given(st.decimals(-1000, 1000, places=1), st.sampled_from(LANGUAGES))
def test_written_percentages_are_read_back(value, language):
    text = format_percent(value, language)
    number = only(text, language)
    assert (number.value, number.kind, text[number.start : number.end]) == (value, "percent", text)


@given(st.integers(0, 10**10), st.sampled_from(LANGUAGES))
def test_written_amounts_are_read_back(value, language):
    text = format_money(value, language)
    number = only(f"Det var {text}.", language)
    assert (number.value, number.kind, number.unit) == (value, "money", "kroner")


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_written_dates_are_read_back(day, language):
    day = day.replace(year=1900 + day.year % 200)
    text = format_date(day.year, day.month, day.day, language)
    assert only(text, language).date == Date(day.year, day.month, day.day)
    text = format_date(day.year, day.month, None, language)
    assert only(text, language).date == Date(day.year, day.month)


def spelt(value: int, language: str) -> str:
    """A rule of its own for number words, 0 to 999, so that the word list is checked against it."""
    small = {
        "nb": "null én to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten "
        "seksten sytten atten nitten",
        "nn": "null éin to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten "
        "seksten sytten atten nitten",
        "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen",
    }[language].split()
    tens = {
        "nb": "tjue tretti førti femti seksti sytti åtti nitti",
        "nn": "tjue tretti førti femti seksti sytti åtti nitti",
        "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    }[language].split()
    if value < 20:
        return small[value]
    if value < 100:
        hyphen = "-" if language == "en" else ""
        rest = (
            hyphen + small[value % 10].replace("éi", "ei").replace("é", "e") if value % 10 else ""
        )
        return tens[value // 10 - 2] + rest
    hundred, link = ("hundred", "and") if language == "en" else ("hundre", "og")
    first = (
        {"nb": "ett", "nn": "eitt", "en": "one"}[language] if value < 200 else small[value // 100]
    )
    rest = f" {link} {spelt(value % 100, language)}" if value % 100 else ""
    return f"{first} {hundred}{rest}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_number_words_to_999(language):
    for value in range(1000):
        text = spelt(value, language)
        number = only(text, language)
        assert (number.value, text[number.start : number.end]) == (value, text)


@pytest.mark.parametrize(("language", "code"), [("nb", "no"), ("en", "en")])
def test_number_words_of_an_independent_library(language, code):
    num2words = pytest.importorskip("num2words").num2words
    for value in range(1000):
        text = num2words(value, lang=code)
        assert only("én" if text == "en" else text, language).value == value, text


# Cells and writing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("116", 116), ("1 234", 1234), ("1\u00a0234", 1234), ("1.250", 1250), ("12,5", D("12.5")),
        ("12.5", D("12.5")), ("45 %", 45), ("45%", 45), ("−5", -5), ("-5", -5), ("0", 0), ("3*", 3),
        (" 7 ", 7), ("kr 5 000", 5000), ("340 000,-", 340000), ("1.250.000,5", D("1250000.5")),
        ("–", None), ("-", None), ("..", None), (".", None), ("", None), ("(3)", None),
        ("Totalt", None), ("12 14", None), ("<5", None), ("0.125", D("0.125")),
    ],
)  # fmt: skip
def test_table_cells(text, value):
    assert parse_cell(text) == value


@pytest.mark.parametrize(
    ("value", "language", "decimals", "text"),
    [
        (1250, "nb", 1, "1250"), (10000, "nb", 1, "10\u00a0000"), (880000, "nn", 1, "880\u00a0000"),
        (1250, "en", 1, "1,250"), (D("1250.5"), "en", 1, "1,250.5"), (D("77.55"), "nb", 1, "77,6"),
        (D("12.25"), "nb", 1, "12,3"), (D("-12.25"), "nb", 1, "−12,3"), (D("75.04"), "nb", 1, "75"),
        (D("1.2345"), "nb", None, "1,2345"), (0, "nb", 1, "0"), (D("-0.01"), "nb", 1, "0"),
        (D("0.25"), "en", 2, "0.25"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_readers_write_them(value, language, decimals, text):
    assert format_number(value, language, decimals) == text


def test_units_are_written_in_the_language():
    assert format_percent(D("77.55"), "nb") == "77,6\u00a0%"
    assert format_percent(D("77.55"), "en") == "77.6%"
    assert format_money(880000, "nb") == "kr\u00a0880\u00a0000"
    assert format_money(880000, "en") == "NOK\u00a0880,000"
    assert format_quantity(116, "saker", "nb") == "116 saker"
    assert format_quantity(D("77.55"), "prosent", "en") == "77.6 per cent"
    assert format_quantity(5, "kroner", "nn") == "5 kronar"
    assert format_date(2016, 12, 31, "nb") == "31. desember 2016"
    assert format_date(2016, 4, None, "en") == "April 2016"
    assert rounded(D("0.5"), 0) == 1


@pytest.mark.parametrize("parts", [(2016, None, 3), (2016, 13, 1), (None, None, None)])
def test_half_a_date_cannot_be_written(parts):
    with pytest.raises(ValueError, match=r"month|year"):
        format_date(*parts, "nb")
