import { listed, show, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { hasNoMetrics, programsBehind } from '../programs/programs';
import { danglingDatasources, datasourcesIn } from './datasources';
import { deadExemplarLinks } from './exemplars';
import { meets, selectorsIn } from './promql';
import { type Query, queriesIn } from './queries';
import type { Scrape } from './scrape';
import { scrapeConfigurations, scrapesOf } from './scrapes';

/** Scraped targets serve metrics, queried metrics are scraped, and links between data sources work. */
export function monitoringFindings(cluster: Cluster): RuleFinding[] {
  const configurations = scrapeConfigurations(cluster);
  const scrapes = scrapesOf(cluster);
  const queries = queriesIn(cluster, configurations);
  const datasources = datasourcesIn(cluster);
  return [
    ...silentTargets(scrapes),
    ...unscrapedPrograms(scrapes, queries),
    ...unknownJobs(scrapes, queries),
    ...unrecordedSeries(queries),
    ...danglingDatasources(cluster, datasources),
    ...deadExemplarLinks(cluster, datasources),
  ];
}

/** Targets without metrics: `up` is always 0, and alerts on it never resolve. */
function* silentTargets(scrapes: readonly Scrape[]): Generator<RuleFinding> {
  const said = new Set<string>();
  for (const { object, at, pods, container, port } of scrapes) {
    if (pods === undefined || container === undefined || !hasNoMetrics(container.image ?? '')) continue;
    const sentence = `${at}: found port ${show(port?.name ?? port?.containerPort ?? '')} of container ${show(container.name)} in ${pods.owner.identity}, whose image ${show(container.image)} serves no metrics, so \`up\` stays 0: remove the port from the job, or scrape an exporter instead`;
    if (said.has(object + sentence)) continue;
    said.add(object + sentence);
    yield { id: 'link/scrape-target', object, sentence };
  }
}

const WITHOUT_SERIES: Readonly<Record<Query['kind'], readonly [effect: string, what: string]>> = {
  dashboard: ['its panels stay empty', 'remove the dashboard'],
  rule: ['it never has a result', 'remove the rule'],
};

/** Dashboards and rules that query metrics of programs that are not scraped. */
function* unscrapedPrograms(scrapes: readonly Scrape[], queries: readonly Query[]): Generator<RuleFinding> {
  const scraped = new Set(scrapes.map(({ program }) => program));
  const said = new Set<string>();
  for (const { object, at, kind, expr } of queries) {
    for (const metric of selectorsIn(expr).flatMap(({ metrics }) => metrics)) {
      const programs = programsBehind(metric);
      if (programs.length === 0 || programs.some((program) => scraped.has(program))) continue;
      const names = programs.join(' or ');
      if (said.has(`${object} ${at} ${names}`)) continue;
      said.add(`${object} ${at} ${names}`);
      const [effect, what] = WITHOUT_SERIES[kind];
      yield {
        id: 'link/scrape-program',
        object,
        sentence: `${at}: found metric ${show(metric)} of ${names}, which no scrape job and no ServiceMonitor of the environment scrapes, so ${effect}: scrape it, or ${what}`,
      };
    }
  }
}

/** Queries with a label `job` that no scraped target has. */
function* unknownJobs(scrapes: readonly Scrape[], queries: readonly Query[]): Generator<RuleFinding> {
  const jobs = [...new Set(scrapes.map(({ job }) => job))];
  for (const { object, at, kind, expr } of queries) {
    for (const { matchers } of selectorsIn(expr)) {
      const asked = matchers.filter(({ label, value }) => label === 'job' && value !== '');
      if (asked.length === 0 || jobs.some((job) => asked.every((matcher) => meets(matcher, job)))) continue;
      const [effect] = WITHOUT_SERIES[kind];
      const conditions = asked.map(({ operator, value }) => `job${operator}${show(value)}`).join(', ');
      yield {
        id: 'link/scrape-job',
        object,
        sentence: `${at}: found ${conditions}, which no scraped target has, so ${effect}; the targets have ${listed(jobs) || 'none'}: use one of those`,
      };
    }
  }
}

/** Queries for series of recording rules, whose names contain a colon, without such a rule. */
function* unrecordedSeries(queries: readonly Query[]): Generator<RuleFinding> {
  const recorded = new Set(queries.map(({ record }) => record));
  const said = new Set<string>();
  for (const { object, at, kind, expr } of queries) {
    for (const metric of selectorsIn(expr).flatMap(({ metrics }) => metrics)) {
      if (!metric.includes(':') || recorded.has(metric) || said.has(`${object} ${at} ${metric}`)) continue;
      said.add(`${object} ${at} ${metric}`);
      const [effect] = WITHOUT_SERIES[kind];
      yield {
        id: 'link/recording',
        object,
        sentence: `${at}: found series ${show(metric)}, which no recording rule of the environment records${suggestion(
          metric,
          [...recorded].flatMap((name) => name ?? []),
        )}, so ${effect}: add the rule to a Prometheus or a PrometheusRule, or query the metrics behind it`,
      };
    }
  }
}
