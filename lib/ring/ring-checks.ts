import type { Construct, IConstruct } from 'constructs';
import { Check } from '../checks/check';
import type { Cluster } from '../checks/cluster';
import type { Acceptance, Finding } from '../checks/finding';
import { ringFindings } from './checks';
import type { RingSystem } from './description';

const RINGS = Symbol.for('cdk8s-lgtm.ring-checks');

/** The checks of an installation's rings, and what is known of them. */
export class RingChecks extends Check {
  constructor(
    scope: Construct,
    id: string,
    readonly system: RingSystem,
    accepts?: readonly Acceptance[],
    /** What else is found of the installation, so that its `accepts` hold for all of it. */
    further: (cluster: Cluster) => readonly Finding[] = () => [],
  ) {
    super(scope, id, { find: (cluster) => [...ringFindings(system, cluster), ...further(cluster)], accepts });
    Object.defineProperty(this, RINGS, { value: true });
  }
}

const isRingChecks = (construct: IConstruct): construct is RingChecks => RINGS in construct;

/** The rings of all systems of an app. */
export const ringSystemsOf = (app: IConstruct): RingSystem[] =>
  app.node
    .findAll()
    .filter(isRingChecks)
    .map(({ system }) => system);
