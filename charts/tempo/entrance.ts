import type { Construct } from 'constructs';
import { expose } from '../../lib/gateway/exposure';
import { isPublished, roleEntrances } from '../../lib/microservice/network-policies';
import type { Entrance } from '../../lib/network-policies';
import type { TempoInstallation } from './installation';
import { activeReceivers } from './receivers';

/** Makes the Ingress and the HTTPRoute of the query frontend, if they are asked for. */
export function exposeQueryFrontend(scope: Construct, installation: TempoInstallation): void {
  const { system, props } = installation;
  const { objectName: name, labels } = system.component('query-frontend');
  const backend = installation.endpoint('query-frontend');
  expose(scope, { name, namespace: system.namespace, labels, backend, props: props.queryFrontend ?? {} });
}

/**
 * Where clients come in: the receivers of the distributor, which most of them reach without the gateway, and the
 * gateway or the query frontend for queries.
 */
export function entrancesOf(installation: TempoInstallation): Entrance[] {
  const { props, receivers } = installation;
  const { queryFrontend = {} } = props;
  const ports = activeReceivers(receivers).map(({ facts: { portName, protocol } }) => ({ port: portName, protocol }));
  const isOpen = !props.gateway || Boolean(queryFrontend.ingress ?? queryFrontend.httpRoute);
  // What a load balancer leads to at the distributor are its receivers.
  const published = installation.roles
    .filter((name) => name !== 'distributor')
    .map((name) => ({ name, props: installation.roleProps(name) }));
  const hasInterface = queryFrontend.query && (isOpen || isPublished(queryFrontend));
  return [
    { component: 'distributor', ports },
    ...(props.gateway ? [{ component: 'gateway', ports: [{ port: 'http-metrics' }] }] : []),
    ...roleEntrances(isOpen ? ['query-frontend'] : [], published, 'http-metrics'),
    ...(hasInterface ? [{ component: 'query-frontend', ports: [{ port: 'jaeger-ui' }] }] : []),
  ];
}
