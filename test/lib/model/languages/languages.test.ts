import { logqlMistake, logqlSelectorMistake, metricLogqlMistake } from '../../../../lib/model/languages/logql';
import { promqlMistake } from '../../../../lib/model/languages/promql';
import { regexMistake } from '../../../../lib/model/languages/regex';
import { ALERT_FUNCTIONS, ALERT_VARIABLES, templateMistake } from '../../../../lib/model/languages/template';
import { traceqlMistake } from '../../../../lib/model/languages/traceql';

const alert = (text: string) => templateMistake(text, { functions: ALERT_FUNCTIONS, variables: ALERT_VARIABLES });

const LANGUAGES = {
  promql: promqlMistake,
  logql: logqlMistake,
  'metric of logql': metricLogqlMistake,
  'selector of logql': logqlSelectorMistake,
  traceql: traceqlMistake,
  regex: regexMistake,
  'template of an alert': alert,
} as const;

type Language = keyof typeof LANGUAGES;

const VALID: Readonly<Record<Language, readonly string[]>> = {
  promql: [
    'up',
    'sum by (a) (rate(x{a="b"}[5m])) > bool 0',
    'histogram_quantile(0.9, sum(rate(x_bucket[5m])) by (le))',
    'max_over_time(rate(x[5m])[1h:1m])',
    'holt_winters(x[5m], 0.5, 0.5)',
    '# a comment\nup == 1',
    'label_join(up, "a", ",", "b", "c")',
    'a * on (x) group_left (y) b',
    'hour() > 5 and on () vector(1)',
    '{__name__=~"a.+"}',
    'count_values("version", build_info)',
    'topk(5, x) or absent(x)',
    'round(x, 0.1) - time()',
    'x{a=""}',
    '-x @ start()',
    'sum(x) without () offset 5m',
  ],
  logql: [
    '{app="x"} |= "a" != `b` |~ "c|d"',
    'sum(rate({a="b"} | json | line_format "{{.x}}" [5m])) by (x) > 0',
    'quantile_over_time(0.99, {a="b"} | unwrap duration(x) [5m]) by (y)',
    'rate({a="b"} | unwrap bytes [1m])',
    '{a=~".+"} | logfmt | level="error" or status >= 500',
    '{a="b"} | regexp "(?P<x>.*)"',
    'topk(5, sum(count_over_time({a="b"}[1m])) by (app))',
    'absent_over_time({a="b"}[5m])',
    'sum_over_time({a="b"} | unwrap x | __error__="" [5m])',
  ],
  'metric of logql': ['sum(rate({a="b"}[5m])) > 1', 'vector(1)'],
  'selector of logql': ['{a="b"}', '{namespace="dev", app!="x"}', '{a=~".+"}'],
  traceql: [
    '{}',
    '{ .a = "b" }',
    '{ resource.service.name = "x" && span.http.status_code >= 500 } | count() > 2',
    '{ duration > 1.5s && name =~ "GET.*" }',
    '{ status = error } >> { kind = server }',
  ],
  regex: ['', '(.*)', '(?P<name>a|b)+?', '[^:]+(?::\\d+)?;(\\d+)', '\\pL{1,1000}', '(?i)x'],
  'template of an alert': [
    'no template',
    '{{ $labels.instance }} of {{ $value | humanize }}',
    '{{- range query "up" }}{{ .Labels.x }}{{ else }}none{{ end -}}',
    '{{ if gt $value 5.0 }}{{ printf "%.2f" $value }}{{ else if eq $labels.a "b" }}x{{ end }}',
    '{{ with $x := first (query "up") }}{{ $x.Value }}{{ end }}{{/* comment */}}',
    '{{ $externalLabels.cluster }} {{ . }} {{ "}}" }}',
  ],
};

const BROKEN: Readonly<Record<Language, ReadonlyArray<readonly [text: string, mistake: RegExp]>>> = {
  promql: [
    ['', /no expression found/],
    ['sum(', /syntax error at character/],
    ['foo(x)', /syntax error/],
    ['up ==', /syntax error at character 6, before the end/],
    ['rate(x)', /expected type range vector in call to function "rate", got instant vector/],
    ['abs(x[5m])', /expected type instant vector in call to function "abs", got range vector/],
    ['sum(x[5m])', /expected type instant vector in aggregation expression, got range vector/],
    ['topk(x)', /wrong number of arguments for aggregate expression provided, expected 2, got 1/],
    ['topk("a", x)', /expected type scalar in aggregation parameter, got string/],
    ['rate(x[5m], 5)', /expected at most 1 argument/],
    ['clamp(x, 1)', /expected at least 3 argument/],
    ['1 > 2', /comparisons between scalars must use BOOL/],
    ['x or 1', /set operator "or" not allowed in binary scalar/],
    ['x[5m] + 1', /binary expression must contain only scalar and instant vector/],
    ['1 + on (a) x', /vector matching only allowed between instant vectors/],
    ['{}', /at least one non-empty matcher/],
    ['{a=~".*", b!="c"}', /at least one non-empty matcher/],
    ['x{a=~"("}', /label a: error parsing regexp: missing closing \)/],
    ['x{__name__="y"}', /metric name must not be set twice/],
    ['rate(sum(x)[5m])', /ranges only allowed for vector selectors/],
    ['-"a"', /unary expression/],
  ],
  logql: [
    ['', /empty/],
    ['{app="x"', /syntax error at character 9, before the end/],
    ['foo{a="b"}', /syntax error at character 1/],
    ['{}', /syntax error/],
    ['{a=~".*"}', /at least one regexp or equality matcher/],
    ['{a="b"} |~ "("', /missing closing \)/],
    ['{a="b"} | x =~ "["', /label x: error parsing regexp/],
    ['{a="b"} | regexp "(x)"', /at least one named capture/],
    ['rate({a="b"})', /syntax error/],
    ['sum_over_time({a="b"}[5m])', /invalid aggregation sum_over_time without unwrap/],
    ['count_over_time({a="b"} | unwrap x [5m])', /invalid aggregation count_over_time with unwrap/],
    ['rate({a="b"}[5m]) by (x)', /grouping not allowed for rate/],
    ['{a="b"} | line_format "{{.x"', /line_format: unclosed action/],
  ],
  'metric of logql': [['{a="b"} |= "x"', /returns log lines/]],
  'selector of logql': [
    ['namespace=dev', /syntax error/],
    ['{a="b"} |= "x"', /only label matchers/],
    ['{a=~".*"}', /at least one/],
    ['', /empty/],
  ],
  traceql: [
    ['', /empty/],
    ['{ .a = }', /syntax error/],
    ['foo', /syntax error/],
    ['{ name =~ "(" }', /missing closing/],
  ],
  regex: [
    ['(', /missing closing \)/],
    ['(?=x)', /invalid or unsupported Perl syntax/],
    ['\\1', /invalid escape sequence/],
    ['*a', /missing argument to repetition operator/],
    ['a{1001}', /invalid repeat count/],
  ],
  'template of an alert': [
    ['{{ $labels.x', /unclosed action/],
    ['{{ if $value }}x', /unexpected EOF: \{\{if\}\} has no \{\{end\}\}/],
    ['{{ end }}', /unexpected \{\{end\}\}/],
    ['{{ else }}', /unexpected \{\{else\}\}/],
    ['{{ $label.x }}', /undefined variable "\$label"/],
    ['{{ humanise $value }}', /function "humanise" not defined/],
    ['{{ $value | }}', /missing value for command/],
    ['{{ (printf "x" }}', /unclosed left paren/],
    ['{{ "x }}', /unterminated quoted string/],
    ['{{ if }}x{{ end }}', /missing value for if/],
    ['{{ $value & 1 }}', /unexpected "&"/],
  ],
};

describe.each(Object.keys(LANGUAGES).filter((name): name is Language => name in VALID))('%s', (language) => {
  it.each(VALID[language])('accepts %s', (text) => {
    expect(LANGUAGES[language](text)).toBeUndefined();
  });

  it.each(BROKEN[language])('rejects %s', (text, mistake) => {
    expect(LANGUAGES[language](text)).toMatch(mistake);
  });
});

it('names line and column in a text of several lines', () => {
  expect(promqlMistake('sum(\n  up\n) +')).toMatch('line 3, character 4, before the end of the text');
});
