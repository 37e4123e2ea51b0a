import { mistakesInJobs } from '../../lib/constructs/collect/scrape-job';
import { listed, show, suggestion } from '../../lib/values/text';
import type { AnyCollector, CollectorPipeline, ComponentMap } from './define';
import type { OtelCollectorProps } from './props';
import { SCRAPE_JOBS } from './scrape-jobs';

/** Components that take, or send, some signals only: the collector ends if another pipeline has them. */
const SIGNALS: Readonly<Record<string, readonly string[]>> = {
  'receivers jaeger': ['traces'],
  'receivers zipkin': ['traces'],
  'receivers prometheus': ['metrics'],
  'exporters prometheusremotewrite': ['metrics'],
};

const COMPONENT = /^[A-Za-z]\w*(\/[^\s/][^\n]*)?$/;
const PIPELINE = /^(traces|metrics|logs)(\/.+)?$/;
const KINDS = ['receivers', 'processors', 'exporters'] as const;

/** Errors with which the collector would exit at start: a sentence for each, prefixed with its path. */
export function* mistakesInCollector(collector: AnyCollector): Generator<string> {
  for (const kind of [...KINDS, 'extensions'] as const) {
    for (const name of namesOf(collector[kind])) {
      if (COMPONENT.test(name)) continue;
      yield `${kind}: found ${show(name)}, allowed is a type, optionally with "/" and a name, such as "otlp/second": rename it`;
    }
  }
  yield* unknownAuthenticators(collector);
  const pipelines = Object.entries(collector.pipelines);
  if (pipelines.length === 0) yield 'pipelines: found none, the collector requires at least one: add one';
  for (const [name, pipeline] of pipelines) {
    if (!PIPELINE.test(name)) {
      yield `pipelines: found ${show(name)}, allowed are traces, metrics and logs, optionally with "/" and a name: rename it`;
    }
    if (pipeline) yield* mistakesInPipeline(collector, name, pipeline);
  }
}

/** Exporters name extensions that there are. */
function* unknownAuthenticators({ exporters, extensions }: AnyCollector): Generator<string> {
  const configured = namesOf(extensions);
  for (const [name, exporter] of Object.entries(exporters)) {
    const auth = exporter && 'auth' in exporter ? exporter.auth : undefined;
    if (typeof auth !== 'object' || auth === null || !('authenticator' in auth)) continue;
    const { authenticator } = auth;
    if (typeof authenticator === 'string' && configured.includes(authenticator)) continue;
    yield `exporters.${name}.auth.authenticator: found ${show(authenticator)}, allowed are the configured extensions, ${listed(configured)}: configure it`;
  }
}

function* mistakesInPipeline(
  collector: AnyCollector,
  name: string,
  pipeline: CollectorPipeline<string, string, string>,
): Generator<string> {
  const [signal = ''] = name.split('/');
  for (const kind of KINDS) {
    const names = pipeline[kind] ?? [];
    const configured = namesOf(collector[kind]);
    if (names.length === 0 && kind !== 'processors') {
      yield `pipelines.${name}.${kind}: found none, allowed is at least one of ${listed(configured)}: add one`;
    }
    for (const [index, component] of names.entries()) {
      const at = `pipelines.${name}.${kind}[${index}]`;
      const [type = ''] = component.split('/');
      const signals = SIGNALS[`${kind} ${type}`];
      if (!configured.includes(component)) {
        yield `${at}: found ${show(component)}${suggestion(component, configured)}, allowed are the configured ones, ${listed(configured)}: configure it, or use one of those`;
      } else if (signals && !signals.includes(signal)) {
        yield `${at}: found ${show(component)}, which does not support ${signal}, only ${listed(signals)}: move it`;
      }
    }
  }
}

const namesOf = (components: ComponentMap): string[] =>
  Object.entries(components).flatMap(([name, settings]) => (settings === undefined ? [] : [name]));

/** Errors of the Prometheus receiver. */
export function* mistakesInScraping(props: OtelCollectorProps): Generator<string> {
  const { extraScrapeJobs = [] } = props;
  yield* mistakesInJobs(
    'extraScrapeJobs',
    extraScrapeJobs,
    SCRAPE_JOBS.map(({ job_name }) => job_name),
  );
}

/** Probes without an answer, by which no pod would ever be ready. */
export function* mistakesInProbes(
  { extensions }: AnyCollector,
  { livenessProbe, readinessProbe }: OtelCollectorProps,
): Generator<string> {
  if (extensions['health_check'] || (livenessProbe !== undefined && readinessProbe !== undefined)) return;
  yield 'config.extensions: found no health_check, which the probes of the pod require: add it, or set livenessProbe and readinessProbe';
}
