import { mistakesInJobs } from '../../lib/constructs/collect/scrape-job';
import { show } from '../../lib/values/text';
import { keepsExemplars, selfJob } from './config';
import type { PrometheusProps } from './props';

const LABEL = /^[A-Za-z_]\w*$/;

/** Settings that Prometheus would reject or ignore: a sentence for each, prefixed with the prop. */
export function* mistakesInPrometheus(props: PrometheusProps): Generator<string> {
  const { scrapeConfigs = [selfJob()] } = props;
  yield* mistakesInJobs('scrapeConfigs', scrapeConfigs);
  for (const label of Object.keys(props.externalLabels ?? {})) {
    if (LABEL.test(label)) continue;
    yield `externalLabels: found ${show(label)}, allowed are letters, digits and "_", not starting with a digit: rename it`;
  }
  yield* repeated(
    'rules',
    (props.rules ?? []).map(({ name }) => name),
  );
  yield* mistakesInRemoteWrite(props);
}

function* mistakesInRemoteWrite(props: PrometheusProps): Generator<string> {
  const { remoteWrite = [] } = props;
  for (const [index, { send_exemplars = false }] of remoteWrite.entries()) {
    if (!send_exemplars || keepsExemplars(props)) continue;
    yield `remoteWrite[${index}].send_exemplars: found true, but Prometheus stores no exemplars: add "exemplar-storage" to features`;
  }
  yield* repeated(
    'remoteWrite',
    remoteWrite.flatMap(({ name }) => (name === undefined ? [] : [name])),
  );
}

function* repeated(at: string, names: readonly string[]): Generator<string> {
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue;
    yield `${at}: found the name ${show(name)} twice, allowed is once: rename one`;
  }
}
