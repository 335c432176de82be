"""A subject that is judged without Jinja is one that Jinja finds right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul.render.mail_subject import subject_problem
from arshjul.render.subject_words import SOURCE_LIMIT, SUBJECT_VARIABLES, is_simple

WORDS = [*SUBJECT_VARIABLES, "{{ ", " }}", "{{", "}}", "{%", "{#", "#}", "{", "}", " ", "\n", "åäö", "-", "|upper", "%"]
pieces = st.lists(st.sampled_from(WORDS) | st.sampled_from(SUBJECT_VARIABLES).map("{{{{ {} }}}}".format), max_size=8)


@given(pieces.map("".join))
def test_what_is_simple_is_right(source: str) -> None:
    if is_simple(source):
        assert subject_problem(source) is None


@pytest.mark.parametrize("source", ["", "Dags: {{ title }} {{date}}", "100 % klart", "{{  long_date  }}"])
def test_text_and_variables_are_simple(source: str) -> None:
    assert is_simple(source)


@pytest.mark.parametrize(
    "source",
    ["{{ titel }}", "{{ title|upper }}", "{% if place %}x{% endif %}", "{# x #}", "{{ title", "a" * (SOURCE_LIMIT + 1)],
)
def test_all_else_is_left_to_jinja(source: str) -> None:
    assert not is_simple(source)
