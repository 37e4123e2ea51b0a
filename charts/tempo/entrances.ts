import type { Entrance } from '../../lib/network-policies';
import type { TempoInstallation } from './installation';
import { activeReceivers } from './receivers';

/**
 * Where clients come in: the receivers of the distributor, which most of them reach without the gateway, and the
 * gateway or the query frontend for queries.
 */
export function entrancesOf({ props, receivers }: TempoInstallation): Entrance[] {
  const ports = activeReceivers(receivers).map(({ facts: { portName, protocol } }) => ({ port: portName, protocol }));
  const ui = props.queryFrontend?.query ? [{ port: 'jaeger-ui' }] : [];
  const queries = props.gateway ? ui : [{ port: 'http-metrics' }, ...ui];
  return [
    { component: 'distributor', ports },
    ...(props.gateway ? [{ component: 'gateway', ports: [{ port: 'http-metrics' }] }] : []),
    { component: 'query-frontend', ports: queries },
  ];
}
