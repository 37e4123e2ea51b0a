import { isMap } from '../../lib/values/data';

/** An object of a manifest. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Values by their paths, such as `spec.replicas`; a value of undefined removes the field. */
export type Changes = Readonly<Record<string, unknown>>;

/** An object with some values changed; `\\.` is a dot in a key. */
export const set = (object: Manifest, changes: Changes): Manifest =>
  Object.entries(changes).reduce<Manifest>((changed, [path, value]) => {
    const steps = path.split(/(?<!\\)\./).map((step) => step.replaceAll('\\.', '.'));
    const made = put(changed, steps, value);
    return isMap(made) ? made : changed;
  }, object);

function put(at: unknown, [step, ...steps]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(at)) return at.map((item, index) => (String(index) === step ? put(item, steps, value) : item));
  const { [step]: old, ...rest } = isMap(at) ? at : {};
  const made = put(old, steps, value);
  return made === undefined ? rest : { ...rest, [step]: made };
}

const metadata = (name: string) => ({ name, namespace: 'a' });
const labels = (name: string) => ({ app: name });

/** A workload with one container. */
export const workload = (
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet',
  name: string,
  changes: Changes = {},
): Manifest =>
  set(
    {
      apiVersion: 'apps/v1',
      kind,
      metadata: metadata(name),
      spec: {
        ...(kind === 'StatefulSet' && { serviceName: name }),
        ...(kind !== 'DaemonSet' && { replicas: 3 }),
        selector: { matchLabels: labels(name) },
        template: {
          metadata: { labels: labels(name) },
          spec: { containers: [{ name: 'main', image: 'web:1' }] },
        },
      },
    },
    changes,
  );

export const service = (name: string, changes: Changes = {}): Manifest =>
  set(
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(name),
      spec: { selector: labels(name), ports: [{ name: 'http', port: 80 }] },
    },
    changes,
  );

export const configMap = (name: string, data: Readonly<Record<string, string>>, changes: Changes = {}): Manifest =>
  set({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(name), data }, changes);

export const claim = (name: string, changes: Changes = {}): Manifest =>
  set(
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: metadata(name),
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
    },
    changes,
  );

export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: Manifest,
  changes: Changes = {},
): Manifest => set({ apiVersion, kind, metadata: metadata(name), ...rest }, changes);

export const job = (changes: Changes = {}): Manifest =>
  object(
    'batch/v1',
    'Job',
    'job',
    { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'web:1' }] } } } },
    changes,
  );

/** The claim template for the data of a StatefulSet. */
export const DATA = {
  'spec.volumeClaimTemplates': [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
    },
  ],
} as const;

const CONFIGURED = (container: Manifest, map: string): Changes => ({
  'spec.template.spec.containers': [container],
  'spec.template.spec.volumes': [{ name: 'config', configMap: { name: map } }],
});

export interface IngesterProps {
  readonly image?: string;
  readonly zone?: string;
  readonly changes?: Changes;
}

/** Ingesters of a system, that read its configuration and keep data at `/data`. */
export const ingesters = (
  system: string,
  name: string,
  { image = '1', zone, changes = {} }: IngesterProps = {},
): Manifest =>
  workload('StatefulSet', name, {
    ...CONFIGURED(
      {
        name: 'ingester',
        image: `grafana/${system}:${image}`,
        args: [
          '-target=ingester',
          '-config.file=/etc/config/config.yaml',
          ...(zone === undefined ? [] : [`-ingester.ring.instance-availability-zone=${zone}`]),
        ],
        volumeMounts: [
          { name: 'config', mountPath: '/etc/config' },
          { name: 'data', mountPath: '/data' },
        ],
      },
      `${system}-config`,
    ),
    ...DATA,
    ...changes,
  });

/** The configuration of a system. */
export const config = (system: string, ...lines: readonly string[]): Manifest =>
  configMap(`${system}-config`, { 'config.yaml': `${lines.join('\n')}\n` });

/** A pair of objects, its findings as `rule object`, and text that their sentences contain. */
export type Pair = readonly [
  what: string,
  before: readonly Manifest[],
  after: readonly Manifest[],
  expected: readonly string[],
  says?: RegExp,
];
