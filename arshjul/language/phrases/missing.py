"""What a phrase lacks: a weekday, an anchor, a direction, an end."""

from __future__ import annotations

from arshjul.language.phrases.accept import Stop, spellings
from arshjul.language.phrases.changes import inserted, replaced
from arshjul.language.phrases.completion import completions, dated, join, samples
from arshjul.language.phrases.describe import describe
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.possible import check_month_day
from arshjul.language.phrases.repair import read, understood
from arshjul.model.rhythm import Rule, Weekday, Weekly

_EVERY_FEW = frozenset({"EVERYOTHER", "BY", "EVERY"})
_COUNTED = frozenset({"EVERYOTHER", "OTHER", "ORD", "TH2", "TH5"})
_LISTING = frozenset({"COMMA", "AND", "DASH"})


def no_direction(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """E61: a reminder that says neither before nor after."""
    if stop.start != "remind" or "BEFORE" not in stop.legal:
        return None
    before = samples(stop.lexicon, "", "BEFORE")[0]
    if stop.at == len(stop.tokens):
        write = join(text.strip(), (before, ":", samples(stop.lexicon, "COLON", "ID")[0]))
    elif stop.tokens[stop.at].kind == "COLON":
        write = join(text[: stop.tokens[stop.at].start].rstrip(), (before,)) + text[stop.tokens[stop.at].start :]
    else:
        write = inserted(text, stop.tokens[stop.at], (before, ":"))
    if not understood(write, "remind", stop.lexicon.language, context):
        return None
    start, last = stop.tokens[0].start, stop.tokens[min(stop.at, len(stop.tokens) - 1)]
    end = last.end if last.kind == "COLON" else stop.tokens[stop.at - 1].end
    return PhraseError("E61", start, end - start, write=write.strip(), repaired=write)


def no_weekday(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """E24: all that is missing is the day of the week."""
    if "WEEKDAY" not in stop.legal or stop.at == len(stop.tokens) or _listing(stop):
        return None
    token = stop.tokens[stop.at]
    before = stop.tokens[stop.at - 1].kind if stop.at else ""
    word = samples(stop.lexicon, before, "WEEKDAY")[0]
    options = [inserted(text, token, (word,))]
    if token.kind in ("WEEK", "THEWEEK"):
        options.append(replaced(text, token, word))
    for write in options:
        if understood(write, stop.start, stop.lexicon.language, context):
            whole = text.strip()
            write = write if stop.at or stop.start != "when" else _canonical(write, stop, context)
            place = (token.start, token.end - token.start) if stop.at else (text.index(whole), len(whole))
            return PhraseError("E24", *place, write=write.strip(), repaired=write)
    return None


def _canonical(text: str, stop: Stop, context: PhraseContext) -> str:
    rule = read(text, stop.lexicon.language, context)
    return describe(rule, rule.language) if rule else text


def _listing(stop: Stop) -> bool:
    return stop.at > 0 and stop.tokens[stop.at - 1].kind in _LISTING


def no_anchor(text: str, stop: Stop, _: PhraseContext) -> PhraseError | None:
    """E21: every other week, counted from which?"""
    tokens = stop.tokens
    if stop.start != "when" or not tokens or tokens[0].kind not in _EVERY_FEW:
        return None
    words = spellings(stop.lexicon.language)
    anchor = f"{samples(stop.lexicon, '', 'FROM')[0]} {words[('W', 'v')]} 2"
    if "FROM" in stop.legal and stop.state not in stop.machine.accepting:
        start, end = tokens[0].start, tokens[stop.at - 1].end
        weekday = next(token for token in tokens if token.kind == "WEEKDAY")
        variant = "" if _fortnight(tokens) else "nth"
        return PhraseError("E21", start, end - start, variant, anchor=anchor, parity=_even_weeks(weekday, stop))
    if "WEEKDAY" in stop.legal and tokens[stop.at - 1].kind in _COUNTED and _ends_or_weeks(stop):
        last = tokens[min(stop.at, len(tokens) - 1)]
        begun = text[tokens[0].start : tokens[stop.at - 1].end]
        write = join(begun, (words["WEEKDAY", 0], anchor))
        parity = _even_weeks(Token("WEEKDAY", 0, 0, 0), stop)
        variant = "week" if _fortnight(tokens) else "week-nth"
        return PhraseError("E21", tokens[0].start, last.end - tokens[0].start, variant, write=write, parity=parity)
    return None


def _fortnight(tokens: list[Token]) -> bool:
    return tokens[0].kind == "EVERYOTHER" or tokens[1].kind == "OTHER" or tokens[1].value == 2


def _ends_or_weeks(stop: Stop) -> bool:
    return stop.at == len(stop.tokens) or stop.tokens[stop.at].kind in ("WEEK", "THEWEEK")


def _even_weeks(weekday: Token, stop: Stop) -> str:
    return describe(Rule(Weekly((Weekday(int(str(weekday.value))),), 0), ""), stop.lexicon.language)


def day_31(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """E25 already for «den 31»: whichever way it goes on, some month lacks it."""
    if not stop.tokens or stop.at < len(stop.tokens) or "EVERY" not in stop.legal or stop.start != "when":
        return None
    whole = join(text.strip(), completions(stop)[:1])
    token = stop.tokens[-1]
    try:
        check_month_day(token, (), whole, stop.lexicon.language, context)
    except PhraseError as error:
        return error
    return None


def unfinished(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """E27: right so far, but it ends too early."""
    if stop.at < len(stop.tokens):
        return None
    ways = tuple(dated(way, context) for way in completions(stop))
    wholes = [join(text.strip(), (way,)) for way in ways]
    language = stop.lexicon.language
    repaired = next((whole for whole in wholes if understood(whole, stop.start, language, context)), None)
    end = stop.tokens[-1].end if stop.tokens else len(text)
    variant = "" if stop.tokens else "empty"
    return PhraseError(
        "E27",
        end,
        1,
        variant,
        repaired=repaired,
        write=repaired or wholes[0],
        ways_sv=tuple(f"«{way}»" for way in ways),
        ways_en=tuple(f"“{way}”" for way in ways),
    )
