import type { App } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { DeployedRing } from '../../model/ring/deployed-ring';
import type { InstallationRings } from '../../model/ring/description';
import type { RuleFinding } from '../catalog';
import { Check } from '../check';
import { Cluster } from '../cluster';
import type { Acceptance } from '../finding';
import { manifestOf, objectsOf } from '../manifest';
import { ringFindings } from '.';
import { findRings } from './find-rings';

const RINGS = Symbol.for('cdk8s-lgtm.ring-checks');

/** Checks the rings of an installation. */
export class RingChecks extends Check {
  constructor(
    scope: Construct,
    id: string,
    readonly installation: InstallationRings,
    accepts?: readonly Acceptance[],
    /** Finds other problems of the installation, so that its `accepts` apply to all of them. */
    further: (cluster: Cluster) => readonly RuleFinding[] = () => [],
  ) {
    super(scope, id, {
      find: (cluster) => [...ringFindings(installation, cluster), ...further(cluster)],
      accepts,
    });
    Object.defineProperty(this, RINGS, { value: true });
  }
}

const isRingChecks = (construct: IConstruct): construct is RingChecks => RINGS in construct;

/** The rings of all installations below a construct, as they are configured. */
export const installationRingsOf = (scope: IConstruct): InstallationRings[] =>
  scope.node
    .findAll()
    .filter(isRingChecks)
    .map(({ installation }) => installation);

/** The rings of all installations of an app, with the workloads that run their members. */
export function ringsOf(app: App): DeployedRing[] {
  const cluster = new Cluster(objectsOf(manifestOf(app)));
  return installationRingsOf(app).flatMap((installation) => findRings(installation, cluster));
}
