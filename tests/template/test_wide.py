"""Long calls on several lines: for a reader only, Helm prints the same."""

from __future__ import annotations

from floe_charts.template.wide import WIDEST, broken
from tests.template.helm import rendered

LONG = "x" * 90
CALL = (
    f'    {{{{- include "probe.say" (dict "first" "{LONG} (dict \\" )"'
    f' "second" (list "a" "{LONG}") "root" $) | nindent 4 }}}}'
)
SAY = '{{- define "probe.say" -}}\n{{ .first | quote }}: {{ .second | toJson }}\n{{- end }}'


def test_a_short_line_stays_one() -> None:
    assert broken('{{- include "a.b" (dict "c" .d) | nindent 2 }}') == [
        '{{- include "a.b" (dict "c" .d) | nindent 2 }}'
    ]
    assert broken("x" * (WIDEST + 1)) == ["x" * (WIDEST + 1)]


def test_each_argument_has_a_line_with_its_key() -> None:
    assert broken(CALL) == [
        '    {{- include "probe.say" (dict',
        f'      "first" "{LONG} (dict \\" )"',
        f'      "second" (list "a" "{LONG}")',
        '      "root" $) | nindent 4 }}',
    ]


def test_helm_prints_the_same() -> None:
    whole = rendered(f"a:\n{CALL}\n", helpers=SAY)
    assert LONG in whole
    assert rendered("a:\n" + "\n".join(broken(CALL)) + "\n", helpers=SAY) == whole
