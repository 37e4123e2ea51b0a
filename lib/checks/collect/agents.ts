import { type AlloyNode, parseAlloy } from '../../model/languages/alloy';
import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import { fieldsOf, itemsOf, textOf } from '../fields';
import { filesOf, type ProgramFile } from '../languages/files';
import { mountAbove } from '../mounts';
import { oncePerCluster } from '../once';

/** A program that reads logs on every node. */
interface Agent {
  readonly file: ProgramFile;
  readonly pods: Pods;
  /** Where it pushes lines to: URL and tenant. */
  readonly targets: readonly string[];
  /** Folders of journals that it reads, and where it says so. */
  readonly journals: ReadonlyArray<{ readonly at: string; readonly path: string }>;
  /** Whether it reads the files of pods. */
  readonly readsPods: boolean;
}

const PODS = /^\/var\/log(\/pods|\/containers)?\/?$/;
const JOURNAL = '/var/log/journal';

const agentsOf = oncePerCluster((cluster): readonly Agent[] =>
  filesOf(cluster).flatMap((file): Agent[] => {
    const { programs, pods: all } = file;
    const [pods] = all;
    if (pods === undefined) return [];
    const readsPods = (pods.spec.volumes ?? []).some(({ hostPath }) => PODS.test(hostPath?.path ?? ''));
    if (programs.has('Promtail')) {
      const content = fieldsOf(cluster.texts.read(file.text));
      return 'clients' in content ? [{ file, pods, readsPods, ...promtail(content) }] : [];
    }
    const blocks = programs.has('Alloy') && /\.(alloy|river)$/.test(file.key) ? parseAlloy(file.text) : [];
    return typeof blocks === 'string' || blocks.length === 0 ? [] : [{ file, pods, readsPods, ...alloy(blocks) }];
  }),
);

function promtail(content: Readonly<Record<string, unknown>>): Pick<Agent, 'targets' | 'journals'> {
  return {
    targets: itemsOf(content['clients']).map((client) => {
      const { url, tenant_id } = fieldsOf(client);
      return `${textOf(url) ?? ''} ${textOf(tenant_id) ?? ''}`;
    }),
    journals: itemsOf(content['scrape_configs']).flatMap((value, index) => {
      const job = fieldsOf(value);
      const path = textOf(fieldsOf(job['journal'])['path']) ?? JOURNAL;
      return 'journal' in job ? [{ at: `scrape_configs[${textOf(job['job_name']) ?? index}].journal`, path }] : [];
    }),
  };
}

function alloy(blocks: readonly AlloyNode[]): Pick<Agent, 'targets' | 'journals'> {
  return {
    targets: blocks
      .filter(({ name }) => name === 'loki.write')
      .flatMap(({ blocks: inner }) => inner.filter(({ name }) => name === 'endpoint'))
      .map(({ attributes }) => `${textOf(attributes['url']) ?? ''} ${textOf(attributes['tenant_id']) ?? ''}`),
    journals: blocks
      .filter(({ name }) => name === 'loki.source.journal')
      .map(({ label = '', attributes }) => ({
        at: `loki.source.journal.${label}`,
        path: textOf(attributes['path']) ?? JOURNAL,
      })),
  };
}

/** Two agents that push the lines of the same pods to the same Loki. */
export function* repeatedLogs(cluster: Cluster): Generator<RuleFinding> {
  const agents = agentsOf(cluster).filter(({ readsPods }) => readsPods);
  for (const [index, { pods, targets }] of agents.entries()) {
    const first = agents
      .slice(0, index)
      .find((other) => other.pods !== pods && other.targets.some((target) => targets.includes(target)));
    if (first === undefined) continue;
    yield {
      id: 'collect/repeated-logs',
      object: pods.owner.identity,
      sentence: `found it beside ${first.pods.owner.identity}, both read the logs of all pods and push them to ${show(targets[0]?.trim())}, so every line is stored twice: remove one of them`,
    };
  }
}

/** Jobs for a journal that is not mounted. */
export function* unmountedJournals(cluster: Cluster): Generator<RuleFinding> {
  for (const { file, pods, journals } of agentsOf(cluster)) {
    for (const { at, path } of journals) {
      const mount = mountAbove(pods.spec.containers, path);
      const volume = (pods.spec.volumes ?? []).find(({ name }) => name === mount?.name);
      if (volume?.hostPath !== undefined) continue;
      yield {
        id: 'collect/journal',
        object: file.object,
        sentence: `data[${file.key}].${at}: found the folder ${show(path)}, which is not mounted from the node, so no line is read: add it to volumes and volumeMounts`,
      };
    }
  }
}

/** Variables in the configuration of a collector that its container does not have. */
export function* unsetVariables(cluster: Cluster): Generator<RuleFinding> {
  for (const { object, key, text, programs, pods } of filesOf(cluster)) {
    const [first] = pods;
    if (!programs.has('OpenTelemetry Collector') || first === undefined) continue;
    const containers = first.spec.containers;
    // Their names are not known here.
    if (containers.some(({ envFrom = [] }) => envFrom.length > 0)) continue;
    const set = new Set(containers.flatMap(({ env = [] }) => env.map(({ name }) => name)));
    const named = [...text.matchAll(/(?<!\$)\$\{env:(\w+)(:-)?[^}]*\}|(?<!\$)\$\{([A-Z_][A-Z0-9_]*)\}/g)];
    const missing = new Set(
      named
        .flatMap(([, name, fallback, short]) => (fallback === undefined ? (name ?? short ?? []) : []))
        .filter((name) => !set.has(name)),
    );
    for (const name of missing) {
      yield {
        id: 'collect/variable',
        object,
        sentence: `data[${key}]: found the variable ${show(name)}, which its container does not have, so it is empty: set it in env`,
      };
    }
  }
}
