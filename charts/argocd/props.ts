import type { DeliveredEnvironment, RepositoryProps } from '../../lib/constructs/delivery/props';

/** The cluster that manifests are applied to. */
export type Destination =
  /** Address of its API server (`destination.server`). */
  | { readonly server: string }
  /** Its name in ArgoCD (`destination.name`). */
  | { readonly name: string };

/** Automatic sync (`syncPolicy.automated`). */
export interface AutomatedSync {
  /** Whether objects are deleted that are in no manifest any more. @default false */
  readonly prune?: boolean;
  /** Whether manual changes in the cluster are reverted. @default false */
  readonly selfHeal?: boolean;
}

/** Fields that ArgoCD does not compare, since something in the cluster sets them (`ignoreDifferences[]`). */
export interface IgnoredDifference {
  /** API group, such as `apps`. @default - the core group */
  readonly group?: string;
  readonly kind: string;
  /** @default - any */
  readonly name?: string;
  /** @default - any */
  readonly namespace?: string;
  /** Fields such as `/spec/replicas`. */
  readonly jsonPointers?: readonly string[];
  /** Fields such as `.webhooks[]?.clientConfig.caBundle`. */
  readonly jqPathExpressions?: readonly string[];
  /** Managers of the fields. */
  readonly managedFieldsManagers?: readonly string[];
}

/** An environment as Applications. */
export interface ApplicationProps extends DeliveredEnvironment {
  /** @default - the cluster that ArgoCD runs in */
  readonly destination?: Destination;
}

/** One Application for each folder of the repository. */
export interface ApplicationSetProps {
  /** @default "observability" */
  readonly name?: string;
  /** Environments that are not delivered, such as that with this chart. @default - none */
  readonly exclude?: readonly string[];
  /** @default - the cluster that ArgoCD runs in */
  readonly destination?: Destination;
}

interface CommonProps extends RepositoryProps {
  /** Namespace of ArgoCD. @default "argocd" */
  readonly namespace?: string;
  /** Project of ArgoCD (`spec.project`). @default "default" */
  readonly project?: string;
  /** @default - manual sync */
  readonly automated?: AutomatedSync;
  /** Fields that are ignored besides those that autoscalers and operators own. @default - none */
  readonly ignoreDifferences?: readonly IgnoredDifference[];
}

export type ArgoCdProps = CommonProps &
  (
    | {
        /** Applications, for stages or several clusters. */
        readonly applications: readonly [ApplicationProps, ...ApplicationProps[]];
        readonly applicationSet?: never;
      }
    | {
        /** One ApplicationSet that finds the environments itself. */
        readonly applicationSet: ApplicationSetProps;
        readonly applications?: never;
      }
  );
