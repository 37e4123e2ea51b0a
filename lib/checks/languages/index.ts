import { mistakeIn } from '../../model/config/value-types';
import { type AlloyNode, parseAlloy } from '../../model/languages/alloy';
import { jmespathMistake } from '../../model/languages/jmespath';
import { logPipelineMistake, logqlMistake, metricLogqlMistake } from '../../model/languages/logql';
import { nginxMistake } from '../../model/languages/nginx';
import { promqlMistake } from '../../model/languages/promql';
import { regexMistake } from '../../model/languages/regex';
import { ALERT_FUNCTIONS, ALERT_VARIABLES, templateMistake } from '../../model/languages/template';
import { traceqlMistake } from '../../model/languages/traceql';
import { show } from '../../values/text';
import type { CheckId, RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { programOf } from '../programs/programs';
import { withValues } from './dashboards';
import { filesOf, type ProgramFile } from './files';
import type { Language, Misuse, Phrase, Reading } from './phrase';
import { readArguments, readFile, readObjects } from './readings';

/** Texts of all languages are what the programs can read: rules, stages, dashboards, relabeling, gateways. */
export function* languageFindings(cluster: Cluster): Generator<RuleFinding> {
  for (const file of filesOf(cluster)) {
    yield* findingsOf(file.object, `data[${file.key}].`, readFile(cluster, file));
    yield* ofWholeFile(file);
  }
  for (const [object, reading] of readObjects(cluster)) yield* findingsOf(object, '', reading);
  for (const { owner, path, spec } of cluster.pods) {
    for (const { name, image = '', args = [] } of spec.containers) {
      if (programOf(image) !== 'Prometheus') continue;
      yield* findingsOf(owner.identity, '', readArguments(args, `${path}.containers[${name}].args`));
    }
  }
}

function* findingsOf(object: string, path: string, reading: Reading): Generator<RuleFinding> {
  for (const item of reading) {
    const finding = 'rule' in item ? ofMisuse(item, path) : ofPhrase(item, path);
    if (finding !== undefined) yield { ...finding, object };
  }
}

const ofMisuse = ({ rule, at, sentence }: Misuse, path: string): RuleFinding => ({
  id: rule,
  sentence: `${path}${at}: ${sentence}`,
});

interface Grammar {
  readonly id: CheckId;
  /** Name of the language, for sentences. */
  readonly name: string;
  readonly mistake: (text: string) => string | undefined;
}

/** Variables of Grafana stand in queries of dashboards, and of data sources. */
const withVariables =
  (mistake: Grammar['mistake']): Grammar['mistake'] =>
  (text) => {
    if (!/\$|\[\[/.test(text)) return mistake(text);
    const [first, ...others] = withValues(text).map(mistake);
    return others.some((other) => other === undefined) ? undefined : first;
  };

const GRAMMARS: Readonly<Record<Language, Grammar>> = {
  promql: { id: 'language/promql', name: 'PromQL', mistake: withVariables(promqlMistake) },
  logql: { id: 'language/logql', name: 'LogQL', mistake: withVariables(logqlMistake) },
  'metric-logql': { id: 'language/logql', name: 'LogQL', mistake: metricLogqlMistake },
  'log-pipeline': { id: 'language/logql', name: 'LogQL', mistake: logPipelineMistake },
  'either-query': {
    id: 'language/promql',
    name: 'PromQL',
    mistake: (text) => (metricLogqlMistake(text) === undefined ? undefined : promqlMistake(text)),
  },
  traceql: { id: 'language/traceql', name: 'TraceQL', mistake: withVariables(traceqlMistake) },
  regex: { id: 'language/regex', name: 'as a regular expression (RE2)', mistake: regexMistake },
  jmespath: { id: 'language/stage', name: 'as a JMESPath expression', mistake: jmespathMistake },
  template: { id: 'language/template', name: 'as a template of Go', mistake: (text) => templateMistake(text) },
  'alert-template': {
    id: 'language/template',
    name: 'as a template of Go',
    mistake: (text) => templateMistake(text, { functions: ALERT_FUNCTIONS, variables: ALERT_VARIABLES }),
  },
  duration: { id: 'language/duration', name: 'a duration', mistake: (text) => mistakeIn('duration-prom', text) },
};

function ofPhrase({ language, at, text }: Phrase, path: string): RuleFinding | undefined {
  const { id, name, mistake } = GRAMMARS[language];
  const found = mistake(text);
  if (found === undefined) return undefined;
  if (language === 'duration') return { id, sentence: `${path}${at}: ${found}: change it` };
  return { id, sentence: `${path}${at}: found ${show(text)}, which is not valid ${name}: ${found}: correct it` };
}

const NGINX = /(^|\/)(nginx|nginx-unprivileged|openresty)(:|@|$)/;

/** Files that are in one language as a whole. */
function* ofWholeFile({ object, key, text, pods }: ProgramFile): Generator<RuleFinding> {
  const isNginx = pods.some(({ spec }) => spec.containers.some(({ image = '' }) => NGINX.test(image)));
  const nginx = key === 'nginx.conf' && isNginx ? nginxMistake(text) : undefined;
  if (nginx !== undefined) {
    yield {
      id: 'language/nginx',
      object,
      sentence: `data[${key}]: found ${nginx}, by which nginx does not start: correct it`,
    };
  }
  const alloy = /\.(alloy|river)$/.test(key) ? parseAlloy(text) : undefined;
  const repeated = typeof alloy === 'object' ? repeatedBlock(alloy) : undefined;
  if (repeated !== undefined) {
    yield {
      id: 'language/alloy',
      object,
      sentence: `data[${key}]: found ${repeated} a second time, by which Alloy does not start: rename one`,
    };
  }
  if (typeof alloy === 'string') {
    yield {
      id: 'language/alloy',
      object,
      sentence: `data[${key}]: found a syntax error, ${alloy}, by which Alloy does not start: correct it`,
    };
  }
}

/** A block of the top level that there is twice: components of a kind differ by their labels. */
function repeatedBlock(blocks: readonly AlloyNode[]): string | undefined {
  const names = blocks.map(({ name, label }) => (label === undefined ? name : `${name} ${show(label)}`));
  return names.find((name, index) => names.indexOf(name) < index);
}
