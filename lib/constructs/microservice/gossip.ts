import type { Construct } from 'constructs';
import { GossipService, type GossipServiceProps } from '../gossip-service';
import type { RingsSource } from './installation-rings';
import type { MicroservicesProps } from './props';

/** Names and labels of the gossip Service, which differ between systems. */
export type GossipWords = Pick<GossipServiceProps, 'portName' | 'labels' | 'appProtocol'> & {
  /** Name of the port of the members' containers. @default - its number */
  readonly targetPort?: string;
};

/** An installation, with the user's defaults of all pods. */
type GossipInstallation = RingsSource & {
  readonly props: Pick<MicroservicesProps, 'defaults'>;
};

/** Makes the gossip Service of an installation, if its members gossip. */
export function createGossip(
  scope: Construct,
  { system, ring, ports, gossipSuffix: suffix, props }: GossipInstallation,
  { targetPort, ...words }: GossipWords,
): void {
  if (!ring.gossips) return;
  new GossipService(scope, 'gossip', {
    ...words,
    system,
    suffix,
    port: ports.gossip,
    appProtocol: props.defaults?.appProtocols?.[words.portName] ?? words.appProtocol,
    targetPort: targetPort ?? ports.gossip,
  });
}
