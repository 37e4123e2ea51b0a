import { mistakesInJobs, mistakesInTimes } from '../../lib/collect/scrape-job';
import { checkUrl } from '../../lib/collect/url';
import { Mistakes } from '../../lib/errors';
import { show } from '../../lib/text';
import { SCRAPE_INTERVAL, SCRAPE_TIMEOUT, selfJob } from './config';
import type { PrometheusProps } from './props';

const LABEL = /^[A-Za-z_]\w*$/;

/** @throws UserError if samples are sent to what is no address */
export function checkRemoteWrite(where: string, { remoteWrite = [] }: PrometheusProps): void {
  const mistakes = new Mistakes(where);
  for (const [index, { url }] of remoteWrite.entries()) {
    mistakes.attempt(
      `remoteWrite[${index}].url`,
      () => checkUrl(url, '/api/v1/push', 'mimir.remoteWriteUrl'),
      undefined,
    );
  }
  mistakes.throwIfAny();
}

/** What Prometheus would refuse, or do otherwise than it reads: a sentence for each, led by the prop. */
export function* mistakesInPrometheus(props: PrometheusProps): Generator<string> {
  const { scrapeInterval = SCRAPE_INTERVAL, scrapeTimeout = SCRAPE_TIMEOUT, scrapeConfigs = [selfJob()] } = props;
  const times = { interval: scrapeInterval, timeout: scrapeTimeout };
  yield* mistakesInTimes(times);
  yield* mistakesInJobs('scrapeConfigs', scrapeConfigs, times);
  for (const label of Object.keys(props.externalLabels ?? {})) {
    if (LABEL.test(label)) continue;
    yield `externalLabels: found ${show(label)}, allowed are letters, digits and "_", not from a digit on: rename it`;
  }
  yield* repeated(
    'rules',
    (props.rules ?? []).map(({ name }) => name),
  );
  yield* mistakesInRemoteWrite(props);
}

function* mistakesInRemoteWrite({ remoteWrite = [], features = [] }: PrometheusProps): Generator<string> {
  for (const [index, { send_exemplars = false }] of remoteWrite.entries()) {
    if (!send_exemplars || features.includes('exemplar-storage')) continue;
    yield `remoteWrite[${index}].send_exemplars: found true, but Prometheus keeps none to send: add "exemplar-storage" to features`;
  }
  yield* repeated(
    'remoteWrite',
    remoteWrite.flatMap(({ name }) => (name === undefined ? [] : [name])),
  );
}

function* repeated(at: string, names: readonly string[]): Generator<string> {
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue;
    yield `${at}: found the name ${show(name)} a second time, allowed is once: rename it`;
  }
}
