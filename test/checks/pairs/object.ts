import { Construct } from 'constructs';
import { KubeService } from '../../../lib/values/k8s';
import type { Change } from '../sound';
import { add, config, object, patch } from './changes';
import type { Pair } from './pair';

const service = (field: string): Change => ({
  objects: (chart) =>
    new KubeService(chart, 'more', {
      metadata: { name: 'more' },
      spec: { selector: { app: 'web' }, ports: [{ port: 8080 }] },
    }).addJsonPatch(add(`/spec/${field}`, true)),
});

const validated = (errors: string[]): Change => ({
  objects: (chart) => new Construct(chart, 'other').node.addValidation({ validate: () => errors }),
});

/** Findings about single objects and constructs, of groups with few ids. */
export const OBJECT_PAIRS: readonly Pair[] = [
  {
    id: 'schema/size',
    what: 'annotations that are too large',
    broken: patch('ConfigMap/web', add('/metadata/annotations', { note: 'x'.repeat(256 * 1024) })),
    mended: patch('ConfigMap/web', add('/metadata/annotations', { note: 'x'.repeat(1024) })),
    sentence: /annotations/,
  },
  {
    id: 'schema/apply-size',
    what: 'a ConfigMap that is too large for kubectl apply',
    broken: object('v1', 'ConfigMap', { data: { text: 'x '.repeat(150 * 1024) } }),
    mended: object('v1', 'ConfigMap', { data: { text: 'x '.repeat(100 * 1024) } }),
    sentence: /--server-side/,
  },
  {
    id: 'object/dropped-field',
    what: 'a patch with a name that the typed class does not have',
    broken: service('publishNotReadyAddress'),
    mended: service('publishNotReadyAddresses'),
    sentence: /^\/spec\/publishNotReadyAddress: found true, which is not written/,
  },
  {
    id: 'construct/validation',
    what: 'a construct of another package that reports an error',
    broken: validated(['replicas: found 0']),
    mended: validated([]),
    at: 'web/other',
    sentence: /^replicas: found 0$/,
  },
  {
    id: 'acceptance/unused',
    what: 'an acceptance of a finding that does not exist',
    broken: { ...config(''), checks: { accepts: [{ id: 'ring/quorum', reason: 'it is a test' }] } },
    sentence: /^accepts\[0\]\.id: found "ring\/quorum", which matches no finding/,
  },
];
