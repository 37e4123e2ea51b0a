import { type AlloyNode, parseAlloy } from '../../model/languages/alloy';
import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf, textsOf } from '../fields';
import { dashboardQueries } from './dashboards';
import type { ProgramFile } from './files';
import type { Phrase, Reading } from './phrase';
import { relabelRule, relabelRules } from './relabel';
import { ruleGroups } from './rule-groups';
import { pipelineStages, stageSettings } from './stages';

/** Reads the texts of a file in the languages of programs; a file is recognized by its own keys. */
export function* readFile(cluster: Cluster, file: ProgramFile): Reading {
  const { key, text, programs } = file;
  if (/\.(alloy|river)$/.test(key)) {
    const blocks = parseAlloy(text);
    if (typeof blocks !== 'string') yield* alloyBlocks(blocks, '');
    return;
  }
  if (key.endsWith('.json')) {
    if (text.includes('"panels"')) yield* dashboardQueries(cluster.texts.read(text));
    return;
  }
  if (/^\s*"?groups"?:/m.test(text)) {
    const content = cluster.texts.read(text);
    // Groups of other programs have no expressions.
    if (programs.size > 0 || hasExpressions(content)) yield* ruleGroups(content, '', rulesLanguage(programs));
  }
  if (text.includes('scrape_configs') || text.includes('remote_write:')) yield* scraping(cluster.texts.read(text));
  if (/^datasources:/m.test(text)) yield* datasourceQueries(cluster.texts.read(text));
}

const hasExpressions = (content: unknown): boolean =>
  itemsOf(fieldsOf(content)['groups']).some((group) =>
    itemsOf(fieldsOf(group)['rules']).some(
      (rule) => ['expr', 'alert', 'record'].filter((key) => key in fieldsOf(rule)).length > 1,
    ),
  );

/** The language of rules by the programs that read them; either one if they are not known. */
function rulesLanguage(programs: ReadonlySet<string>): Phrase['language'] {
  if (programs.has('Loki')) return 'metric-logql';
  return programs.has('Prometheus') || programs.has('Mimir') ? 'promql' : 'either-query';
}

/** Configurations of Prometheus, Promtail and the collector. */
function* scraping(content: unknown): Reading {
  const fields = fieldsOf(content);
  yield* jobs(fields['scrape_configs'], 'scrape_configs');
  yield* times(fieldsOf(fields['global']), 'global');
  yield* relabelRules(fieldsOf(fields['alerting'])['alert_relabel_configs'], 'alerting.alert_relabel_configs');
  for (const [index, write] of itemsOf(fields['remote_write']).entries()) {
    yield* relabelRules(fieldsOf(write)['write_relabel_configs'], `remote_write[${index}].write_relabel_configs`);
  }
  for (const [name, receiver] of Object.entries(fieldsOf(fields['receivers']))) {
    const config = fieldsOf(fieldsOf(receiver)['config']);
    yield* times(fieldsOf(config['global']), `receivers.${name}.config.global`);
    yield* jobs(config['scrape_configs'], `receivers.${name}.config.scrape_configs`);
  }
}

function* jobs(value: unknown, at: string): Reading {
  for (const [index, item] of itemsOf(value).entries()) {
    const job = fieldsOf(item);
    const where = `${at}[${textOf(job['job_name']) ?? index}]`;
    yield* times(job, where);
    yield* relabelRules(job['relabel_configs'], `${where}.relabel_configs`);
    yield* relabelRules(job['metric_relabel_configs'], `${where}.metric_relabel_configs`);
    yield* pipelineStages(job['pipeline_stages'], `${where}.pipeline_stages`);
  }
}

const TIMES = ['scrape_interval', 'scrape_timeout', 'evaluation_interval'] as const;

function* times(settings: Fields, at: string): Reading {
  for (const key of TIMES) {
    const text = textOf(settings[key]);
    if (text !== undefined) yield { language: 'duration', at: `${at}.${key}`, text };
  }
}

/** Rules and stages of Alloy. */
function* alloyBlocks(blocks: readonly AlloyNode[], at: string): Reading {
  for (const { name, label, attributes, blocks: inner } of blocks) {
    const where = `${at}${name}${label === undefined ? '' : `.${label}`}`;
    if (name === 'rule' && at.includes('relabel')) yield* relabelRule(attributes, where);
    if (name.startsWith('stage.')) yield* stageSettings(name.slice('stage.'.length), attributes, where);
    yield* alloyBlocks(inner, `${where}.`);
  }
}

/** Queries by which data sources link to others. */
function* datasourceQueries(content: unknown): Reading {
  for (const [index, value] of itemsOf(fieldsOf(content)['datasources']).entries()) {
    const datasource = fieldsOf(value);
    const settings = fieldsOf(datasource['jsonData']);
    const at = `datasources[${textOf(datasource['name']) ?? index}].jsonData`;
    const logs = fieldsOf(settings['tracesToLogsV2']);
    const query = textOf(logs['query']);
    if (query !== undefined && logs['customQuery'] === true) {
      yield { language: 'logql', at: `${at}.tracesToLogsV2.query`, text: query };
    }
    for (const [number, item] of itemsOf(fieldsOf(settings['tracesToMetrics'])['queries']).entries()) {
      const text = textOf(fieldsOf(item)['query']);
      // Grafana puts matchers in the place of `$__tags`.
      if (text !== undefined) {
        yield {
          language: 'promql',
          at: `${at}.tracesToMetrics.queries[${number}].query`,
          text: text.replaceAll('$__tags', 'a="b"'),
        };
      }
    }
  }
}

/** Texts of custom resources: rules, monitors and autoscalers. */
export function* readObjects(cluster: Cluster): Generator<readonly [object: string, reading: Reading]> {
  for (const { identity, content } of cluster.of('PrometheusRule')) {
    // Mimir and Loki have their rules in objects of this kind too, if Alloy gives them to them.
    yield [identity, ruleGroups(content.spec, 'spec.', 'either-query')];
  }
  for (const { identity, content } of cluster.of('ServiceMonitor')) {
    yield [identity, endpoints(content.spec.endpoints, 'spec.endpoints')];
  }
  for (const { identity, content } of cluster.of('PodMonitor')) {
    yield [identity, endpoints(content.spec.podMetricsEndpoints, 'spec.podMetricsEndpoints')];
  }
  for (const { identity, content } of cluster.of('ScaledObject')) yield [identity, triggers(content.spec.triggers)];
}

function* endpoints(value: unknown, at: string): Reading {
  for (const [index, item] of itemsOf(value).entries()) {
    const endpoint = fieldsOf(item);
    yield* relabelRules(endpoint['relabelings'], `${at}[${index}].relabelings`);
    yield* relabelRules(endpoint['metricRelabelings'], `${at}[${index}].metricRelabelings`);
  }
}

function* triggers(value: unknown): Reading {
  for (const [index, item] of itemsOf(value).entries()) {
    const trigger = fieldsOf(item);
    const text = textOf(fieldsOf(trigger['metadata'])['query']);
    if (trigger['type'] === 'prometheus' && text !== undefined) {
      yield { language: 'promql', at: `spec.triggers[${index}].metadata.query`, text };
    }
  }
}

/** Retention of Prometheus' pods. */
export function* readArguments(args: readonly string[], at: string): Reading {
  for (const argument of textsOf(args)) {
    const [, text] =
      /^--storage\.tsdb\.(?:retention|retention\.time|min-block-duration|max-block-duration)=(.*)$/.exec(argument) ??
      [];
    if (text !== undefined) yield { language: 'duration', at, text };
  }
}
