import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UserError } from '../values/errors';
import { listed, show } from '../values/text';
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
  /** Objects that exist already or are created by hand, such as the Secret of Grafana's first user. @default - none */
  readonly external?: readonly ExternalObject[];
  /** Severity of `policy/...` findings, such as an image without a tag; "off" disables them. @default "warning" */
  readonly policy?: Severity | 'off';
  /** Findings to ignore, with reasons. @default - none */
  readonly accepts?: readonly Acceptance[];
}

/** Rules that need the objects of a whole environment. */
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
 * Checks all objects of an environment: references to missing objects, Kubernetes schemas
 * and policies. An environment without this construct is also checked, without external objects.
 * @throws UserError if the environment already has one, or the policy is invalid
 */
export class EnvironmentChecks extends Check {
  constructor(app: App, id: string, props: EnvironmentChecksProps = {}) {
    super(app, id, { ...props, find: (cluster) => environmentFindings(app, cluster, props) });
    const { policy = 'warning' } = props;
    if (!POLICIES.includes(policy)) {
      throw new UserError(
        `${this.node.path}: policy: found ${show(policy)}, allowed are ${listed(POLICIES.map(show))}: use one of those`,
      );
    }
    const other = app.node.children.find((construct) => ENVIRONMENT in construct);
    if (other) {
      throw new UserError(
        `${this.node.path}: found EnvironmentChecks "${other.node.path}" in the environment already, allowed is one: merge external, accepts and policy of both into it`,
      );
    }
    Object.defineProperty(this, ENVIRONMENT, { value: true });
  }
}

/** Whether an app contains an `EnvironmentChecks`. */
export const hasEnvironmentChecks = (app: IConstruct): boolean =>
  app.node.children.some((construct) => ENVIRONMENT in construct);
