import { listed, show, suggestion } from '../../../lib/values/text';
import type { TempoRule, TempoSubject } from './subject';

const RECEIVERS = ['otlp', 'jaeger', 'zipkin', 'opencensus', 'kafka'];

/** Processors of all tenants and of single ones, with their paths. */
function processorsIn({ set: { overrides = {} }, installation }: TempoSubject) {
  return [
    {
      path: 'overrides.defaults.metrics_generator.processors',
      names: overrides.defaults?.metrics_generator?.processors,
    },
    { path: 'overrides.metrics_generator_processors', names: overrides.metrics_generator_processors },
    ...Object.entries(installation.props.overrides ?? {}).map(([tenant, limits]) => ({
      path: `runtimeConfig.overrides.${tenant}.metrics_generator.processors`,
      names: limits.metrics_generator?.processors,
    })),
  ].map(({ path, names = [] }) => ({ path, names }));
}

export const GENERATOR: readonly TempoRule[] = [
  function* generatorHasAFolder({ set: { metrics_generator } }) {
    if (metrics_generator === undefined || metrics_generator.storage?.path) return;
    yield {
      id: 'config/generator-folder',
      path: 'metrics_generator.storage.path',
      mistake: 'found none, and the generator ends without one: set it to a folder on its volume',
    };
  },

  function* generatorHasWork(subject) {
    if (subject.set.metrics_generator === undefined) return;
    if (processorsIn(subject).some(({ names }) => names.length > 0)) return;
    yield {
      id: 'config/processor',
      path: 'overrides.defaults.metrics_generator.processors',
      mistake: 'found none, and no span reaches the generator without one: name "service-graphs" or "span-metrics"',
    };
  },

  function* processorsAreKnown(subject) {
    const { processors } = subject.installation.version.traits;
    for (const { path, names } of processorsIn(subject)) {
      for (const name of names) {
        if (processors.includes(name)) continue;
        yield {
          id: 'config/processor',
          path,
          mistake: `found ${show(name)}, which the generator rejects with "unknown processor"${suggestion(name, processors)}: take one of ${listed(processors)}`,
        };
      }
    }
  },

  function* processorsHaveAGenerator(subject) {
    if (subject.runs('metrics-generator')) return;
    for (const { path, names } of processorsIn(subject)) {
      if (names.length === 0) continue;
      yield {
        id: 'config/no-generator',
        severity: 'warning',
        path,
        mistake: `found ${show(names)}, and no metrics-generator runs, so that no metrics are made: set metricsGenerator, or remove them`,
      };
    }
  },

  function* metricsAreSent({ set, runs }) {
    if (!runs('metrics-generator') || set.metrics_generator === undefined) return;
    if ((set.metrics_generator.storage?.remote_write ?? []).length > 0) return;
    yield {
      id: 'config/no-remote-write',
      severity: 'warning',
      path: 'metrics_generator.storage.remote_write',
      mistake:
        'found none, so that the metrics of the generator are sent nowhere: name a target (metricsGenerator.remoteWrite)',
    };
  },

  function* targetsAreUrls({ set, runs }) {
    if (!runs('metrics-generator')) return;
    for (const [index, { url }] of (set.metrics_generator?.storage?.remote_write ?? []).entries()) {
      if (url === undefined || url.includes('${') || /^https?:\/\/[^/]/.test(url)) continue;
      yield {
        id: 'config/no-remote-write',
        path: `metrics_generator.storage.remote_write[${index}].url`,
        mistake: `found ${show(url)}, and samples are not sent ("unsupported protocol scheme"): set a URL with "http://" or "https://" and a host`,
      };
    }
  },

  function* receiversAreKnown({ set }) {
    for (const receiver of Object.keys(set.distributor?.receivers ?? {})) {
      // A name behind "/" tells two of one kind apart.
      const [kind = ''] = receiver.split('/');
      if (RECEIVERS.includes(kind)) continue;
      yield {
        id: 'config/no-receiver',
        path: `distributor.receivers.${receiver}`,
        mistake: `found a receiver that Tempo does not have, and distributors end with "receiver factory not found"${suggestion(kind, RECEIVERS)}: take one of ${listed(RECEIVERS)}`,
      };
    }
  },

  function* tracesComeIn({ set }) {
    if (Object.keys(set.distributor?.receivers ?? {}).length > 0) return;
    yield {
      id: 'config/no-receiver',
      path: 'distributor.receivers',
      mistake: 'found none, and no trace can be sent to Tempo: name a protocol (receivers)',
    };
  },
];
