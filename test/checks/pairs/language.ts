import { ApiObject, type Chart } from 'cdk8s';
import { PrometheusRule, PrometheusRuleSpecGroupsRulesExpr } from '../../../imports/monitoring.coreos.com';
import type { AlertingRule, RecordingRule } from '../../../lib/constructs/monitoring/rule-groups';
import type { RelabelRule } from '../../../lib/model/relabel/relabel';
import type { Change } from '../sound';
import { alloy, promtail } from './agents';
import type { Pair } from './pair';

const configMap = (name: string, data: Readonly<Record<string, string>>) => (chart: Chart) =>
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

const rule = (broken: AlertingRule | RecordingRule): Change => ({
  prometheus: { rules: [{ name: 'rules', rules: [broken] }] },
});

const alert = (annotation: string): Change =>
  rule({ alert: 'Down', expr: 'up == 0', annotations: { text: annotation } });

/** A rule of Loki's ruler. */
const lokiRule = (expr: string): Change => ({
  loki: {
    ruler: {
      persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] },
      directories: { fake: { 'rules.yaml': [{ name: 'logs', rules: [{ record: 'lines', expr }] }] } },
    },
  },
});

/** A dashboard with one panel. */
const panel = (type: string, target: object): Change => ({
  objects: configMap('dashboards', {
    'web.json': JSON.stringify({ panels: [{ datasource: { type, uid: '${ds}' }, targets: [target] }] }),
  }),
});

const dashboardOf = (expr: string): Change => panel('loki', { expr });

const relabel = (relabeling: RelabelRule): Change => ({
  prometheus: {
    scrapeConfigs: [
      { job_name: 'own', static_configs: [{ targets: ['localhost:9090'] }], relabel_configs: [relabeling] },
    ],
  },
});

/** A PrometheusRule of the operator. */
const operatorRule = (expr: string): Change => ({
  objects: (chart) =>
    new PrometheusRule(chart, 'rules', {
      metadata: { name: 'rules' },
      spec: {
        groups: [
          { name: 'rules', rules: [{ alert: 'Down', expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr) }] },
        ],
      },
    }),
});

/** An autoscaler that asks Prometheus. */
const trigger = (query: string): Change => ({
  objects: (chart) =>
    new ApiObject(chart, 'scaler', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'scaler' },
      spec: {
        scaleTargetRef: { name: 'prometheus', kind: 'StatefulSet' },
        minReplicaCount: 1,
        triggers: [
          {
            type: 'prometheus',
            metadata: { serverAddress: 'http://prometheus.web:9090', query, threshold: '1' },
          },
        ],
      },
    }),
});

/** A gateway of another project, with its configuration. */
const gateway = (conf: string): Change => ({
  objects: (chart) => {
    configMap('edge', { 'nginx.conf': conf })(chart);
    const labels = { app: 'edge' };
    new ApiObject(chart, 'edge-pods', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'edge' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'nginx',
                image: 'nginx:1.25',
                ports: [{ containerPort: 8080 }],
                readinessProbe: { tcpSocket: { port: 8080 } },
                resources: { requests: { cpu: '10m' } },
                securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true },
                volumeMounts: [{ name: 'config', mountPath: '/etc/nginx/nginx.conf', subPath: 'nginx.conf' }],
              },
            ],
            volumes: [{ name: 'config', configMap: { name: 'edge' } }],
          },
        },
      },
    });
  },
});

const http = (directives: string): Change => gateway(`events {}\nhttp {\n  server { listen 8080; ${directives} }\n}\n`);

/** Broken texts, in all places where a language is used. */
export const LANGUAGE_PAIRS: readonly Pair[] = [
  {
    id: 'language/promql',
    what: 'a rule of Prometheus that is cut off',
    broken: rule({ alert: 'Down', expr: 'up == ' }),
    mended: rule({ alert: 'Down', expr: 'up == 0' }),
    sentence: /rules\.yml.*rules\[0\]\.expr: found "up == ".*not valid PromQL: syntax error/,
  },
  {
    id: 'language/promql',
    what: 'a rule without an expression',
    broken: rule({ record: 'up:sum', expr: '' }),
    sentence: /expr: found "".*no expression found in input/,
  },
  {
    id: 'language/promql',
    what: 'a rate of an instant vector',
    broken: rule({ record: 'a:rate', expr: 'rate(up)' }),
    mended: rule({ record: 'a:rate', expr: 'rate(up[5m])' }),
    sentence: /expected type range vector in call to function "rate", got instant vector/,
  },
  {
    id: 'language/promql',
    what: 'a PrometheusRule',
    broken: operatorRule('sum(up'),
    mended: operatorRule('sum(up)'),
    sentence: /^spec\.groups\[rules\]\.rules\[0\]\.expr: found "sum\(up"/,
  },
  {
    id: 'language/promql',
    what: 'the query of an autoscaler',
    broken: trigger('sum(rate(up[5m])'),
    mended: trigger('sum(rate(up[5m]))'),
    sentence: /^spec\.triggers\[0\]\.metadata\.query: found/,
  },
  {
    id: 'language/promql',
    what: 'a panel with variables, and a missing parenthesis',
    broken: panel('prometheus', { expr: 'sum(rate(up{instance=~"$host"}[$__rate_interval])' }),
    mended: panel('prometheus', {
      expr: 'topk($n, rate(up{instance=~"[[host]]"}[${window:raw}]) * $factor) > ${least}',
    }),
    sentence: /data\[web\.json\]\.panels\[0\]\.targets\[0\]\.expr: found/,
  },
  {
    id: 'language/logql',
    what: 'a panel with a broken filter',
    broken: dashboardOf('{app="$app"} |= '),
    mended: dashboardOf('sum by (app) (count_over_time({app=~"$app"} |= "$text" | line_format "{{.x}}" [$__auto]))'),
    sentence: /targets\[0\]\.expr.*not valid LogQL: syntax error/,
  },
  {
    id: 'language/logql',
    what: 'a rule of Loki that is PromQL',
    broken: lokiRule('rate(up[5m])'),
    mended: lokiRule('sum(rate({app="web"}[5m]))'),
    sentence: /rules\.yaml.*not valid LogQL/,
  },
  {
    id: 'language/logql',
    what: 'a rule of Loki that returns lines',
    broken: lokiRule('{app="web"} |= "error"'),
    sentence: /the query returns log lines/,
  },
  {
    id: 'language/logql',
    what: 'a stage of Promtail with a selector that is none',
    broken: promtail({ pipelineStages: [{ match: { selector: 'app=web', action: 'drop' } }] }),
    mended: promtail({ pipelineStages: [{ match: { selector: '{app="web"} |~ "a|b"', action: 'drop' } }] }),
    sentence: /pipeline_stages\[\d\]\.match\.selector: found "app=web"/,
  },
  {
    id: 'language/traceql',
    what: 'a panel',
    broken: panel('tempo', { queryType: 'traceql', query: '{ .a = }' }),
    mended: panel('tempo', {
      queryType: 'traceql',
      query: '{ resource.service.name = "$service" && duration > $least }',
    }),
    sentence: /targets\[0\]\.query.*not valid TraceQL/,
  },
  {
    id: 'language/regex',
    what: 'relabeling of targets',
    broken: relabel({ action: 'keep', source_labels: ['a'], regex: '(' }),
    mended: relabel({ action: 'keep', source_labels: ['a'], regex: '()|a{1,3}|[^b]' }),
    sentence: /scrape_configs\[own\]\.relabel_configs\[0\]\.regex: found "\(".*missing closing \)/,
  },
  {
    id: 'language/regex',
    what: 'a lookahead in a stage of Promtail',
    broken: promtail({ pipelineStages: [{ regex: { expression: '(?=a)' } }] }),
    mended: promtail({ pipelineStages: [{ regex: { expression: '(?P<level>[A-Z]+)' } }] }),
    sentence: /pipeline_stages\[\d\]\.regex\.expression.*Perl syntax/,
  },
  {
    id: 'language/regex',
    what: 'a stage of Alloy',
    broken: alloy({ pipelineStages: [{ replace: { expression: '[z-a]', replace: 'x' } }] }),
    mended: alloy({ pipelineStages: [{ replace: { expression: '[a-z]', replace: 'x' } }] }),
    sentence: /config\.alloy.*stage\.replace\.expression: found "\[z-a\]"/,
  },
  {
    id: 'language/stage',
    what: 'a misspelt stage inside of a match, past the compiler',
    broken: promtail(
      JSON.parse('{ "pipelineStages": [{ "match": { "selector": "{a=\\"b\\"}", "stages": [{ "jason": {} }] } }] }'),
    ),
    mended: promtail({ pipelineStages: [{ match: { selector: '{a="b"}', stages: [{ drop: { expression: 'x' } }] } }] }),
    sentence: /match\.stages\[0\]\.jason: found "jason", which is not a stage of Promtail \(did you mean "json"\?\)/,
  },
  {
    id: 'language/stage',
    what: 'a timestamp without format, past the compiler',
    broken: promtail(JSON.parse('{ "pipelineStages": [{ "timestamp": { "source": "time" } }] }')),
    mended: promtail({ pipelineStages: [{ timestamp: { source: 'time', format: 'RFC3339' } }] }),
    sentence: /timestamp\.format: found none, a timestamp requires it/,
  },
  {
    id: 'language/stage',
    what: 'a JMESPath expression of Promtail without its end',
    broken: promtail({ pipelineStages: [{ json: { expressions: { level: 'a.[' } } }] }),
    mended: promtail({ pipelineStages: [{ json: { expressions: { level: 'a."b-c"[?d==`1`] | [0]', time: '' } } }] }),
    sentence: /json\.expressions\.level: found "a\.\[", which is not valid as a JMESPath expression/,
  },
  {
    id: 'language/stage',
    what: 'a JMESPath expression of Alloy with a hyphen',
    broken: alloy({ pipelineStages: [{ json: { expressions: { id: 'request-id' } } }] }),
    mended: alloy({ pipelineStages: [{ json: { expressions: { id: '"request-id"' } } }] }),
    sentence: /stage\.json\.expressions\.id: found "request-id"/,
  },
  {
    id: 'language/template',
    what: 'an annotation with a misspelt variable',
    broken: alert('{{ $label.instance }} is down'),
    mended: alert('{{ $labels.instance }} is down for {{ humanizeDuration $value }}'),
    sentence: /annotations\.text.*undefined variable "\$label"/,
  },
  {
    id: 'language/template',
    what: 'an annotation with an action that is not closed',
    broken: alert('{{ $value }'),
    sentence: /not valid as a template|unexpected/,
  },
  {
    id: 'language/duration',
    what: 'a retention with a fraction, past the compiler',
    broken: {
      patches: { 'StatefulSet/prometheus': [] },
      prometheus: JSON.parse('{ "retention": { "time": "1.5d" } }'),
    },
    mended: { prometheus: { retention: { time: '36h' } } },
    sentence: /args: found "1\.5d", allowed is whole numbers/,
  },
  {
    id: 'language/duration',
    what: 'an interval with a fraction, past the compiler',
    broken: { prometheus: JSON.parse('{ "scrapeInterval": "1.5m", "evaluationInterval": "1m" }') },
    mended: { prometheus: { scrapeInterval: '90s' } },
    sentence: /global\.scrape_interval: found "1\.5m"/,
  },
  {
    id: 'language/rule',
    what: 'the name of a recording rule with a blank',
    broken: rule({ record: 'up sum', expr: 'sum(up)' }),
    mended: rule({ record: 'job:up:sum', expr: 'sum(up)' }),
    sentence: /record: found "up sum"/,
  },
  {
    id: 'language/rule',
    what: 'an alert that records',
    broken: rule(JSON.parse('{ "alert": "Down", "record": "down", "expr": "up == 0" }')),
    sentence: /found alert "Down" and record "down"/,
  },
  {
    id: 'language/rule',
    what: 'a label of an alert with a hyphen',
    broken: rule({ alert: 'Down', expr: 'up == 0', labels: { 'on-call': 'a' } }),
    sentence: /labels: found "on-call"/,
  },
  {
    id: 'language/relabel',
    what: 'a replacement without a label to write to',
    broken: relabel({ source_labels: ['a'], replacement: 'b' }),
    mended: relabel({ source_labels: ['a'], replacement: 'b', target_label: 'c' }),
    sentence: /relabel_configs\[0\]: found action "replace" without target_label/,
  },
  {
    id: 'language/relabel',
    what: 'a hash without a modulus',
    broken: relabel({ action: 'hashmod', source_labels: ['a'], target_label: 'c' }),
    mended: relabel({ action: 'hashmod', source_labels: ['a'], target_label: 'c', modulus: 3 }),
    sentence: /"hashmod" without a modulus/,
  },
  {
    id: 'language/relabel',
    what: 'an action that is misspelt, past the compiler',
    broken: relabel(JSON.parse('{ "action": "keeep", "regex": "a" }')),
    sentence: /action: found "keeep" \(did you mean "keep"\?\)/,
  },
  {
    id: 'language/nginx',
    what: 'a directive that is there twice',
    broken: http('proxy_read_timeout 60s; proxy_read_timeout 600s;'),
    mended: http('proxy_read_timeout 60s; location / { proxy_read_timeout 600s; proxy_pass http://127.0.0.1:1; }'),
    sentence: /line 3: "proxy_read_timeout" directive is duplicate/,
  },
  {
    id: 'language/nginx',
    what: 'a location that is there twice',
    broken: http('location = / { return 200; } location  =  / { return 404; }'),
    mended: http('location = / { return 200; } location / { return 404; }'),
    sentence: /duplicate location = \//,
  },
  {
    id: 'language/nginx',
    what: 'a directive without its end',
    broken: http('return 200'),
    mended: http('return 200 "a;b}";'),
    sentence: /directive "return 200" is not terminated by ";"/,
  },
  {
    id: 'language/nginx',
    what: 'a block without its end',
    broken: gateway('events {}\nhttp {\n'),
    sentence: /unexpected end of file, expecting "}"/,
  },
  {
    id: 'language/alloy',
    what: 'a block without its end',
    broken: { objects: configMap('alloy', { 'config.alloy': 'logging {\n  level = "info"\n' }) },
    mended: {
      objects: configMap('alloy', {
        'config.alloy':
          '// comment\nlogging {\n  level = "info"\n}\nlocal.file "a" {\n  filename = env("A") + "/b"\n  poll = [1, -2,\n  {a = true}][0].x\n}\n',
      }),
    },
    sentence: /found a syntax error, line 2/,
  },
  {
    id: 'language/alloy',
    what: 'two components of one name',
    broken: {
      objects: configMap('alloy', { 'config.alloy': 'local.file "a" {\n}\nlocal.file "a" {\n}\n' }),
    },
    mended: {
      objects: configMap('alloy', { 'config.alloy': 'local.file "a" {\n}\nlocal.file "b" {\n}\nlogging {\n}\n' }),
    },
    sentence: /found local\.file "a" a second time/,
  },
];
