import { milliseconds } from '../../model/config/duration';
import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';
import { filesOf, type ProgramFile } from '../languages/files';

const INTERVAL = '1m';

/** A configuration of Prometheus, and where it stands in its file. */
interface Scraping {
  readonly file: ProgramFile;
  readonly at: string;
  readonly config: Fields;
}

/** Configurations of Prometheus, and those of receivers of the collector. */
export function* scrapingIn(cluster: Cluster): Generator<Scraping> {
  for (const file of filesOf(cluster)) {
    const isPrometheus = file.programs.has('Prometheus') && !/\.json$/.test(file.key);
    const isCollector = file.programs.has('OpenTelemetry Collector');
    if (!(isPrometheus || isCollector)) continue;
    const content = fieldsOf(cluster.texts.read(file.text));
    if (isPrometheus) yield { file, at: '', config: content };
    for (const [name, receiver] of Object.entries(fieldsOf(content['receivers']))) {
      const config = fieldsOf(fieldsOf(receiver)['config']);
      if (isCollector && 'scrape_configs' in config) yield { file, at: `receivers.${name}.config.`, config };
    }
  }
}

const isLonger = (one: string, other: string): boolean =>
  (milliseconds(one) ?? 0) > (milliseconds(other) ?? Number.NaN);

/** Scrapes that would take longer than the time between them. */
export function* longTimeouts(cluster: Cluster): Generator<RuleFinding> {
  for (const { file, at, config } of scrapingIn(cluster)) {
    const global = fieldsOf(config['global']);
    const interval = textOf(global['scrape_interval']) ?? INTERVAL;
    const found = textOf(global['scrape_timeout']);
    if (found !== undefined && isLonger(found, interval)) {
      yield longTimeout(file, `${at}global.scrape_timeout`, found, `global.scrape_interval, ${show(interval)}`);
    }
    for (const value of itemsOf(config['scrape_configs'])) {
      const job = fieldsOf(value);
      const own = textOf(job['scrape_interval']) ?? interval;
      // A timeout that is not the job's own is cut down to the interval.
      const timeout = textOf(job['scrape_timeout']);
      if (timeout === undefined || !isLonger(timeout, own)) continue;
      yield longTimeout(
        file,
        `${at}scrape_configs[${textOf(job['job_name']) ?? ''}].scrape_timeout`,
        timeout,
        `the interval of the job, ${show(own)}`,
      );
    }
  }
}

const longTimeout = ({ object, key }: ProgramFile, at: string, found: string, most: string): RuleFinding => ({
  id: 'collect/timeout',
  object,
  sentence: `data[${key}].${at}: found ${show(found)}, allowed is at most ${most}: lower it, or raise the interval`,
});

/** Headers that remote write sets itself. */
const RESERVED: ReadonlySet<string> = new Set([
  'authorization',
  'host',
  'content-encoding',
  'content-length',
  'content-type',
  'user-agent',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'www-authenticate',
  'accept-encoding',
  'x-prometheus-remote-write-version',
  'x-prometheus-remote-read-version',
]);

/** Headers with which Prometheus does not start. */
export function* reservedHeaders(cluster: Cluster): Generator<RuleFinding> {
  for (const { file, at, config } of scrapingIn(cluster)) {
    for (const list of ['remote_write', 'remote_read']) {
      for (const [index, value] of itemsOf(config[list]).entries()) {
        for (const header of Object.keys(fieldsOf(fieldsOf(value)['headers']))) {
          if (!RESERVED.has(header.toLowerCase())) continue;
          yield {
            id: 'collect/header',
            object: file.object,
            sentence: `data[${file.key}].${at}${list}[${index}].headers: found ${show(header)}, which Prometheus sets itself: use credentials or authorization, or remove it`,
          };
        }
      }
    }
  }
}

/** Replicas of Prometheus that write the same samples to a Mimir that keeps those of all of them. */
export function* untrackedReplicas(cluster: Cluster): Generator<RuleFinding> {
  const trackers = filesOf(cluster).filter(({ programs, text }) => programs.has('Mimir') && /^[\w_]+:/m.test(text));
  const configurations = trackers
    .map(({ text }) => fieldsOf(cluster.texts.read(text)))
    .filter((fields) => 'distributor' in fields || 'limits' in fields || 'blocks_storage' in fields);
  // Other Mimirs are not known here.
  if (configurations.length === 0) return;
  for (const { file, config } of scrapingIn(cluster)) {
    const replicas = Math.max(
      0,
      ...file.pods.map(({ workload, owner }) => (owner.content.kind === 'DaemonSet' ? 0 : (workload?.replicas ?? 1))),
    );
    const labels = Object.keys(fieldsOf(fieldsOf(config['global'])['external_labels']));
    for (const [index, value] of itemsOf(config['remote_write']).entries()) {
      const url = textOf(fieldsOf(value)['url']) ?? '';
      if (replicas < 2 || !file.programs.has('Prometheus') || !/\/api\/v1\/push$/.test(url)) continue;
      if (configurations.some((mimir) => tracks(mimir, labels))) continue;
      yield {
        id: 'collect/replicas',
        object: file.object,
        sentence: `data[${file.key}].remote_write[${index}]: found ${replicas} replicas, whose samples a Mimir without HA tracker keeps all, under the labels ${listed(labels)}: set limits.accept_ha_samples, ha_cluster_label and ha_replica_label, and distributor.ha_tracker.enable_ha_tracker of Mimir, or run one replica`,
      };
    }
  }
}

/** Whether a Mimir takes the samples of one replica, which it knows by these labels. */
function tracks(mimir: Fields, labels: readonly string[]): boolean {
  const limits = fieldsOf(mimir['limits']);
  const tracker = fieldsOf(fieldsOf(mimir['distributor'])['ha_tracker']);
  if (limits['accept_ha_samples'] !== true || tracker['enable_ha_tracker'] !== true) return false;
  const cluster = textOf(limits['ha_cluster_label']) ?? 'cluster';
  const replica = textOf(limits['ha_replica_label']) ?? '__replica__';
  return labels.includes(cluster) && labels.includes(replica);
}
