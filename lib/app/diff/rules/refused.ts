import { amountOf } from '../../../values/amount';
import { labelsAt, mapAt, textAt, valueAt } from '../../../values/data';
import type { Change } from '../compare/changes';
import type { FieldChange } from '../compare/fields';
import type { Statement } from '../model';
import type { DiffObject } from '../read/objects';
import { shownValue } from '../words';

/** A field that cannot be changed, and the alternative. */
interface Immutable {
  readonly rule: string;
  /** Paths that it covers. */
  readonly path: RegExp;
  readonly remedy: (object: DiffObject) => string;
  /** @default - always */
  readonly when?: (before: DiffObject, after: DiffObject, field: FieldChange) => boolean;
}

const deletion = ({ content: { kind, metadata } }: DiffObject, flags = ''): string =>
  `kubectl ${metadata.namespace === undefined ? '' : `-n ${metadata.namespace} `}delete ${kind.toLowerCase()} ${metadata.name}${flags}`;

/** The pods stay, and the new object takes them over. */
const orphan = (object: DiffObject): string =>
  `run \`${deletion(object, ' --cascade=orphan')}\`, which leaves its pods running, and apply again`;
const again = (object: DiffObject): string => `run \`${deletion(object)}\` and apply again`;
const rename = (): string => 'give it a new name, and name that one where it is used';

const CLAIM_GROWTH = /^spec\.resources\.requests\.storage$/;
const selectorOf = (rule: string): Immutable => ({
  rule,
  path: /^spec\.selector\b/,
  remedy: (object) => `${orphan(object)}; pods with other labels are not taken over: delete those by hand`,
});

/** The server has filled in `rollingUpdate`, and allows it for no other type; a manifest that leaves it out keeps it. */
const strategyOf = (path: string, rule: string, hint = ''): Immutable => ({
  rule,
  path: new RegExp(`^${path}\\b`),
  when: (before, after) => {
    const [from, to] = [before, after].map(({ content }) => textAt(content, `${path}.type`) ?? 'RollingUpdate');
    return from === 'RollingUpdate' && to !== 'RollingUpdate';
  },
  remedy: (object) => {
    const { kind, metadata } = object.content;
    const [, field = ''] = path.split('.');
    const patch = JSON.stringify({
      spec: { [field]: { type: textAt(object.content, `${path}.type`), rollingUpdate: null } },
    });
    return `run \`kubectl -n ${metadata.namespace ?? 'default'} patch ${kind.toLowerCase()} ${metadata.name} --type=merge -p '${patch}'\`, which takes the rollingUpdate away that the server filled in, and apply again${hint}`;
  },
});

/** Fields that the API server of Kubernetes 1.28 refuses to change, by kind. */
const IMMUTABLE: Readonly<Record<string, readonly Immutable[]>> = {
  StatefulSet: [
    {
      rule: 'refused/claim-templates',
      path: /^spec\.volumeClaimTemplates\b/,
      remedy: (object) => `${orphan(object)}; claims that are there keep their size and class: change those by hand`,
    },
    selectorOf('refused/selector'),
    { rule: 'refused/service-name', path: /^spec\.serviceName$/, remedy: orphan },
    strategyOf('spec.updateStrategy', 'refused/strategy'),
    { rule: 'refused/pod-management-policy', path: /^spec\.podManagementPolicy$/, remedy: orphan },
    {
      rule: 'refused/field',
      path: /^spec\.(?!(replicas|ordinals|template|updateStrategy|persistentVolumeClaimRetentionPolicy|minReadySeconds|volumeClaimTemplates|selector|serviceName|podManagementPolicy)\b)/,
      remedy: orphan,
    },
  ],
  Deployment: [
    selectorOf('refused/selector'),
    strategyOf('spec.strategy', 'refused/strategy-server-side', '; kubectl apply without --server-side does so itself'),
  ],
  DaemonSet: [selectorOf('refused/selector')],
  Job: [
    { rule: 'refused/job-template', path: /^spec\.template\b/, when: (before) => !runsAgain(before), remedy: again },
    { rule: 'refused/field', path: /^spec\.(selector|completionMode|completions|podFailurePolicy)\b/, remedy: again },
  ],
  Service: [
    {
      // One without an address in its manifest got one from the server, and cannot lose it.
      rule: 'refused/cluster-ip',
      path: /^spec\.clusterIP$/,
      when: (before, after, field) =>
        field.after !== undefined &&
        ![before, after].some(({ content }) => textAt(content, 'spec.type') === 'ExternalName'),
      remedy: (object) => `${again(object)}: its address changes, and until then it has none`,
    },
  ],
  ConfigMap: [{ rule: 'refused/immutable', path: /^(data|binaryData|immutable)\b/, when: isImmutable, remedy: rename }],
  Secret: [
    { rule: 'refused/immutable', path: /^(data|immutable)\b/, when: isImmutable, remedy: rename },
    { rule: 'refused/field', path: /^type$/, remedy: again },
  ],
  PersistentVolumeClaim: [
    {
      rule: 'refused/shrinking-claim',
      path: CLAIM_GROWTH,
      when: (_, __, { before, after }) => (amountOf(after) ?? 0) < (amountOf(before) ?? 0),
      remedy: () => 'keep the size, or copy what is in it to a new claim',
    },
    {
      rule: 'refused/claim',
      path: /^spec\.(?!resources\b)/,
      remedy: () => 'keep the field, or copy what is in it to a new claim',
    },
  ],
  PersistentVolume: [
    { rule: 'refused/field', path: /^spec\.(csi|hostPath|nfs|local|volumeMode|nodeAffinity)\b/, remedy: again },
  ],
  RoleBinding: [{ rule: 'refused/role-ref', path: /^roleRef\b/, remedy: again }],
  ClusterRoleBinding: [{ rule: 'refused/role-ref', path: /^roleRef\b/, remedy: again }],
  StorageClass: [
    { rule: 'refused/field', path: /^(provisioner|parameters|reclaimPolicy|volumeBindingMode)\b/, remedy: again },
  ],
  Pod: [
    {
      rule: 'refused/pod',
      path: /^spec\.(?!(activeDeadlineSeconds|(initContainers|containers)\[.*\]\.image|tolerations)\b)/,
      remedy: again,
    },
  ],
};

function isImmutable(before: DiffObject): boolean {
  return before.content['immutable'] === true;
}

/** Changes that the API server refuses: the whole object then stays unchanged. */
export function* refused(change: Change): Generator<Statement> {
  if (change.kind === 'added' || change.kind === 'removed') return;
  const { after } = change;
  if (change.kind === 'changed') yield* refusedFields(change.before, after, change.fields);
  const matchLabels = labelsAt(after.content, 'spec.selector.matchLabels');
  if (['Deployment', 'StatefulSet', 'DaemonSet'].includes(after.content.kind)) {
    const labels = labelsAt(mapAt(after.content, 'spec.template.metadata'), 'labels');
    const missing = Object.entries(matchLabels).find(([key, value]) => labels[key] !== value);
    if (missing === undefined) return;
    yield {
      effect: 'refused',
      rule: 'refused/selector-labels',
      object: after.identity,
      sentence: `spec.template.metadata.labels: found ${shownValue(labels[missing[0]])} for ${missing[0]}, which spec.selector wants to be ${missing[1]}: the API server refuses it, give the pods the label`,
    };
  }
}

function* refusedFields(before: DiffObject, after: DiffObject, fields: readonly FieldChange[]): Generator<Statement> {
  for (const { rule, path, remedy, when = () => true } of IMMUTABLE[after.content.kind] ?? []) {
    const found = fields.filter((field) => path.test(field.path) && when(before, after, field));
    const [first] = found;
    if (first === undefined) continue;
    const more = found.length > 1 ? ` and ${found.length - 1} more` : '';
    yield {
      effect: 'refused',
      rule,
      object: after.identity,
      sentence: `${first.path}: ${valueText(first, after)}${more}, which the API server refuses to change, so that nothing of this object is applied: ${remedy(after)}`,
    };
  }
}

const valueText = ({ path, before, after, reordered }: FieldChange, { content }: DiffObject): string => {
  if (reordered === true) return 'other order';
  if (content.kind === 'Secret' && path.startsWith('data')) return 'changes';
  return `${shownValue(before, path)} → ${shownValue(after, path)}`;
};

/** Whether the API server rejects a change. */
export const isRefused = (change: Change): boolean => [...refused(change)].length > 0;

/** A Job that deletes itself when it is done, or that ArgoCD replaces. */
export const runsAgain = ({ content }: DiffObject): boolean =>
  valueAt(content, 'spec.ttlSecondsAfterFinished') !== undefined ||
  content.metadata.annotations?.['argocd.argoproj.io/hook'] !== undefined;
