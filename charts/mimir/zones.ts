import type { Construct } from 'constructs';
import { Microservice, type MicroserviceProps } from '../../lib/constructs/microservice/microservice';
import type { RoleConstruct } from '../../lib/constructs/microservice/role';
import { spreadOverZones, type Zone, ZonedMicroservice } from '../../lib/constructs/microservice/zones';
import { mergeProps } from '../../lib/constructs/workload/merge';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { serviceNameOf } from '../../lib/constructs/workload/services';
import type { Ring } from '../../lib/model/ring/ring';
import { Mistakes } from '../../lib/values/errors';
import type { PodAffinityTerm } from '../../lib/values/k8s';
import { listed, show } from '../../lib/values/text';
import { DATA_VOLUME } from './config';
import type { MimirInstallation } from './installation';
import type { MimirRole, MimirRoles, MimirZone, ZoneMigration } from './props';

/** The label of pods that stay behind while zones take over. */
export const DEFAULT_ZONE = 'zone-default';

/** Default zones of a role. */
export const THREE_ZONES: readonly MimirZone[] = [{ name: 'zone-a' }, { name: 'zone-b' }, { name: 'zone-c' }];

/** Props of any role that can be in zones. */
type ZonedProps = WorkloadProps & {
  readonly zones?: readonly MimirZone[] | false;
  readonly rolloutMaxUnavailable?: number;
  readonly zoneTopologyKey?: string;
  readonly migration?: ZoneMigration<'start' | 'switch' | 'exclude' | 'scale-down'>;
};

/** Definition of a zone-aware role. */
export interface ZonesDefinition {
  /** Props of the role. */
  readonly props: (props: MimirRoles) => ZonedProps | false | undefined;
  readonly defaultZones: readonly MimirZone[] | false;
  /** Flags of the role's ring begin with it. */
  readonly ring: string;
  /** Maximum number of pods of a zone that may be replaced at a time. */
  readonly maxUnavailable: number;
  /** Flags of the role without zones. @default - none */
  readonly unzoned?: readonly string[];
  /** Flags of pods in zones until the step `switch` of a migration, as long as no role reads their ring. */
  readonly untilSwitched?: (ring: Ring) => readonly string[];
  /** Flags of the pods that were there before the zones, before and after the step `switch`. */
  readonly old: (isSwitched: boolean, ring: Ring) => readonly string[];
}

/** The zones that a role can be in. */
export class Zones {
  constructor(private readonly definition: ZonesDefinition) {}

  /** Props of the role. */
  propsOf({ props }: MimirInstallation): ZonedProps {
    return this.definition.props(props) || {};
  }

  /** Whether the roles that read the ring have to know of its zones. */
  areRead(installation: MimirInstallation): boolean {
    return this.of(installation) !== undefined && this.propsOf(installation).migration?.step !== 'start';
  }

  /** The zones; undefined if the role has none. */
  private of(installation: MimirInstallation): readonly MimirZone[] | undefined {
    return (this.propsOf(installation).zones ?? this.definition.defaultZones) || undefined;
  }

  /** Makes a role in zones, and its pods without zones while it migrates; or the role without zones. */
  readonly create = (
    scope: Construct,
    name: MimirRole,
    definition: MicroserviceProps,
    installation: MimirInstallation,
  ): RoleConstruct => {
    checkZoneProps(`${scope.node.path}: ${name}`, this.propsOf(installation));
    const zones = this.of(installation);
    if (zones === undefined) return new Microservice(scope, name, { ...definition, args: this.definition.unzoned });
    const { ring, maxUnavailable, untilSwitched, old } = this.definition;
    const { conventions, role, props } = definition;
    const own = this.propsOf(installation);
    const isSwitched = this.areRead(installation);
    const counts = spreadOverZones(props.replicas ?? 3, zones.length);
    const zoned = new ZonedMicroservice(scope, `${name}-zones`, {
      conventions,
      role,
      maxUnavailable: own.rolloutMaxUnavailable ?? maxUnavailable,
      zones: zones.map(
        (zone, index): Zone => ({
          name: zone.name,
          replicas: counts[index] ?? 0,
          args: [
            `${ring}.instance-availability-zone=${zone.name}`,
            ...(isSwitched ? [] : (untilSwitched?.(installation.ring) ?? [])),
          ],
          props: zoneProps(apartFromOthers(name, zone, own.zoneTopologyKey), mergeProps(role.defaults, props)),
        }),
      ),
      props,
    });
    if (own.migration) {
      new Microservice(scope, name, {
        conventions,
        role: { ...role, services: role.services.filter(({ headless = false }) => !headless) },
        governingService: serviceNameOf(conventions.system.component(name), { suffix: 'headless' }),
        args: old(isSwitched, installation.ring),
        props: mergeProps(props, {
          replicas: own.migration.step === 'scale-down' ? 0 : own.migration.replicas,
          disruptionBudget: false,
        }),
      });
    }
    return zoned;
  };
}

const STEPS: readonly string[] = ['start', 'switch', 'exclude', 'scale-down'];

/** @throws UserError if the zones, a number or a step of the migration is invalid */
function checkZoneProps(where: string, { zones, rolloutMaxUnavailable, migration }: ZonedProps): void {
  const mistakes = new Mistakes(where);
  if (zones && !Array.isArray(zones)) {
    mistakes.add(
      'zones',
      `found ${show(zones)}, allowed is false or a list of zones, such as [{ name: 'zone-a' }]: set one of both`,
    );
  }
  if (rolloutMaxUnavailable !== undefined && !(Number.isInteger(rolloutMaxUnavailable) && rolloutMaxUnavailable > 0)) {
    mistakes.add(
      'rolloutMaxUnavailable',
      `found ${show(rolloutMaxUnavailable)}, allowed is a whole number of at least 1, or the rollout operator replaces no pod: raise it`,
    );
  }
  if (migration !== undefined && !STEPS.includes(migration.step)) {
    mistakes.add('migration.step', `found ${show(migration.step)}, allowed are ${listed(STEPS)}: use one of those`);
  }
  mistakes.throwIfAny();
}

/** Anti-affinity of a zone to the pods of other zones. */
function apartFromOthers(role: MimirRole, zone: MimirZone, topologyKey: string | undefined): MimirZone {
  if (topologyKey === undefined) return zone;
  const { affinity = {} } = zone;
  const { requiredDuringSchedulingIgnoredDuringExecution: required = [], ...rest } = affinity.podAntiAffinity ?? {};
  const others: PodAffinityTerm = {
    topologyKey,
    labelSelector: {
      matchExpressions: [
        { key: 'rollout-group', operator: 'In', values: [role] },
        { key: 'zone', operator: 'NotIn', values: [zone.name] },
      ],
    },
  };
  const podAntiAffinity = { ...rest, requiredDuringSchedulingIgnoredDuringExecution: [...required, others] };
  return { ...zone, affinity: { ...affinity, podAntiAffinity } };
}

/** Props of one zone: its nodes, and the class of its claims. */
function zoneProps({ nodeSelector, affinity, storageClass }: MimirZone, { persistence }: WorkloadProps): WorkloadProps {
  const claims = persistence && 'claims' in persistence ? persistence.claims : [];
  return {
    ...(nodeSelector && { nodeSelector }),
    ...(affinity && { affinity }),
    ...(storageClass !== undefined && {
      persistence: {
        ...persistence,
        claims: claims.map((claim) =>
          (claim.name ?? DATA_VOLUME) === DATA_VOLUME ? { ...claim, storageClass } : claim,
        ),
      },
    }),
  };
}
