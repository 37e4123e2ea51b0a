import type { Entries } from './entry';

/** Findings about texts that a program cannot read. */
export const LANGUAGE = {
  'language/promql': {
    severity: 'error',
    found:
      'a query of a rule, a dashboard, a data source or an autoscaler is not valid PromQL, by its syntax or its types',
    ignored: 'Prometheus does not start: `could not parse expression: 1:5: parse error: ...`; a panel shows the error.',
    fix: 'Correct the query.',
  },
  'language/logql': {
    severity: 'error',
    found: 'a query of a rule, a dashboard or a pipeline stage is not valid LogQL, or a rule returns log lines',
    ignored:
      "Loki's ruler says `unable to list rules` and evaluates none of the tenant; Promtail and Alloy do not start.",
    fix: 'Correct the query.',
  },
  'language/traceql': {
    severity: 'error',
    found: 'a query of a dashboard is not valid TraceQL',
    ignored: 'The panel shows `invalid TraceQL query: parse error at line 1, col 6: syntax error`.',
    fix: 'Correct the query.',
  },
  'language/regex': {
    severity: 'error',
    found: 'a regular expression of relabeling or of a pipeline stage is not valid RE2, such as one with a lookahead',
    ignored: 'The program does not start: `error parsing regexp: missing closing ): ...`.',
    fix: 'Correct the expression.',
  },
  'language/template': {
    severity: 'error',
    found: 'a label or an annotation of an alert, or a template stage, is not a valid template of Go',
    ignored: 'Prometheus does not start: `template: __alert_X:1: undefined variable "$label"`.',
    fix: 'Correct the template.',
  },
  'language/duration': {
    severity: 'error',
    found: 'an interval, a timeout, a retention or `for` is not a duration of Prometheus, such as "1.5m"',
    ignored: 'Prometheus does not start: `not a valid duration string: "1.5m"`.',
    fix: 'Write whole numbers with their units, such as "90s".',
  },
  'language/rule': {
    severity: 'error',
    found: 'a rule has no name or two, a group has the name of another one, or a label is none',
    ignored:
      'Prometheus does not start: `only one of "record" and "alert" must be set`, `invalid recording rule name`.',
    fix: 'Correct the rule.',
  },
  'language/relabel': {
    severity: 'error',
    found:
      'a relabeling rule has an unknown action, lacks a setting of its action, or has one that the action does not take',
    ignored: "The program does not start: `relabel configuration for replace action requires 'target_label' value`.",
    fix: 'Correct the rule.',
  },
  'language/stage': {
    severity: 'error',
    found:
      'a pipeline stage of Promtail is unknown, a timestamp has no source or no format, or an expression of a json stage is not valid JMESPath',
    ignored:
      'Promtail does not start: `Unknown stage type: jason`, `timestamp format is required`, `could not compile JMES expression`.',
    fix: 'Correct the stage.',
  },
  'language/nginx': {
    severity: 'error',
    found: 'an `nginx.conf` has a directive or a location twice, or a ";" or a brace is missing',
    ignored: 'nginx does not start: `[emerg] "proxy_read_timeout" directive is duplicate`.',
    fix: 'Correct the configuration, or the snippet that was added to it.',
  },
  'language/alloy': {
    severity: 'error',
    found: 'a configuration of Alloy has a syntax error, or two components of one name',
    ignored: 'Alloy does not start: `Error: /etc/alloy/config.alloy:3:5: expected block label, got ...`.',
    fix: 'Correct the configuration.',
  },
} as const satisfies Entries;
