import { Construct } from 'constructs';
import { serviceFamilies } from '../values/ip-families';
import { intOrString, KubeService } from '../values/k8s';
import { serviceName } from '../values/names';
import type { Labels, System } from '../values/system';

/** Label of the pods of ring members, which the gossip Service selects. */
export const MEMBER: Labels = { 'app.kubernetes.io/part-of': 'memberlist' };

export interface GossipServiceProps {
  readonly system: System;
  /** Suffix of its name after the name of the installation, such as `memberlist`. */
  readonly suffix: string;
  /** Name of its port. */
  readonly portName: string;
  /** @default 7946 */
  readonly port?: number;
  /** Name or number of the port of the members' containers. */
  readonly targetPort: string | number;
  /** Labels besides those of the installation. @default - none */
  readonly labels?: Labels;
  /** Such as `tcp`, for service meshes that would detect another protocol. @default - none */
  readonly appProtocol?: string;
}

/**
 * The Service with which the members of a ring find each other. It is headless, so that a member joins all others and
 * not a random one; and it publishes pods that are not ready, since a member is not ready before it has joined.
 */
export class GossipService extends Construct {
  /** Name of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: GossipServiceProps) {
    super(scope, id);
    const { system, suffix, portName, port = 7946, targetPort, labels, appProtocol } = props;
    this.name = serviceName(system.objectName(suffix));
    this.node.defaultChild = new KubeService(this, 'service', {
      metadata: { name: this.name, namespace: system.namespace, labels: { ...labels, ...system.labels } },
      spec: {
        type: 'ClusterIP',
        clusterIp: 'None',
        publishNotReadyAddresses: true,
        ports: [{ name: portName, port, targetPort: intOrString(targetPort), protocol: 'TCP', appProtocol }],
        selector: { ...system.selector, ...MEMBER },
        ...serviceFamilies(system.ipFamilies),
      },
    });
  }
}
