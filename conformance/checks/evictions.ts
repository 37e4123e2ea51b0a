import { setTimeout as sleep } from 'node:timers/promises';
import { render } from '../../lib/app/synth/render';
import { clusterOf } from '../../lib/checks/check';
import { manifestOf, objectsOf } from '../../lib/checks/manifest';
import type { ObjectOf } from '../../lib/checks/objects';
import { AVAILABILITY_PAIRS } from '../../test/checks/pairs/availability';
import { type Change, environment } from '../../test/checks/sound';
import { type ConformanceCheck, counted, type Judgement } from '../check';
import { startApiServer } from '../kubernetes/api-server';
import { startControllers } from '../kubernetes/controllers';
import { Kubectl } from '../kubernetes/kubectl';

/** Pods without a controller, as they are made here, are counted only by a budget with `minAvailable`. */
const PAIRS = AVAILABILITY_PAIRS.filter(
  ({ id, sentence }) => id === 'availability/drain-blocked' && sentence.source.includes('minAvailable'),
);
/** How an API server refuses an eviction. */
const REFUSED = /Cannot evict pod as it would violate the pod's disruption budget/;
const SECONDS_TO_OBSERVE = 30;

/** Evicts a pod under each budget that checks report, and under the mended one. */
export const evictions: ConformanceCheck = {
  name: 'evictions',
  summary:
    'an API server refuses evictions under the budgets that checks report, and allows them under the mended ones',
  programs: ['kube-controller-manager', 'kube-apiserver', 'etcd', 'kubectl'],
  once: true,
  task: () => ({
    subject: counted(PAIRS.length, 'budget'),
    versions: [],
    run: async (programs, folder) => {
      const kubectl = programs('kubectl').file;
      const server = await startApiServer({
        ...{ etcd: programs('etcd').file, apiServer: programs('kube-apiserver').file, kubectl, folder },
      });
      const stop = startControllers(programs('kube-controller-manager').file, server.connection, folder, [
        'disruption',
      ]);
      try {
        return await judge(new Kubectl(kubectl, server.connection));
      } finally {
        stop();
        server.stop();
      }
    },
  }),
};

async function judge(kubectl: Kubectl): Promise<Judgement> {
  const refusals: string[] = [];
  for (const [index, { what, broken, mended = {} }] of PAIRS.entries()) {
    for (const [name, change, isRefused] of [
      [`broken-${index}`, broken, true],
      [`mended-${index}`, mended, false],
    ] as const) {
      const answer = await evicted(kubectl, name, change);
      if (REFUSED.test(answer) === isRefused) continue;
      refusals.push(`${what} (${name}): expected that the eviction is ${isRefused ? 'refused' : 'allowed'}: ${answer}`);
    }
  }
  return { refusals, remarks: [] };
}

/** The answer to an eviction of one of as many ready pods as the budget of a change is checked with. */
async function evicted(kubectl: Kubectl, namespace: string, change: Change): Promise<string> {
  const app = environment(change);
  const objects = objectsOf(manifestOf(app));
  const budget = clusterOf(app, objects)
    .of('PodDisruptionBudget')
    .find(({ identity }) => identity === 'PodDisruptionBudget/web/web');
  if (budget === undefined) return 'there is no budget';
  const pods = podsFor(render(app, '#').findings.map(({ sentence }) => sentence));
  await kubectl.run(['create', 'namespace', namespace]);
  for (const object of [inNamespace(budget, namespace), ...pods.map((name) => pod(name, namespace, budget))]) {
    const made = await kubectl.run(['create', '--filename=-'], JSON.stringify(object));
    if (made.code !== 0) return made.text;
  }
  const ready = JSON.stringify({ status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } });
  for (const name of pods) {
    await kubectl.run(['patch', 'pod', name, `--namespace=${namespace}`, '--subresource=status', `--patch=${ready}`]);
  }
  await observed(kubectl, namespace, pods.length);
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pods[0], namespace } };
  const url = `/api/v1/namespaces/${namespace}/pods/${pods[0]}/eviction`;
  return (await kubectl.run(['create', '--raw', url, '--filename=-'], JSON.stringify(eviction))).text;
}

/** As many pods as the finding counts; of a mended budget, as many as the environment has. */
function podsFor(sentences: readonly string[]): string[] {
  const [, count = '2'] = /and (\d+) pods? at least/.exec(sentences.join()) ?? [];
  return Array.from({ length: Number(count) }, (_, index) => `web-${index}`);
}

const inNamespace = ({ content }: ObjectOf<'PodDisruptionBudget'>, namespace: string): object => ({
  ...content,
  metadata: { name: 'web', namespace },
});

const pod = (name: string, namespace: string, { content }: ObjectOf<'PodDisruptionBudget'>): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: content.spec.selector?.matchLabels },
  spec: { containers: [{ name: 'web', image: 'web:1.0' }] },
});

/** Waits until the controller has counted the pods. */
async function observed(kubectl: Kubectl, namespace: string, count: number): Promise<void> {
  for (let second = 0; second < SECONDS_TO_OBSERVE; second++) {
    const { stdout } = await kubectl.run([
      ...['get', 'poddisruptionbudget', 'web', `--namespace=${namespace}`],
      '--output=jsonpath={.status.currentHealthy}',
    ]);
    if (Number(stdout) === count) return;
    await sleep(1000);
  }
}
