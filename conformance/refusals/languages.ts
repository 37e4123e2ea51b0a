import type { CheckId } from '../../lib/checks/catalog';

/** A text with a mistake that a check reports as an error, and with which a program ends. */
export interface LanguageRefusal {
  readonly id: CheckId;
  /** The kind of file, by which its program is known. */
  readonly file: LanguageFile;
  readonly broken: string;
  readonly mended: string;
  /** What the program says to the broken text. */
  readonly words: RegExp;
}

export type LanguageFile = 'rules' | 'prometheus' | 'promtail' | 'nginx' | 'otelcol';

const rule = (fields: string): string => `groups:\n- name: all\n  rules:\n  - ${fields.replaceAll('\n', '\n    ')}\n`;
const alert = (annotation: string): string => rule(`alert: Down\nexpr: up == 0\nannotations:\n  text: '${annotation}'`);
const job = (fields: string, global = ''): string =>
  `${global}scrape_configs:\n- job_name: own\n  ${fields.replaceAll('\n', '\n  ')}\n  static_configs:\n  - targets: ['localhost:9090']\n`;
const relabel = (fields: string): string => job(`relabel_configs:\n- ${fields.replaceAll('\n', '\n  ')}`);
const stages = (stage: string): string =>
  `clients:\n- url: http://127.0.0.1:3100/loki/api/v1/push\nscrape_configs:\n- job_name: own\n  pipeline_stages:\n  - ${stage}\n  static_configs:\n  - targets: [localhost]\n    labels: {app: web, __path__: /var/log/none}\n`;
const server = (directives: string): string =>
  `error_log stderr;\nevents {}\nhttp {\n  access_log off;\n  server {\n    listen 8080;\n    ${directives}\n  }\n}\n`;
const collector = (timeout: string): string =>
  `receivers:\n  prometheus:\n    config:\n      global: {scrape_interval: 60s, scrape_timeout: ${timeout}}\n      scrape_configs:\n      - job_name: own\n        static_configs:\n        - targets: ['localhost:8888']\nexporters:\n  prometheusremotewrite:\n    endpoint: http://127.0.0.1/api/v1/push\nservice:\n  pipelines:\n    metrics:\n      receivers: [prometheus]\n      exporters: [prometheusremotewrite]\n`;

/** One mistake of each sort, for the programs that test a file without running. */
export const LANGUAGE_REFUSALS: readonly LanguageRefusal[] = [
  {
    id: 'language/promql',
    file: 'rules',
    broken: rule('record: job:up:sum\nexpr: sum(up'),
    mended: rule('record: job:up:sum\nexpr: sum(up)'),
    words: /could not parse expression.*unclosed left parenthesis/,
  },
  {
    id: 'language/promql',
    file: 'rules',
    broken: rule('record: a:rate\nexpr: rate(up)'),
    mended: rule('record: a:rate\nexpr: rate(up[5m])'),
    words: /expected type range vector in call to function "rate", got instant vector/,
  },
  {
    id: 'language/promql',
    file: 'rules',
    broken: rule('record: a:b\nexpr: up or 1'),
    mended: rule('record: a:b\nexpr: up or vector(1)'),
    words: /set operator "or" not allowed in binary scalar expression/,
  },
  {
    id: 'language/rule',
    file: 'rules',
    broken: rule('record: up sum\nexpr: sum(up)'),
    mended: rule('record: up:sum\nexpr: sum(up)'),
    words: /invalid recording rule name: up sum/,
  },
  {
    id: 'language/rule',
    file: 'rules',
    broken: rule('alert: Down\nexpr: up == 0\nlabels: {on-call: a}'),
    mended: rule('alert: Down\nexpr: up == 0\nlabels: {on_call: a}'),
    words: /invalid label name: on-call/,
  },
  {
    id: 'language/template',
    file: 'rules',
    broken: alert('{{ $labels.job'),
    mended: alert('{{ $labels.job }}'),
    words: /unclosed action/,
  },
  {
    id: 'language/template',
    file: 'rules',
    broken: alert('{{ $value | humanise }}'),
    mended: alert('{{ $value | humanize }}'),
    words: /function "humanise" not defined/,
  },
  {
    id: 'language/duration',
    file: 'prometheus',
    broken: job('scrape_interval: 1.5m'),
    mended: job('scrape_interval: 90s'),
    words: /in duration "1\.5m"/,
  },
  {
    id: 'language/regex',
    file: 'prometheus',
    broken: relabel('action: keep\nsource_labels: [a]\nregex: a(?!b)'),
    mended: relabel('action: keep\nsource_labels: [a]\nregex: a(b)'),
    words: /invalid or unsupported Perl syntax: `\(\?!`/,
  },
  {
    id: 'language/relabel',
    file: 'prometheus',
    broken: relabel('source_labels: [a]\nreplacement: b'),
    mended: relabel('source_labels: [a]\nreplacement: b\ntarget_label: c'),
    words: /relabel configuration for replace action requires 'target_label' value/,
  },
  {
    id: 'language/relabel',
    file: 'prometheus',
    broken: relabel('action: hashmod\nsource_labels: [a]\ntarget_label: b'),
    mended: relabel('action: hashmod\nsource_labels: [a]\ntarget_label: b\nmodulus: 2'),
    words: /relabel configuration for hashmod requires non-zero modulus/,
  },
  {
    id: 'collect/timeout',
    file: 'prometheus',
    broken: job('scrape_timeout: 30s', 'global: {scrape_interval: 20s}\n'),
    mended: job('scrape_timeout: 20s', 'global: {scrape_interval: 20s}\n'),
    words: /scrape timeout greater than scrape interval for scrape config with job name "own"/,
  },
  {
    id: 'collect/timeout',
    file: 'otelcol',
    broken: collector('90s'),
    mended: collector('30s'),
    words: /global scrape timeout greater than scrape interval/,
  },
  {
    id: 'language/regex',
    file: 'promtail',
    broken: stages("regex: {expression: '(?=a)'}"),
    mended: stages("regex: {expression: '(?P<level>a)'}"),
    words: /invalid or unsupported Perl syntax/,
  },
  {
    id: 'language/logql',
    file: 'promtail',
    broken: stages("match: {selector: 'app=web', action: drop}"),
    mended: stages(`match: {selector: '{app="web"} |= "a"', action: drop}`),
    words: /syntax error/,
  },
  {
    id: 'language/nginx',
    file: 'nginx',
    broken: server('proxy_read_timeout 60s; proxy_read_timeout 600s;'),
    mended: server('proxy_read_timeout 600s;'),
    words: /"proxy_read_timeout" directive is duplicate/,
  },
  {
    id: 'language/nginx',
    file: 'nginx',
    broken: server('location = / { return 200; } location = / { return 404; }'),
    mended: server('location = / { return 200; } location / { return 404; }'),
    words: /duplicate location "\/"/,
  },
  {
    id: 'language/nginx',
    file: 'nginx',
    broken: server('return 200 "ready'),
    mended: server('return 200 "ready";'),
    words: /unexpected end of file/,
  },
  {
    id: 'language/nginx',
    file: 'nginx',
    broken: server('proxy_read_timeout 10min;'),
    mended: server('proxy_read_timeout 10m;'),
    words: /"proxy_read_timeout" directive invalid value/,
  },
  {
    id: 'language/nginx',
    file: 'nginx',
    broken: server('client_max_body_size 10Mi;'),
    mended: server('client_max_body_size 10m;'),
    words: /"client_max_body_size" directive invalid value/,
  },
  {
    id: 'language/nginx',
    file: 'nginx',
    broken: server('location / { proxy_pass 127.0.0.1:9090; }'),
    mended: server('location / { proxy_pass http://127.0.0.1:9090; }'),
    words: /invalid URL prefix/,
  },
  {
    id: 'language/nginx',
    file: 'nginx',
    broken: 'events {}\nhttp {\n  location / { return 200; }\n}\n',
    mended: server('location / { return 200; }'),
    words: /"location" directive is not allowed here/,
  },
  {
    id: 'language/nginx',
    file: 'nginx',
    broken: server('').replace('events {}\n', ''),
    mended: server(''),
    words: /no "events" section in configuration/,
  },
];
