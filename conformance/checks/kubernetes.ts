import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { objectOf } from '../../lib/app/diff/compare/changes';
import { compareManifests } from '../../lib/app/diff/compare-manifests';
import { identityOf, type ManifestObject } from '../../lib/checks/manifest';
import { type ConformanceCheck, counted, type Judgement, together } from '../check';
import type { WrittenEnvironment } from '../environment';
import { startApiServer } from '../kubernetes/api-server';
import { lostFields } from '../kubernetes/compare';
import { errorsIn, Kubectl, type StoredObject, warningsIn } from '../kubernetes/kubectl';
import { enforced, podOf, podsByNamespace } from '../kubernetes/pods';

/** A folder: kubectl reads the YAML files in it. */
const CUSTOM_RESOURCES = path.join(__dirname, '..', '..', 'crds');
const POD_SECURITY = /^would violate PodSecurity/;

export const kubernetes: ConformanceCheck = {
  name: 'kubernetes',
  summary: 'an API server accepts every object and every pod, and keeps every field',
  programs: ['kube-apiserver', 'etcd', 'kubectl'],
  task: (environment) => ({
    subject: `${counted(environment.cluster.objects.length, 'object')}, ${counted(environment.cluster.pods.length, 'pod template')}`,
    versions: [],
    run: async (programs, folder) => {
      const server = await startApiServer({
        etcd: programs('etcd').file,
        apiServer: programs('kube-apiserver').file,
        kubectl: programs('kubectl').file,
        folder,
      });
      try {
        return await judge(environment, new Kubectl(programs('kubectl').file, server.connection));
      } finally {
        server.stop();
      }
    },
  }),
};

/** A dry run sees only stored objects, so objects that others depend on are stored first. */
async function judge({ files, cluster }: WrittenEnvironment, kubectl: Kubectl): Promise<Judgement> {
  const [namespaces, ...others] = files;
  for (const file of namespaces === undefined ? [] : [namespaces, CUSTOM_RESOURCES]) {
    const { refusals } = named(file, await kubectl.apply(file));
    if (refusals.length > 0) return { refusals, remarks: [] };
  }
  await kubectl.run(['wait', '--for=condition=Established', 'crd', '--all']);

  const judgements: Judgement[] = [];
  for (const file of others) judgements.push(named(file, await kubectl.apply(file, true)));
  judgements.push(await judgePods({ cluster }, kubectl));
  for (const file of others) judgements.push(named(file, await kubectl.apply(file)));
  if (judgements.some(({ refusals }) => refusals.length > 0)) return together(judgements);
  const stored = await kubectl.read(files);
  judgements.push({ refusals: lost(cluster.objects, stored), remarks: [] });
  for (const file of files) judgements.push(named(file, await kubectl.apply(file)));
  const again = await kubectl.read(files);
  judgements.push({ refusals: [...changed(stored, again), ...noise(files, again)], remarks: [] });
  return together(judgements);
}

/** Messages about a file. Messages about its pods are left to the check of the pods. */
function named(file: string, ran: Awaited<ReturnType<Kubectl['run']>>): Judgement {
  const say = (words: string): string => `${path.basename(file)}: ${words.replaceAll(file, path.basename(file))}`;
  return {
    refusals: errorsIn(ran).map(say),
    remarks: warningsIn(ran)
      .filter((warning) => !POD_SECURITY.test(warning))
      .map(say),
  };
}

/** Submits the pods that the controllers would make, to be admitted or rejected. */
async function judgePods({ cluster }: Pick<WrittenEnvironment, 'cluster'>, kubectl: Kubectl): Promise<Judgement> {
  const judgements: Judgement[] = [];
  for (const [namespace, pods] of podsByNamespace(cluster)) {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods.map(podOf) });
    const ran = await kubectl.run(['create', '--dry-run=server', '--validate=strict', '--filename=-'], list);
    const level = enforced(cluster, namespace);
    judgements.push({
      refusals: errorsIn(ran).map((words) => `pods of namespace ${namespace}: ${words}`),
      // A namespace that enforces no level is meant for pods that violate the level of its warnings.
      remarks:
        level === 'privileged' ? [] : warningsIn(ran).map((warning) => `${namespace} enforces ${level}: ${warning}`),
    });
  }
  return together(judgements);
}

/** Fields that were written and cannot be read back. */
export function lost(written: readonly ManifestObject[], stored: readonly StoredObject[]): string[] {
  const read = new Map(stored.map((object) => [identityOf(object), object]));
  return written.flatMap(({ identity, content }) => {
    const object = read.get(identity);
    if (object === undefined) return [`${identity}: was applied, but does not exist`];
    return lostFields(content, object).map((words) => `${identity}: ${words}`);
  });
}

/** Changes that `npm run diff` reports although the objects were applied unchanged: defaults that it does not know. */
function noise(files: readonly string[], stored: readonly StoredObject[]): string[] {
  const before = new Map([['live/all.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: stored })]]);
  const after = new Map(files.map((file) => [`live/${path.basename(file)}`, readFileSync(file, 'utf8')]));
  const diffs = compareManifests({ before, after, systems: [], today: '2026-01-01' });
  return diffs.flatMap(({ changes }) =>
    changes.map((change) => {
      const fields = 'fields' in change ? change.fields.map(({ path: field }) => field).join(', ') : '';
      return `${objectOf(change).identity}: is ${change.kind} for npm run diff, and was applied as it is: ${fields}`;
    }),
  );
}

/**
 * Changes made by an apply. The version of an object may differ: the server records the time of the last apply where
 * it cannot tell an empty list from none.
 */
export function changed(before: readonly StoredObject[], after: readonly StoredObject[]): string[] {
  const earlier = new Map(before.map((object) => [identityOf(object), withoutVersion(object)]));
  return after
    .filter((object) => !isDeepStrictEqual(earlier.get(identityOf(object)), withoutVersion(object)))
    .map((object) => `${identityOf(object)}: is changed by a second apply, so it never becomes stable`);
}

function withoutVersion({ metadata: { resourceVersion: _, ...metadata }, ...rest }: StoredObject): object {
  return { ...rest, metadata };
}
