import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Day } from '../model/config/types';
import { isDay } from '../model/config/value-types';
import { UserError, within } from '../values/errors';
import { show } from '../values/text';
import { apiFindings } from './api';
import { availabilityFindings } from './availability';
import type { RuleFinding } from './catalog';
import { Check } from './check';
import type { Cluster, ExternalObject } from './cluster';
import { collectFindings } from './collect';
import { type ConfiguredSeverities, mistakeInSeverities } from './configured-severity';
import { droppedFields } from './dropped-fields';
import type { Acceptance } from './finding';
import { podsWithoutRole } from './identity/iam-role';
import { languageFindings } from './languages';
import { linkFindings } from './links';
import { monitoringFindings } from './monitoring';
import { podFindings } from './pods';
import { policyFindings } from './policy';
import { requestFindings } from './requests';
import { mergingGossip } from './rings/gossip';
import { installationRingsOf } from './rings/ring-checks';
import { ringWorkloads } from './rings/tolerance';
import { mergedSchemas, SHIPPED } from './schema/custom-resources';
import { definedSchemas } from './schema/definitions';
import { KubernetesApi } from './schema/kubernetes';
import { ServedApi } from './schema/served-api';
import { sizeFindings } from './schema/sizes';
import { DEFAULT_VERSION, KUBERNETES_VERSIONS, type KubernetesVersion } from './schema/versions';
import { secretFindings } from './secrets';
import { configure, isConfigured } from './settings';
import { sharingFindings } from './sharing';
import { validationFindings } from './validations';

export interface EnvironmentChecksProps {
  /** Objects that exist already or are created by hand, such as the Secret of Grafana's first user. @default - none */
  readonly external?: readonly ExternalObject[];
  /**
   * Severity of findings by id, or by group as `policy/*`, in the whole environment; "off" disables them. An id has
   * precedence over its group. @default - those of `docs/checks.md`
   */
  readonly severity?: ConfiguredSeverities;
  /**
   * The day for which the environment is checked, as `YYYY-MM-DD`: checks never ask the clock. The first period of the
   * schema of a Loki has to begin by then (`config/schema-start`).
   * @default - none: only a first period from 2050 on is an error
   */
  readonly today?: Day;
  /** Findings to ignore, with reasons. @default - none */
  readonly accepts?: readonly Acceptance[];
  /**
   * Version of Kubernetes that the cluster runs; of those in between, the one below. Its kinds and fields are allowed.
   * @default "1.28", the oldest: what it takes, later versions take too, but for what is deprecated
   */
  readonly kubernetes?: KubernetesVersion;
  /**
   * CustomResourceDefinitions of the cluster, as objects or YAML (`readCustomResources` reads them from a file or a
   * folder). Objects of their kinds are validated. Those of the operators that the charts know, and those among the
   * objects of the environment, need not be listed. If this is set, kinds that none of them defines are reported
   * (`schema/unregistered`). @default - other custom resources are not validated
   */
  readonly customResources?: ReadonlyArray<string | object>;
}

/** Rules that need the objects of a whole environment. */
export function environmentFindings(app: IConstruct, cluster: Cluster): RuleFinding[] {
  const installations = installationRingsOf(app);
  const inRings = ringWorkloads(installations, cluster);
  return [
    ...validationFindings(app),
    ...cluster.refused,
    ...droppedFields(app, cluster),
    ...sizeFindings(cluster),
    ...apiFindings(cluster),
    ...linkFindings(cluster),
    ...monitoringFindings(cluster),
    ...podFindings(cluster),
    ...languageFindings(cluster),
    ...collectFindings(cluster),
    ...requestFindings(cluster),
    ...podsWithoutRole(cluster),
    ...sharingFindings(cluster),
    ...availabilityFindings(cluster, (workload) => inRings.has(workload)),
    ...mergingGossip(installations),
    ...policyFindings(cluster),
    ...secretFindings(cluster),
  ];
}

/**
 * Checks all objects of an environment: references to missing objects, Kubernetes schemas
 * and policies. An environment without this construct is also checked, without external objects.
 * @throws UserError if the environment already has one, or a severity is invalid
 */
export class EnvironmentChecks extends Check {
  constructor(app: App, id: string, props: EnvironmentChecksProps = {}) {
    super(app, id, { ...props, find: (cluster) => environmentFindings(app, cluster) });
    const { severity = {}, kubernetes = DEFAULT_VERSION, customResources, today } = props;
    const mistake = mistakeInSeverities(severity);
    if (mistake !== undefined) throw new UserError(`${this.node.path}: severity${mistake}`);
    if (today !== undefined && !isDay(today)) {
      throw new UserError(`${this.node.path}: today: found ${show(today)}, allowed is a day as YYYY-MM-DD: correct it`);
    }
    const other = app.node.children.find((construct) => construct !== this && isConfigured(construct));
    if (other) {
      throw new UserError(
        `${this.node.path}: found EnvironmentChecks "${other.node.path}" in the environment already, allowed is one: merge external, accepts and severity of both into it`,
      );
    }
    if (!KUBERNETES_VERSIONS.includes(kubernetes)) {
      throw new UserError(
        `${this.node.path}: kubernetes: found ${show(kubernetes)}, allowed are ${KUBERNETES_VERSIONS.map(show).join(', ')}: use the last one that is not newer than the cluster`,
      );
    }
    const custom = within(this.node.path, () => definedSchemas(customResources ?? []));
    const api = new ServedApi(
      KubernetesApi.of(kubernetes),
      mergedSchemas(SHIPPED, custom),
      customResources !== undefined,
    );
    configure(this, { severity, api, today });
  }
}

/** Whether an app contains an `EnvironmentChecks`. */
export const hasEnvironmentChecks = (app: IConstruct): boolean => app.node.children.some(isConfigured);
