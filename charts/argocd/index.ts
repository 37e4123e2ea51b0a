import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  checkDelivery,
  DEFAULT_FOLDER,
  DEFAULT_REVISION,
  type Part,
  partsOf,
} from '../../lib/constructs/delivery/props';
import type { ArgoCdProps, Destination, IgnoredDifference } from './props';

export type * from './props';

const API = 'argoproj.io/v1alpha1';
const IN_CLUSTER: Destination = { server: 'https://kubernetes.default.svc' };

/** Fields set by autoscalers and the rollout operator, and certificates that operators put into their webhooks. */
const OWNED_BY_OTHERS: readonly IgnoredDifference[] = [
  ...['Deployment', 'StatefulSet'].map((kind) => ({
    group: 'apps',
    kind,
    managedFieldsManagers: ['kube-controller-manager', 'rollout-operator'],
  })),
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind) => ({
    group: 'admissionregistration.k8s.io',
    kind,
    jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
  })),
];

/**
 * Has ArgoCD apply environments: Applications, or one ApplicationSet that makes one for each folder of `dist/`. The
 * objects go to the cluster of ArgoCD, so it is a chart of an environment of its own, which is applied once by hand.
 */
export class ArgoCd extends Chart {
  /** @throws UserError if an address, a folder or a name cannot be */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ArgoCdProps,
  ) {
    super(scope, id);
    const { applications = [], applicationSet } = props;
    checkDelivery(`${this.node.path}: applications`, props, applications);
    for (const { destination, ...environment } of applications) {
      for (const [index, part] of partsOf(environment, props.folder).entries()) {
        new ApiObject(this, part.name, {
          apiVersion: API,
          kind: 'Application',
          metadata: {
            ...this.metadata(part.name),
            // Of stages, each waits for the one before, if an Application of their own makes them.
            ...(environment.stages !== undefined && {
              annotations: { 'argocd.argoproj.io/sync-wave': String(index) },
            }),
          },
          spec: this.spec(part.path, destination, part),
        });
      }
    }
    if (applicationSet === undefined) return;
    const { name = 'observability', exclude = [], destination } = applicationSet;
    const { repoUrl, revision = DEFAULT_REVISION, folder = DEFAULT_FOLDER } = props;
    new ApiObject(this, name, {
      apiVersion: API,
      kind: 'ApplicationSet',
      metadata: this.metadata(name),
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        // An environment that is renamed by mistake keeps running.
        syncPolicy: { preserveResourcesOnDeletion: true },
        generators: [
          {
            git: {
              repoURL: repoUrl,
              revision,
              directories: [
                { path: `${folder}/*` },
                ...exclude.map((environment) => ({ path: `${folder}/${environment}`, exclude: true })),
              ],
            },
          },
        ],
        template: {
          metadata: { name: '{{.path.basenameNormalized}}' },
          spec: this.spec('{{.path.path}}', destination),
        },
      },
    });
  }

  private metadata(name: string) {
    return { name, namespace: this.props.namespace ?? 'argocd' };
  }

  private spec(
    path: string,
    destination: Destination = IN_CLUSTER,
    { include, exclude = [] }: Partial<Part> = {},
  ): object {
    const { repoUrl, revision = DEFAULT_REVISION, project = 'default', automated, ignoreDifferences = [] } = this.props;
    const directory = {
      ...(include !== undefined && { include: glob(include) }),
      ...(exclude.length > 0 && { exclude: glob(exclude) }),
    };
    return {
      project,
      destination,
      source: {
        repoURL: repoUrl,
        targetRevision: revision,
        path,
        ...(Object.keys(directory).length > 0 && { directory }),
      },
      syncPolicy: {
        ...(automated && { automated: { prune: automated.prune ?? false, selfHeal: automated.selfHeal ?? false } }),
        syncOptions: [
          // Large ConfigMaps do not fit the annotation of the other way, and fields have owners.
          'ServerSideApply=true',
          'RespectIgnoreDifferences=true',
          'ApplyOutOfSyncOnly=true',
          'PruneLast=true',
        ],
      },
      ignoreDifferences: [...OWNED_BY_OTHERS, ...ignoreDifferences],
    };
  }
}

/** One pattern for several files, as ArgoCD takes it. */
const glob = ([first = '', ...others]: readonly string[]): string =>
  others.length === 0 ? first : `{${[first, ...others].join(',')}}`;
