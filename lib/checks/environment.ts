import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Check } from './check';
import type { Cluster, ExternalObject } from './cluster';
import type { Acceptance, Finding, Severity } from './finding';
import { linkFindings } from './links';
import { policyFindings } from './policy';
import { mergingGossip } from './rings/gossip';
import { installationRingsOf } from './rings/ring-checks';

export interface EnvironmentChecksProps {
  /** What is there already, or is made by hand, such as the Secret of a first user. @default - nothing */
  readonly external?: readonly ExternalObject[];
  /** What becomes of careless things, such as an image without a tag. @default "warning" */
  readonly policy?: Severity | 'off';
  /** Findings that are known and wanted all the same. @default - none */
  readonly accepts?: readonly Acceptance[];
}

/** What is found when the objects of a whole environment are looked at together. */
export function environmentFindings(
  app: IConstruct,
  cluster: Cluster,
  { policy = 'warning' }: EnvironmentChecksProps = {},
): Finding[] {
  return [
    ...cluster.refused,
    ...linkFindings(cluster),
    ...mergingGossip(installationRingsOf(app)),
    ...(policy === 'off' ? [] : policyFindings(cluster).map((finding) => ({ ...finding, severity: policy }))),
  ];
}

const ENVIRONMENT = Symbol.for('cdk8s-lgtm.environment-checks');

/**
 * Checks of all objects of an environment together: whether everything that one names exists, whether Kubernetes takes
 * it, and whether it is as it should be. An environment without it is checked all the same, with nothing external.
 */
export class EnvironmentChecks extends Check {
  constructor(app: App, id: string, props: EnvironmentChecksProps = {}) {
    super(app, id, { ...props, find: (cluster) => environmentFindings(app, cluster, props) });
    Object.defineProperty(this, ENVIRONMENT, { value: true });
  }
}

/** Whether an app says itself how it is to be checked. */
export const hasEnvironmentChecks = (app: IConstruct): boolean =>
  app.node.children.some((construct) => ENVIRONMENT in construct);
