"""Query -> Answer: from fields, tables, numbers in running text or words; else a refusal."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from reportqa.answer.calculate import Result
from reportqa.answer.compose import Composer, sources_of
from reportqa.answer.counting import Counted, count_listed, count_parts
from reportqa.answer.extract import Extract, extract, say_extract
from reportqa.answer.fields import answer_field
from reportqa.answer.gate import ungrounded
from reportqa.answer.match import is_frame, same_word
from reportqa.answer.model import Answer, Status
from reportqa.answer.prose import find_facts, tied
from reportqa.answer.reading import Reading
from reportqa.answer.select import TableWords, table_words
from reportqa.answer.statement import label_of, say_statement, sources_of_fact, state
from reportqa.answer.suggest import suggestions
from reportqa.answer.tabular import Missing, read_tables
from reportqa.answer.wording import chart_of, say_missing, say_readings
from reportqa.chunks.chunk import Chunk
from reportqa.facts.model import Fact
from reportqa.index.index import Index
from reportqa.language.detect import Language
from reportqa.language.formatting import format_quantity, rounded
from reportqa.language.lexicon import lexicon
from reportqa.language.messages import message
from reportqa.language.tokens import stem
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query
from reportqa.question.understand import understand
from reportqa.report.model import Report, walk
from reportqa.retrieve.rank import Ranking, in_named_place, in_named_section, rank

# Below this an extract is no answer. Measured on the question sets of eval/: the value that
# declines most unanswerable questions while declining at most one answerable in twenty.
LEAST_CONFIDENCE = 0.2
_TABLE_CONFIDENCE = 0.98
_LONGEST_SUMMARY = 640


class Answerer:
    """Answers queries from one opened index and the stored texts of its reports."""

    def __init__(self, index: Index, texts: Mapping[str, str]) -> None:
        """`texts` are the stored texts by report id, from which quotes are taken."""
        self._index = index
        self._texts = dict(texts)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return {rid: self._index.entry(rid).report for rid in self._index.report_ids}

    @cached_property
    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """The facts by report id."""
        return {rid: self._index.entry(rid).facts for rid in self._index.report_ids}

    @cached_property
    def _tables(self) -> list[TableWords]:
        vocabulary = self._index.vocabulary
        return [
            words for report in self.reports.values() for words in table_words(report, vocabulary)
        ]

    @cached_property
    def _passages(self) -> dict[int, str]:
        """The text of the chunk that each sentence stands in, by where the sentence starts."""
        return {
            sentence.span.start: chunk.text
            for rid in self._index.report_ids
            for chunk in self._index.entry(rid).chunks
            if chunk.kind not in ("row", "table")
            for sentence in chunk.sentences
        }

    def answer(self, query: Query, report: str | None = None, measure: int | None = None) -> Answer:
        """The answer to a query; `report` and `measure` narrow where it is looked for.

        What the gate doesn't let through is replaced by a refusal.
        """
        answer = self._let_out(self._answer(query, report, measure), query)
        further = suggestions(answer, query, list(self.reports.values()), self._is_answered)
        return replace(answer, suggestions=further)

    def _let_out(self, answer: Answer, query: Query) -> Answer:
        return self._refuse(query, None) if self.ungrounded(answer) else answer

    def _is_answered(self, text: str, language: Language) -> bool:
        query = understand(text, self._index.vocabulary, language)
        return self._let_out(self._answer(query, None, None), query).status == "answered"

    def ungrounded(self, answer: Answer) -> list[str]:
        """The numbers of an answer that the gate doesn't let through."""
        measures = {rid: {m.number for m in r.measures} for rid, r in self.reports.items()}
        sums = [check for words in self._tables for check in words.placed.checks]
        return ungrounded(answer, self.facts, measures, sums)

    def _answer(self, query: Query, report: str | None, measure: int | None) -> Answer:
        """The first that answers: the report's structure, its tables, its passages."""
        reports = {rid: r for rid, r in self.reports.items() if report in (None, rid)}
        return (
            self._from_structure(query, reports)
            or self._tabulated(query, reports, measure)
            or self._without_place(query, reports)
            or self._from_passages(
                query, reports, rank(query, self._index, report, measure), measure
            )
        )

    def _from_structure(self, query: Query, reports: dict[str, Report]) -> Answer | None:
        """What needs no search: a measure that isn't there, parts to count, fields."""
        known = {m.number for r in reports.values() for m in r.measures}
        if query.outside and query.field is None:
            return self._refuse(query, None)
        if query.measures and not set(query.measures) & known:
            return self._no_such_measure(query, known)
        absent = self._absent_section(query, reports)
        if absent is not None:
            return absent
        if query.asks_number and query.kind == "number":
            parts = count_parts(query, list(reports.values()))
            if parts is not None:
                return self._from_count(query, parts)
        return self._field(query, reports) if query.field != "budget" else None

    def _field(self, query: Query, reports: dict[str, Report]) -> Answer | None:
        composer = self._composer(query)
        return answer_field(query, list(reports.values()), self._index.vocabulary, composer)

    def _tabulated(
        self, query: Query, reports: dict[str, Report], measure: int | None
    ) -> Answer | None:
        """The answer from tables; to a why-question only where its premise is wrong."""
        if has_cue("parts", "text", plain(query.text)):
            return None
        tables = [
            t
            for t in self._tables
            if t.placed.report in reports and measure in (None, t.placed.measure)
        ]
        if query.kind == "why" or (query.kind == "how" and not query.asks_number):
            return self._wrong_premise(query, tables)
        readings = read_tables(query, tables, self._index.vocabulary)
        return self._from_tables(query, readings) if readings else None

    def _without_place(self, query: Query, reports: dict[str, Report]) -> Answer | None:
        """A year that no report speaks of; an abbreviation that one explains."""
        unknown = self._unknown_years(query, reports)
        return self._no_such_year(query, unknown) if unknown else self._abbreviation(query)

    def _from_passages(
        self, query: Query, reports: dict[str, Report], ranking: Ranking, measure: int | None
    ) -> Answer:
        """The answer from running text: a number it states, a part of it, or its sentences."""
        if self._asks_for_section(query, measure):
            summary = self._summary(query, reports, measure)
            if summary is not None:
                return summary
        asks_number = (query.asks_number or query.field == "budget") and query.kind != "why"
        if asks_number or query.kind in ("number", "year"):
            return self._from_facts(query, reports, ranking) or self._refuse(query, ranking)
        stated = query.kind == "when" or (query.yes_no and bool(query.claims))
        found = self._from_facts(query, reports, ranking) if stated else None
        return found or self._from_words(query, ranking)

    def _from_tables(self, query: Query, readings: list[Reading] | list[Missing]) -> Answer:
        composer = self._composer(query)
        found = [r for r in readings if isinstance(r, Reading)]
        if not found:
            for item in readings:
                if isinstance(item, Missing):
                    say_missing(item, self.reports, query.language, composer)
            return composer.answer("not_in_report", _TABLE_CONFIDENCE)
        say_readings(found, query, self.reports, composer)
        stated = found[0].operation in ("lookup", "share") and len(found[0].results) == 1
        if len(found) == 1 and stated:
            self._say_stated_too(query, found[0].results[0], composer)
        chart = chart_of(found[0]) if len(found) == 1 else None
        status: Status = "answered" if len(found) == 1 else "ambiguous"
        return composer.answer(status, _TABLE_CONFIDENCE if found[0].exact else 0.8, chart)

    def _say_stated_too(self, query: Query, result: Result, composer: Composer) -> None:
        """Point at running text of the same measure that states a table's number, or rounds it."""
        placed = result.cells[0].placed
        percent = result.operation == "share"
        value = rounded(result.value, 0) if percent else result.value
        facts = [
            f
            for f in self.facts[placed.report]
            if f.measure == placed.measure
            and f.value == value
            and f.kind == ("percent" if percent else "count")
        ]
        found = find_facts(query, facts, self.reports, self._index, {}, self._passages)
        if found:
            shown = format_quantity(value, result.unit, query.language)
            marks = composer.cite(sources_of_fact(found[0].fact))
            composer.say(message("stated_too", query.language, value=shown, marks=marks))

    def _from_facts(
        self, query: Query, reports: dict[str, Report], ranking: Ranking
    ) -> Answer | None:
        facts = [f for rid in reports for f in self.facts[rid]]
        found = find_facts(
            query, facts, reports, self._index, self._similarity(ranking), self._passages
        )
        if not found:
            listed = count_listed(query, ranking, self._index)
            if listed is not None:
                return self._from_count(query, listed)
            return self._budget(query, reports) if query.field == "budget" else None
        statements = [state(query, f, facts, self._index) for f in tied(found)]
        composer = self._composer(query)
        if query.yes_no and query.claims:
            right = any(s.value in query.claims for s in statements)
            composer.say(message("yes" if right else "no", query.language))
        for statement in statements:
            say_statement(statement, query.language, composer)
        confidence = min(0.95, statements[0].score)
        return composer.answer("answered" if len(statements) == 1 else "ambiguous", confidence)

    def _from_count(self, query: Query, counted: Counted) -> Answer:
        """The number of things counted, with their names and places."""
        composer = self._composer(query)
        composer.add_count(counted.items, counted.unit, counted.measure, counted.sources)
        value = f"{len(counted.items)} {counted.unit}"
        marks = composer.cite(counted.sources)
        items = ", ".join(counted.items)
        composer.say(message("counted", query.language, value=value, items=items, marks=marks))
        return composer.answer("answered", 0.85)

    def _budget(self, query: Query, reports: dict[str, Report]) -> Answer | None:
        """The amounts of the budget lines; lines without an amount are said as they stand."""
        composer = self._composer(query)
        answer = answer_field(query, list(reports.values()), self._index.vocabulary, composer)
        for rid in reports if answer is not None and answer.status == "answered" else ():
            for fact in self.facts[rid]:
                if (
                    fact.source == "fields"
                    and fact.kind == "money"
                    and fact.measure in query.measures
                ):
                    source = sources_of_fact(fact)[0]
                    composer.add_value(fact.value, fact.unit, label_of(fact), source)
                    answer = composer.answer("answered", 0.95)
        return answer

    def _from_words(self, query: Query, ranking: Ranking) -> Answer:
        if not (query.terms or query.sections or query.footnote):
            return self._refuse(query, None)
        found = extract(query, ranking, self._index)
        unsure = found is None or found.confidence < LEAST_CONFIDENCE
        if found is None or unsure or (query.asks_person and not self._names_person(found)):
            return self._refuse(query, ranking, found.missing if found else ())
        composer = self._composer(query)
        say_extract(found, composer)
        return composer.answer("answered", found.confidence)

    def _names_person(self, found: Extract) -> bool:
        """True where the sentences chosen name a person: two capitalised words that are no body's
        or place's name elsewhere in the reports.
        """
        for candidate in found.chosen:
            for match in _PERSON.finditer(candidate.text.text):
                words = match.group().split()
                if not any(
                    self._index.sentence_words.document_frequency(stem(w)) > 2 for w in words
                ):
                    return True
        return False

    def _wrong_premise(self, query: Query, tables: list[TableWords]) -> Answer | None:
        """A refusal that corrects a number or a direction which the question takes for granted."""
        if not query.claims and not query.direction:
            return None
        asked: Query = replace(query, kind="number", asks_number=True, claims=())
        if query.claims:
            asked = replace(asked, operation="lookup", direction=0)
        readings = [
            r for r in read_tables(asked, tables, self._index.vocabulary) if isinstance(r, Reading)
        ]
        results = [result for reading in readings for result in reading.results]
        if not results:
            return None
        if query.claims:
            right = any(claim == result.value for claim in query.claims for result in results)
        else:
            signed = [r for r in results if r.operation in ("difference", "percent_change")]
            right = not signed or any(_agrees(r, query.direction) for r in signed)
        if right:
            return None
        composer = self._composer(query)
        composer.say(message("premise", query.language, correction="").strip())
        say_readings(readings, asked, self.reports, composer)
        return replace(composer.answer("not_in_report", _TABLE_CONFIDENCE), values=())

    def _unknown_years(self, query: Query, reports: dict[str, Report]) -> list[int]:
        """The years of the question that stand nowhere in the reports."""
        known = {
            int(f.value) for rid in reports for f in self.facts[rid] if f.kind in ("year", "date")
        }
        known |= {
            int(f.column)
            for rid in reports
            for f in self.facts[rid]
            if f.column and f.column.isdigit()
        }
        return [year for year in query.years if year not in known]

    def _no_such_year(self, query: Query, years: list[int]) -> Answer:
        composer = self._composer(query)
        said = ", ".join(str(year) for year in years)
        composer.say(message("word_missing", query.language, words=said))
        return composer.answer("not_in_report", 0.9)

    def _asks_for_section(self, query: Query, measure: int | None) -> bool:
        """True for a summary of a named part, for `Hva er resultatmålet for tiltak 5?`, and for a
        page or footnote named without more.
        """
        exact = query.page is not None or query.footnote is not None
        place = exact or bool(query.measures or query.sections or measure is not None)
        if query.kind == "summary":
            return place
        labels = lexicon("structure")["labels"]
        names = [
            stem(word) for kind in ("objective", "attainment", "measure") for word in labels[kind]
        ]
        telling = [t for t in query.terms if not is_frame(t)]
        only_name = all(any(same_word(t.forms[0], name) for name in names) for t in telling)
        if exact:
            return not telling
        return bool(query.sections) and query.kind in ("definition", "text", "list") and only_name

    def _abbreviation(self, query: Query) -> Answer | None:
        """What a short form stands for, from the sentence that explains it."""
        if query.kind != "definition":
            return None
        for rid, report in self.reports.items():
            asked = [t for t in query.terms if t.text in report.abbreviations]
            if not asked or any(not is_frame(t) and t not in asked for t in query.terms):
                continue
            short, long = asked[0].text, report.abbreviations[asked[0].text]
            for chunk in self._index.entry(rid).chunks:
                for sentence in chunk.sentences:
                    if f"{long} ({short})" in sentence.text:
                        at = sentence.text.index(f"{long} ({short})")
                        explained = sentence.slice(at, at + len(f"{long} ({short})"))
                        composer = self._composer(query)
                        composer.say(
                            f"{short}: {long} {composer.cite(sources_of(chunk, explained))}."
                        )
                        return composer.answer("answered", 0.95)
        return None

    def _summary(
        self, query: Query, reports: dict[str, Report], measure: int | None
    ) -> Answer | None:
        """The first sentences of the part asked for; of a whole measure, those of its attainment."""
        numbers = (measure,) if measure is not None else query.measures
        chunks = [
            chunk
            for rid in reports
            for chunk in self._index.entry(rid).chunks
            if chunk.kind in ("text", "footnote") and (not numbers or chunk.measure in numbers)
            if in_named_place(query, chunk, self._index)
        ]
        sections = query.sections or (("attainment", None),)
        asked = replace(query, sections=sections)
        wanted = [c for c in chunks if in_named_section(asked, c)]
        composer = self._composer(query)
        length = 0
        for chunk in wanted or chunks:
            pages = self.reports[chunk.report].page
            for sentence in chunk.sentences:
                if query.page not in (None, pages(sentence.span.start)):
                    continue
                length += len(sentence.text)
                if length > _LONGEST_SUMMARY and length > len(sentence.text):
                    return composer.answer("answered", 0.8)
                composer.say(f"{sentence.text} {composer.cite(sources_of(chunk, sentence))}")
        return composer.answer("answered", 0.8) if length else None

    def _similarity(self, ranking: Ranking) -> dict[int, float]:
        """How near each sentence is to the question, by where the sentence starts."""
        near: dict[int, float] = {}
        for row in ranking.order[:20]:
            chunk = self._index.chunk(int(row))
            for place, sentence in zip(
                self._index.sentences_of(int(row)), chunk.sentences, strict=True
            ):
                score = sum(float(s[place]) for s in ranking.sentences.values()) / 6
                near[sentence.span.start] = max(-1.0, min(2.0, score))
        return near

    def _refuse(
        self, query: Query, ranking: Ranking | None, missing: tuple[str, ...] = ()
    ) -> Answer:
        composer = self._composer(query)
        composer.say(message("not_in_report", query.language))
        chunk = self._nearest_passage(ranking) if ranking is not None and query.terms else None
        if chunk is not None:
            sentence = chunk.sentences[0]
            composer.say(
                message(
                    "nearest",
                    query.language,
                    quote=sentence.text,
                    marks=composer.cite(sources_of(chunk, sentence)),
                )
            )
        return composer.answer("not_in_report", 0.7)

    def _nearest_passage(self, ranking: Ranking) -> Chunk | None:
        """The best passage of running text."""
        chunks = (self._index.chunk(int(row)) for row in ranking.order[:20])
        return next((c for c in chunks if c.kind in ("text", "list", "footnote")), None)

    def _no_such_measure(self, query: Query, known: set[int]) -> Answer:
        composer = self._composer(query)
        number = next(n for n in query.measures if n not in known)
        others = ", ".join(str(n) for n in sorted(known))
        composer.say(message("measure_missing", query.language, number=number, others=others))
        return composer.answer("not_in_report", _TABLE_CONFIDENCE)

    def _absent_section(self, query: Query, reports: dict[str, Report]) -> Answer | None:
        """A refusal where the measure named has no objective or attainment, or not that one."""
        named = [m for r in reports.values() for m in r.measures if m.number in query.measures]
        if len(named) != 1 or len(query.sections) != 1:
            return None
        kind, number = query.sections[0]
        held = [s for _, s in walk(named[0].sections) if s.kind == kind]
        if any(number in (None, s.number) for s in held) or (held and number == 1):
            return None
        composer = self._composer(query)
        field = message(f"field_names.{kind}", query.language)
        name = f"{field} {number}" if number else field
        text = message("field_missing", query.language, field=name, number=named[0].number)
        composer.say(text)
        return composer.answer("not_in_report", _TABLE_CONFIDENCE)

    def _composer(self, query: Query) -> Composer:
        return Composer(query, self.reports, self._texts)


_PERSON = re.compile(r"(?<![.?!] )(?<!^)[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ]\.)? [A-ZÆØÅ][a-zæøåé]+")


def _agrees(result: Result, direction: int) -> bool:
    """True where a change went the way the question says."""
    first, second = result.cells[0].value, result.cells[-1].value
    return (first - second) * direction > 0 or result.formula is None
