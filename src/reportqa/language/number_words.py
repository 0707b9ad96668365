"""Number words -> values, simple and compound, in bokmål, nynorsk and English."""

from functools import lru_cache

from reportqa.language.lexicon import lexicon


@lru_cache(maxsize=20_000)
def word_value(word: str) -> int | None:
    """The value of one number word, simple or compound (tjueto, twenty-two, hundreogfem)."""
    known: dict[str, int] = lexicon("number_words")["words"]
    if word in known:
        return known[word]
    parts = word.split("-")
    if (
        len(parts) == 2
        and all(p in known for p in parts)
        and known[parts[0]] >= 20 > known[parts[1]]
    ):
        return known[parts[0]] + known[parts[1]]
    for tens, value in known.items():
        rest = word.removeprefix(tens)
        if rest == word or not rest:
            continue
        if 20 <= value < 100 and 0 < known.get(rest, 0) < 10:
            return value + known[rest]
        if value == 100 and (tail := word_value(rest.removeprefix("og"))):
            return 100 + tail if tail < 100 else None
        if 1 <= value < 10 and rest.startswith(("hundre",)):
            tail = word_value("hundre" + rest.removeprefix("hundre")) if rest != "hundre" else 100
            return value * 100 + tail - 100 if tail is not None and 100 <= tail < 200 else None
    return None
