import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UserError } from '../errors';
import { listed, show } from '../text';
import { Check } from './check';
import type { Cluster, ExternalObject } from './cluster';
import { droppedFields } from './dropped-fields';
import type { Acceptance, Finding, Severity } from './finding';
import { linkFindings } from './links';
import { monitoringFindings } from './monitoring';
import { policyFindings } from './policy';
import { mergingGossip } from './rings/gossip';
import { installationRingsOf } from './rings/ring-checks';
import { sizeFindings } from './schema/sizes';

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
    ...droppedFields(app, cluster),
    ...sizeFindings(cluster),
    ...linkFindings(cluster),
    ...monitoringFindings(cluster),
    ...mergingGossip(installationRingsOf(app)),
    ...(policy === 'off' ? [] : policyFindings(cluster).map((finding) => ({ ...finding, severity: policy }))),
  ];
}

const POLICIES = ['error', 'warning', 'off'] as const;
const ENVIRONMENT = Symbol.for('cdk8s-lgtm.environment-checks');

/**
 * Checks of all objects of an environment together: whether everything that one names exists, whether Kubernetes takes
 * it, and whether it is as it should be. An environment without it is checked all the same, with nothing external.
 * @throws UserError if the environment has one already, or the policy is none
 */
export class EnvironmentChecks extends Check {
  constructor(app: App, id: string, props: EnvironmentChecksProps = {}) {
    super(app, id, { ...props, find: (cluster) => environmentFindings(app, cluster, props) });
    const { policy = 'warning' } = props;
    if (!POLICIES.includes(policy)) {
      throw new UserError(
        `${this.node.path}: policy: found ${show(policy)}, allowed are ${listed(POLICIES.map(show))}: take one of those`,
      );
    }
    const other = app.node.children.find((construct) => ENVIRONMENT in construct);
    if (other) {
      throw new UserError(
        `${this.node.path}: found EnvironmentChecks "${other.node.path}" in the environment already, allowed is one: put external, accepts and policy of both into it`,
      );
    }
    Object.defineProperty(this, ENVIRONMENT, { value: true });
  }
}

/** Whether an app says itself how it is to be checked. */
export const hasEnvironmentChecks = (app: IConstruct): boolean =>
  app.node.children.some((construct) => ENVIRONMENT in construct);
