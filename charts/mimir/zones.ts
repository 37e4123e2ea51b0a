import type { Construct } from 'constructs';
import type { PodAffinityTerm } from '../../lib/k8s';
import type { Conventions } from '../../lib/microservice/conventions';
import { Microservice, type Role } from '../../lib/microservice/microservice';
import { spreadOverZones, type Zone, ZonedMicroservice } from '../../lib/microservice/zones';
import { mergeProps } from '../../lib/workload/merge';
import type { WorkloadProps } from '../../lib/workload/props';
import { serviceNameOf } from '../../lib/workload/services';
import { DATA_VOLUME, DEFAULT_ZONE, ZONED_PREFIX } from './config';
import type { MimirInstallation, ZonedRole } from './installation';
import type { MimirZone } from './props';
import type { MimirRole } from './roles';

/** How pods of a role are told where they are. */
interface ZoneFacts {
  /** Flags of the role's ring begin with it. */
  readonly ring: string;
  /** How many pods of a zone may be replaced at a time. */
  readonly maxUnavailable: number;
  /** Flags of pods in zones while nobody looks at their ring yet. */
  readonly untilSwitched?: readonly string[];
  /** Flags of the pods that were there before, while and after the others take over. */
  readonly old: (isSwitched: boolean) => readonly string[];
}

const FACTS: Readonly<Record<ZonedRole, ZoneFacts>> = {
  ingester: {
    ring: '-ingester.ring',
    maxUnavailable: 50,
    old: () => [`-ingester.ring.instance-availability-zone=${DEFAULT_ZONE}`],
  },
  'store-gateway': {
    ring: '-store-gateway.sharding-ring',
    maxUnavailable: 50,
    untilSwitched: [
      `-store-gateway.sharding-ring.prefix=${ZONED_PREFIX}`,
      '-store-gateway.sharding-ring.zone-awareness-enabled=true',
    ],
    // They stay in the ring in which they were.
    old: (isSwitched) =>
      isSwitched
        ? [
            '-store-gateway.sharding-ring.prefix=collectors/',
            '-store-gateway.sharding-ring.zone-awareness-enabled=false',
          ]
        : [],
  },
  alertmanager: {
    ring: '-alertmanager.sharding-ring',
    maxUnavailable: 2,
    old: () => [`-alertmanager.sharding-ring.instance-availability-zone=${DEFAULT_ZONE}`],
  },
};

/** Flags of a role without zones. Ingesters are in the zone that they have when zones come, so that they need no restart then. */
export const unzonedArgs = (name: MimirRole): readonly string[] =>
  name === 'ingester' ? FACTS.ingester.old(false) : [];

export interface ZonedRoleDefinition {
  readonly installation: MimirInstallation;
  readonly conventions: Conventions;
  readonly name: ZonedRole;
  readonly role: Role;
  readonly zones: readonly MimirZone[];
  readonly props: WorkloadProps;
}

/** Makes a role in zones, and what is left of it without zones while it migrates. */
export function createZonedRole(scope: Construct, definition: ZonedRoleDefinition): void {
  const { installation, conventions, name, role, zones, props } = definition;
  const { ring, maxUnavailable, untilSwitched = [] } = FACTS[name];
  const own = installation.zonedProps(name);
  const isSwitched = installation.isZoned(name);
  const counts = spreadOverZones(props.replicas ?? 3, zones.length);
  new ZonedMicroservice(scope, `${name}-zones`, {
    conventions,
    role,
    maxUnavailable: own.rolloutMaxUnavailable ?? maxUnavailable,
    zones: zones.map(
      (zone, index): Zone => ({
        name: zone.name,
        replicas: counts[index] ?? 0,
        args: [`${ring}.instance-availability-zone=${zone.name}`, ...(isSwitched ? [] : untilSwitched)],
        props: zoneProps(apartFromOthers(name, zone, own.zoneTopologyKey), mergeProps(role.defaults, props)),
      }),
    ),
    props,
  });
  if (own.migration) {
    const component = conventions.system.component(name);
    new Microservice(scope, name, {
      conventions,
      role: { ...role, services: role.services.filter(({ headless = false }) => !headless) },
      governingService: serviceNameOf(component, { suffix: 'headless' }),
      args: FACTS[name].old(isSwitched),
      props: mergeProps(props, {
        replicas: own.migration.step === 'scale-down' ? 0 : own.migration.replicas,
        disruptionBudget: false,
      }),
    });
  }
}

/** A zone whose pods are not where those of other zones are. */
function apartFromOthers(role: ZonedRole, zone: MimirZone, topologyKey: string | undefined): MimirZone {
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

/** What differs in one zone: its nodes, and the class of its claims. */
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
