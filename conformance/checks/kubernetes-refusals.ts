import { render } from '../../lib/app/synth/render';
import { clusterOf } from '../../lib/checks/check';
import { type ManifestObject, manifestOf, objectsOf } from '../../lib/checks/manifest';
import { API_PAIRS } from '../../test/checks/pairs/api';
import type { ApiPair } from '../../test/checks/pairs/api-objects';
import { type Change, environment } from '../../test/checks/sound';
import { type ConformanceCheck, counted, type Judgement, together } from '../check';
import { startApiServer } from '../kubernetes/api-server';
import { errorsIn, Kubectl } from '../kubernetes/kubectl';

/** Pairs whose broken object the server itself refuses. */
type RefusedPair = ApiPair & { readonly refused: RegExp };

const PAIRS = API_PAIRS.filter((pair): pair is RefusedPair => pair.refused !== undefined);
/** Requests at the same time. */
const AT_ONCE = 8;

export const kubernetesRefusals: ConformanceCheck = {
  name: 'kubernetes-refusals',
  summary: 'an API server refuses what `npm run check` says that it refuses, and takes the mended objects',
  programs: ['kube-apiserver', 'etcd', 'kubectl'],
  once: true,
  task: () => ({
    subject: counted(PAIRS.length, 'broken object'),
    versions: [],
    run: async (programs, folder) => {
      const server = await startApiServer({
        etcd: programs('etcd').file,
        apiServer: programs('kube-apiserver').file,
        kubectl: programs('kubectl').file,
        folder,
      });
      try {
        return await judge(new Kubectl(programs('kubectl').file, server.connection));
      } finally {
        server.stop();
      }
    },
  }),
};

async function judge(kubectl: Kubectl): Promise<Judgement> {
  const judgements: Judgement[] = [];
  const stored = new Set<string>();
  for (let start = 0; start < PAIRS.length; start += AT_ONCE) {
    const pairs = PAIRS.slice(start, start + AT_ONCE).map((pair) => ({ pair, broken: made(pair.broken) }));
    for (const { broken } of pairs) await storeNamespaces(broken.namespaces, kubectl, stored);
    judgements.push(
      ...(await Promise.all(pairs.map(({ pair, broken }) => judgePair(pair, broken, kubectl)))).map((sentences) => ({
        refusals: sentences,
        remarks: [],
      })),
    );
  }
  return together(judgements);
}

/** What of an environment is given to the server. */
interface Made {
  readonly namespaces: readonly ManifestObject[];
  readonly objects: ReadonlyMap<string, ManifestObject>;
  /** Objects that findings are about. */
  readonly found: readonly string[];
}

function made(change: Change): Made {
  const app = environment(change);
  const objects = objectsOf(manifestOf(app));
  return {
    namespaces: clusterOf(app, objects).of('Namespace'),
    objects: new Map(objects.map((object) => [object.identity, object])),
    found: render(app, '#').findings.flatMap(({ object }) => object ?? []),
  };
}

/** The environment that most pairs are mended to. */
let soundEnvironment: Made | undefined;
function sound(): Made {
  soundEnvironment ??= made({});
  return soundEnvironment;
}

/** A dry run sees only namespaces that are stored. */
async function storeNamespaces(namespaces: readonly ManifestObject[], kubectl: Kubectl, stored: Set<string>) {
  for (const { content } of namespaces) {
    const text = JSON.stringify(content);
    if (stored.has(text)) continue;
    stored.add(text);
    await kubectl.run(['apply', '--filename=-'], text);
  }
}

async function judgePair(pair: RefusedPair, broken: Made, kubectl: Kubectl): Promise<string[]> {
  const name = `${pair.id}: ${pair.what}`;
  const mended = pair.mended === undefined ? sound() : made(pair.mended);
  const sentences: string[] = [];
  for (const identity of new Set(broken.found)) {
    const errors = await errorsFor(broken.objects.get(identity), kubectl);
    if (errors.length === 0) sentences.push(`${name}: ${identity} is taken`);
    else if (!errors.some((error) => pair.refused.test(error))) {
      sentences.push(
        `${name}: ${identity} is refused with other words than ${String(pair.refused)}: ${errors[0] ?? ''}`,
      );
    }
    const others = await errorsFor(mended.objects.get(identity), kubectl);
    if (others.length > 0) sentences.push(`${name}: ${identity} is refused when it is mended: ${others[0] ?? ''}`);
  }
  return sentences;
}

async function errorsFor(object: ManifestObject | undefined, kubectl: Kubectl): Promise<string[]> {
  if (object === undefined) return [];
  const ran = await kubectl.run(
    ['create', '--dry-run=server', '--validate=strict', '--filename=-'],
    JSON.stringify(object.content),
  );
  return errorsIn(ran);
}
