import { Construct } from 'constructs';
import { Mistakes } from '../../values/errors';
import type { KubeService } from '../../values/k8s';
import { dnsLabel } from '../../values/names';
import { show } from '../../values/text';
import { mergeProps } from '../workload/merge';
import type { WorkloadProps } from '../workload/props';
import { createDisruptionBudget } from '../workload/scaling';
import { createService, type ServiceDefinition, serviceNameOf } from '../workload/services';
import { checkForms } from '../workload/validate-props';
import type { Conventions } from './conventions';
import { Microservice, type Role } from './microservice';

/** A zone of a role: a StatefulSet and a Service of its own. */
export interface Zone {
  /** Such as `zone-a`. */
  readonly name: string;
  readonly replicas: number;
  /** Arguments that tell its pods where they are. */
  readonly args: readonly string[];
  /** Props of this zone, such as its nodes and its storage class. */
  readonly props: WorkloadProps;
}

export interface ZonedMicroserviceProps {
  readonly conventions: Conventions;
  readonly role: Role;
  readonly zones: readonly Zone[];
  /** Maximum number of pods of one zone that may be replaced at a time (annotation `rollout-max-unavailable`). */
  readonly maxUnavailable: number;
  readonly props: WorkloadProps;
}

/**
 * A role in zones. The rollout operator replaces its pods zone by zone, so its StatefulSets leave that to it
 * (`OnDelete`); one disruption budget holds for all zones, and one headless Service names all pods.
 */
export class ZonedMicroservice extends Construct {
  /** The roles of single zones, by the names of the zones. */
  readonly zones: ReadonlyMap<string, Microservice>;
  /** The headless Services that name the pods of all zones. */
  readonly services: readonly KubeService[];

  constructor(
    scope: Construct,
    id: string,
    { conventions, role, zones, maxUnavailable, props }: ZonedMicroserviceProps,
  ) {
    super(scope, id);
    const mistakes = new Mistakes(`${this.node.path}: ${role.name}`);
    checkForms(props, mistakes);
    checkZones(zones, mistakes);
    mistakes.throwIfAny();
    const component = conventions.system.component(role.name);
    const { disruptionBudget, replicas: _, ...shared } = mergeProps(conventions.defaults, role.defaults, props);
    const [ownServices, sharedServices] = partition(role.services);
    this.services = sharedServices.map((service) =>
      createService(this, `service-${service.suffix}`, { ...service, ...shared, component }),
    );
    if (disruptionBudget) {
      const labels = { ...shared.labels, ...component.labels };
      createDisruptionBudget(this, { component, kind: role.kind, labels }, disruptionBudget);
    }
    const [governing] = sharedServices;
    this.zones = new Map(
      zones.map((zone) => {
        const labels = { 'rollout-group': role.name, zone: zone.name };
        const name = { name: `${role.name}-${zone.name}` };
        const microservice = new Microservice(this, zone.name, {
          conventions,
          component: component.part(zone.name, labels, name),
          governingService: governing && serviceNameOf(component, governing),
          args: zone.args,
          role: { ...role, services: ownServices },
          props: mergeProps(
            props,
            {
              replicas: zone.replicas,
              podLabels: name,
              annotations: { 'rollout-max-unavailable': String(maxUnavailable) },
              updateStrategy: { type: 'OnDelete' },
              disruptionBudget: false,
            },
            zone.props,
          ),
        });
        return [zone.name, microservice];
      }),
    );
  }
}

/** Each zone has a name of its own. */
function checkZones(zones: readonly Zone[], mistakes: Mistakes): void {
  const names = zones.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    mistakes.attempt(`zones[${index}].name`, () => dnsLabel(name), name);
    if (names.indexOf(name) < index) {
      mistakes.add(`zones[${index}].name`, `found ${show(name)} twice: give each zone a name of its own`);
    }
  }
}

/** Services that a zone has for itself, and those that all of them share. */
const partition = (services: readonly ServiceDefinition[]): [ServiceDefinition[], ServiceDefinition[]] => [
  services.filter(({ headless = false }) => !headless),
  services.filter(({ headless = false }) => headless),
];

/** Spreads replicas over zones: the first ones have one more where it does not come out even. */
export function spreadOverZones(replicas: number, zones: number): number[] {
  const least = Math.floor(replicas / zones);
  return Array.from({ length: zones }, (_, index) => least + (index < replicas % zones ? 1 : 0));
}
