import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEMS } from '../../charts/systems';
import { compareManifests } from '../../lib/app/diff/compare-manifests';
import { isMap, mapAt, mapsAt, numberAt, textAt } from '../../lib/values/data';
import { type ConformanceCheck, counted, type Judgement } from '../check';
import type { Manifest, Pair } from '../diff/objects';
import { REFUSALS } from '../diff/refusals';
import { RESTARTS } from '../diff/restarts';
import { startApiServer } from '../kubernetes/api-server';
import { startControllers } from '../kubernetes/controllers';
import { errorsIn, Kubectl } from '../kubernetes/kubectl';

const PAIRS: readonly Pair[] = [...REFUSALS, ...RESTARTS];
const SECONDS_TO_OBSERVE = 30;

export const diff: ConformanceCheck = {
  name: 'diff',
  summary: 'an API server and its controllers refuse and restart what npm run diff says that they do',
  programs: ['kube-controller-manager', 'kube-apiserver', 'etcd', 'kubectl'],
  once: true,
  task: () => ({
    subject: `${counted(PAIRS.length, 'change')}, applied on the side of the server and of the client`,
    versions: [],
    run: async (programs, folder) => {
      const kubectl = programs('kubectl').file;
      const server = await startApiServer({
        ...{ etcd: programs('etcd').file, apiServer: programs('kube-apiserver').file, kubectl, folder },
      });
      const stop = startControllers(programs('kube-controller-manager').file, server.connection, folder);
      try {
        return await judge(new Kubectl(kubectl, server.connection));
      } finally {
        stop();
        server.stop();
      }
    },
  }),
};

/** Manifests as one list, for kubectl. */
const listOf = (objects: readonly Manifest[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });

const inNamespace = (objects: readonly Manifest[], namespace: string): Manifest[] =>
  objects.map((object) => ({ ...object, metadata: { ...mapAt(object, 'metadata'), namespace } }));

/** Two ways to apply objects. They differ only in lists whose order has changed. */
type Way = 'server' | 'client';
const WAYS: readonly Way[] = ['server', 'client'];

const apply = (kubectl: Kubectl, objects: readonly Manifest[], way: Way = 'server') =>
  kubectl.run(['apply', ...(way === 'server' ? ['--server-side'] : []), '--filename=-'], listOf(objects));

/** A storage class that allows claims to grow. */
const STORAGE_CLASS: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'default', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'example.com/none',
  allowVolumeExpansion: true,
};

async function judge(kubectl: Kubectl): Promise<Judgement> {
  const made = await apply(kubectl, [
    STORAGE_CLASS,
    ...WAYS.flatMap((way) => PAIRS.map((_, index) => namespaceOf(index, way))).map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
  ]);
  if (made.code !== 0) return { refusals: errorsIn(made), remarks: [] };
  const refusals: string[] = [];
  for (const way of WAYS) {
    refusals.push(...(await judgeWay(kubectl, way)));
    // Addresses that are named in a pair are free again for the other way.
    await kubectl.run(['delete', 'services', '--all-namespaces', '--field-selector=metadata.name=web']);
  }
  return { refusals, remarks: [] };
}

const namespaceOf = (index: number, way: Way): string => `${way}-${index}`;

async function judgeWay(kubectl: Kubectl, way: Way): Promise<string[]> {
  const before = PAIRS.flatMap(([, objects], index) => inNamespace(objects, namespaceOf(index, way)));
  const applied = await apply(kubectl, before, way);
  if (applied.code !== 0) return errorsIn(applied);
  await bindClaims(kubectl, before);
  const earlier = await revisions(kubectl);

  const refusals: string[] = [];
  const taken = new Set<number>();
  for (const [index, [what, , after]] of PAIRS.entries()) {
    const { code, text } = await apply(kubectl, inNamespace(after, namespaceOf(index, way)), way);
    if (code === 0) taken.add(index);
    const isRefused = said(index).some(
      (rule) => rule.startsWith('refused/') && !(way === 'client' && rule.endsWith('-server-side')),
    );
    if (isRefused !== (code !== 0)) {
      refusals.push(
        `${what}: npm run diff says ${isRefused ? 'refused' : 'taken'}, the API server (${way}-side apply): ${text}`,
      );
    }
  }
  const later = await revisions(kubectl);
  for (const index of taken) {
    const rules = said(index);
    const isSaid =
      rules.some((rule) => rule === 'restart/rollout' || rule === 'restart/by-hand') ||
      (way === 'client' && rules.includes('restart/order'));
    const namespace = namespaceOf(index, way);
    const isMade = (later.get(namespace) ?? 0) > (earlier.get(namespace) ?? 0);
    if (isSaid !== isMade) {
      refusals.push(
        `${PAIRS[index]?.[0]}: npm run diff says ${isSaid ? 'another' : 'the same'} pod template, and after ${way}-side apply the controller made ${isMade ? 'a new' : 'no'} revision`,
      );
    }
  }
  return refusals;
}

/** The rules with a finding for a pair. */
function said(index: number): string[] {
  const [, before = [], after = []] = PAIRS[index] ?? [];
  const text = (objects: readonly Manifest[]) => new Map([['env/all.json', listOf(objects)]]);
  const compared = { before: text(before), after: text(after), systems: SYSTEMS, today: '2026-06-01' };
  return compareManifests(compared).flatMap(({ statements }) => statements.map(({ rule }) => rule));
}

/** Binds claims to volumes: there is no provisioner here, and only a bound claim can be resized. */
async function bindClaims(kubectl: Kubectl, objects: readonly Manifest[]): Promise<void> {
  const status = { status: { phase: 'Bound', capacity: { storage: '10Gi' } } };
  for (const object of objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')) {
    const [name = '', namespace = ''] = [textAt(object, 'metadata.name'), textAt(object, 'metadata.namespace')];
    const patch = [`--namespace=${namespace}`, '--subresource=status', `--patch=${JSON.stringify(status)}`];
    await kubectl.run(['patch', 'persistentvolumeclaim', name, ...patch]);
  }
}

/** The number of revisions of pod templates per namespace, once the controllers have observed all workloads. */
async function revisions(kubectl: Kubectl): Promise<Map<string, number>> {
  for (const deadline = Date.now() + SECONDS_TO_OBSERVE * 1000; Date.now() < deadline; await sleep(500)) {
    const workloads = await items(kubectl, 'deployments,statefulsets,daemonsets');
    if (workloads.every((one) => numberAt(one, 'status.observedGeneration') === numberAt(one, 'metadata.generation')))
      break;
  }
  const counts = new Map<string, number>();
  for (const one of await items(kubectl, 'replicasets,controllerrevisions')) {
    const namespace = textAt(one, 'metadata.namespace') ?? '';
    counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  return counts;
}

async function items(kubectl: Kubectl, kinds: string): Promise<readonly Manifest[]> {
  const { stdout } = await kubectl.run(['get', kinds, '--all-namespaces', '--output=json']);
  const read: unknown = stdout.trim() === '' ? {} : JSON.parse(stdout);
  return isMap(read) ? mapsAt(read, 'items') : [];
}
