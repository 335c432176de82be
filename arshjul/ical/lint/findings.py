"""What the linter can say: every rule with its sentence in two languages and the section that it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from arshjul.text import Language, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `line` is the physical line, from 1; `rule` a stable id; `section` where the rule is written."""

    line: int
    rule: str
    message: Text
    section: str


def finding(rule: str, line: int, *what: object) -> Finding:
    """The rule's sentence with `what` filled in, in order, at {}; a Text in its language."""
    section, sv, en = _RULES[rule]
    return Finding(line, rule, Text(sv.format(*_told(what, "sv")), en.format(*_told(what, "en"))), section)


def _told(what: tuple[object, ...], language: Language) -> list[object]:
    return [one.to(language) if isinstance(one, Text) else one for one in what]


_RULES: dict[str, tuple[str, str, str]] = {
    # octets
    "bom": ("RFC 5545 §3.1.4", "filen börjar med en BOM, som kalendrar inte väntar sig",
            "the file starts with a BOM, which calendars do not expect"),
    "not-utf8": ("RFC 5545 §3.1.4", "raden är inte UTF-8", "the line is not UTF-8"),
    "split-character": ("RFC 5545 §3.1", "radbrytningen delar ett tecken mitt itu",
                        "the line is folded in the middle of a character"),
    "line-ending": ("RFC 5545 §3.1", "raden slutar inte med CRLF (så är det på {})",
                    "the line does not end in CRLF (so it is on {})"),
    "long-line": ("RFC 5545 §3.1", "raden är {} byte lång; högst 75 får den vara",
                  "the line is {} octets long; at most 75 are allowed"),
    "blank-line": ("RFC 5545 §3.1", "raden är tom", "the line is empty"),
    "control-character": ("RFC 5545 §3.1", "raden har styrtecknet {}", "the line holds the control character {}"),
    # lines and components
    "not-a-line": ("RFC 5545 §3.1", "raden är ingen iCalendar-rad (NAMN:värde)",
                   "the line is no content line (NAME:value)"),
    "lone-quote": ("RFC 5545 §3.2", "ett ensamt citattecken bland parametrarna i {}",
                   "a lone quote among the parameters of {}"),
    "begin-end": ("RFC 5545 §3.6", "BEGIN och END hör inte ihop: {}", "BEGIN and END do not match: {}"),
    "too-deep": ("RFC 5545 §3.6", "komponenterna ligger för djupt i varandra",
                 "the components are nested too deeply"),
    "no-calendar": ("RFC 5545 §3.4", "filen har ingen VCALENDAR", "the file has no VCALENDAR"),
    "outside": ("RFC 5545 §3.4", "{} står utanför VCALENDAR", "{} stands outside VCALENDAR"),
    "empty-calendar": ("RFC 5545 §3.6", "kalendern har inte en enda komponent",
                       "the calendar has not a single component"),
    "missing-property": ("RFC 5545 §3.6", "{} saknar {}", "{} lacks {}"),
    "repeated-property": ("RFC 5545 §3.6", "{} står mer än en gång i {}", "{} stands more than once in {}"),
    "version": ("RFC 5545 §3.7.4", "VERSION är «{}», ska vara 2.0", 'VERSION is "{}", should be 2.0'),
    "duplicate-uid": ("RFC 5545 §3.8.4.7", "samma UID som på rad {}, utan eget RECURRENCE-ID",
                      "the same UID as on line {}, without a RECURRENCE-ID of its own"),
    # alarms
    "alarm-place": ("RFC 5545 §3.6.6", "VALARM hör hemma i VEVENT eller VTODO, inte i {}",
                    "a VALARM belongs in a VEVENT or VTODO, not in a {}"),
    "alarm-many": ("RFC 5545 §3.6.6", "mer än ett larm på samma möte; kalendrar visar oftast bara ett",
                   "more than one alarm on a meeting; calendars mostly show only one"),
    "alarm-late": ("RFC 5545 §3.8.6.3", "larmet går efter att mötet har börjat",
                   "the alarm goes after the meeting has begun"),
    "alarm-cancelled": ("RFC 5546 §3.2.5", "ett inställt möte har ett larm", "a cancelled meeting has an alarm"),
    # times
    "bad-time": ("RFC 5545 §3.3.5", "{} är ingen tid: «{}»", '{} is no time: "{}"'),
    "mixed-times": ("RFC 5545 §3.6.1", "DTSTART och {} är inte av samma slag (datum, klockslag)",
                    "DTSTART and {} are not of the same kind (date, time)"),
    "end-before-start": ("RFC 5545 §3.8.2.2", "DTEND ligger inte efter DTSTART", "DTEND is not after DTSTART"),
    "end-and-duration": ("RFC 5545 §3.6.1", "både DTEND och DURATION", "both DTEND and DURATION"),
    "nonexistent-time": ("RFC 5545 §3.3.5", "{} {} finns inte: klockan ställs fram då i {}",
                         "{} {} does not exist: the clock goes forward then in {}"),
    "floating-time": ("RFC 5545 §3.3.5", "{} har ingen tidszon, så varje läsare visar sin egen tid",
                      "{} has no time zone, so every reader shows a time of its own"),
    "zone-and-utc": ("RFC 5545 §3.2.19", "{} har både TZID och Z", "{} has both TZID and Z"),
    "not-utc": ("RFC 5545 §3.8.7", "{} ska vara i UTC (sluta med Z)", "{} should be in UTC (end in Z)"),
    "missing-timezone": ("RFC 5545 §3.2.19", "TZID {} används, men dess VTIMEZONE saknas",
                         "the TZID {} is used, but its VTIMEZONE is missing"),
    "zone-not-iana": ("RFC 5545 §3.8.3.1", "TZID «{}» är inget IANA-namn (som Europe/Stockholm)",
                      'the TZID "{}" is no IANA name (such as Europe/Stockholm)'),
    "zone-empty": ("RFC 5545 §3.6.5", "VTIMEZONE har varken STANDARD eller DAYLIGHT",
                   "the VTIMEZONE has neither STANDARD nor DAYLIGHT"),
    "zone-without-rule": ("RFC 5545 §3.6.5", "VTIMEZONE saknar regel (RRULE): när dess datum tar slut går klockan fel",
                          "the VTIMEZONE has no rule (RRULE): when its dates run out, the clock is wrong"),
    "zone-start": ("RFC 5545 §3.6.5", "DTSTART i {} ska vara lokal tid, utan Z och TZID",
                   "DTSTART in {} should be local time, without Z and TZID"),
    "bad-offset": ("RFC 5545 §3.3.14", "{} är ingen UTC-skillnad: «{}»", '{} is no UTC offset: "{}"'),
    "until-not-utc": ("RFC 5545 §3.3.10", "UNTIL ska vara i UTC när DTSTART har tidszon",
                      "UNTIL should be in UTC when DTSTART has a zone"),
    "until-kind": ("RFC 5545 §3.3.10", "UNTIL ska vara av samma slag som DTSTART (datum, klockslag)",
                   "UNTIL should be of the same kind as DTSTART (date, time)"),
    "until-and-count": ("RFC 5545 §3.3.10", "både UNTIL och COUNT", "both UNTIL and COUNT"),
    "bad-rule": ("RFC 5545 §3.3.10", "RRULE saknar FREQ", "the RRULE lacks FREQ"),
    "rule-unknown": ("RFC 5545 §3.3.10", "RRULE har ingen del «{}»", 'an RRULE has no part "{}"'),
    "rule-twice": ("RFC 5545 §3.3.10", "{} står mer än en gång i RRULE", "{} stands more than once in the RRULE"),
    "rule-value": ("RFC 5545 §3.3.10", "{} i RRULE är «{}», ska vara {}", '{} in the RRULE is "{}", should be {}'),
    "rule-frequency": ("RFC 5545 §3.3.10", "{} går inte ihop med FREQ={}", "{} does not go with FREQ={}"),
    "rule-counted-day": ("RFC 5545 §3.3.10",
                         "BYDAY={} räknar veckodagar: det kräver MONTHLY, eller YEARLY utan BYWEEKNO",
                         "BYDAY={} counts weekdays: that needs MONTHLY, or YEARLY without BYWEEKNO"),
    "rule-position": ("RFC 5545 §3.3.10", "BYSETPOS behöver en annan BY-del att välja bland",
                      "BYSETPOS needs another BY part to choose from"),
    "rule-clock": ("RFC 5545 §3.3.10", "{} i RRULE, men DTSTART är en heldag utan klockslag",
                   "{} in the RRULE, but DTSTART is a whole day without a time"),
    # values
    "text-escape": ("RFC 5545 §3.3.11", "{} har ett tecken som ska skrivas med \\ före ({})",
                    "{} holds a character that needs a \\ before it ({})"),
    "bad-value": ("RFC 5545 §3.8", "{} är «{}», ska vara {}", '{} is "{}", should be {}'),
    "bad-duration": ("RFC 5545 §3.3.6", "{} är ingen varaktighet: «{}»", '{} is no duration: "{}"'),
    "refresh-value": ("RFC 7986 §5.7", "REFRESH-INTERVAL saknar VALUE=DURATION",
                      "REFRESH-INTERVAL lacks VALUE=DURATION"),
    "not-a-uri": ("RFC 5545 §3.3.3", "{} är ingen adress eller länk: «{}»", '{} is no address or link: "{}"'),
    # scheduling
    "method": ("RFC 5546 §1.4", "METHOD «{}» finns inte", 'there is no METHOD "{}"'),
    "method-organizer": ("RFC 5546 §3.2", "METHOD {} kräver ORGANIZER", "METHOD {} needs an ORGANIZER"),
    "method-attendee": ("RFC 5546 §3.2", "METHOD {} kräver ATTENDEE", "METHOD {} needs an ATTENDEE"),
    "method-property": ("RFC 5546 §3.2", "METHOD {} kräver {}", "METHOD {} needs a {}"),
    "method-status": ("RFC 5546 §3.2", "METHOD {} går inte ihop med STATUS:{}",
                      "METHOD {} does not go with STATUS:{}"),
    "cancel-alarm": ("RFC 5546 §3.2.5", "METHOD CANCEL med ett larm", "METHOD CANCEL with an alarm"),
    "reply-attendees": ("RFC 5546 §3.2.3", "ett svar (REPLY) har en enda ATTENDEE, inte {}",
                        "a REPLY has a single ATTENDEE, not {}"),
    "publish-attendees": ("RFC 5546 §3.2.1", "METHOD PUBLISH får inte ha ATTENDEE",
                          "METHOD PUBLISH may not have an ATTENDEE"),
    "attendee-without-organizer": ("RFC 5545 §3.8.4.3", "ATTENDEE utan ORGANIZER", "ATTENDEE without ORGANIZER"),
    "several-uids": ("RFC 5546 §3.2", "en kallelse gäller ett enda UID; här är {}",
                     "an invitation is about one UID; here are {}"),
}  # fmt: skip
