import type { Construct } from 'constructs';
import type { Endpoint } from '../../values/endpoint';
import type { Labels } from '../../values/system';
import { createHttpRoute, type HttpRouteProps } from './http-route';
import { createIngress } from './ingress';
import type { IngressPath } from './ingress-path';
import type { IngressProps } from './props';

/** Ways by which clients outside of the cluster reach an endpoint. */
export interface ExposureProps {
  readonly ingress?: IngressProps | undefined;
  readonly httpRoute?: HttpRouteProps | undefined;
}

export interface ExposureDefinition {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly backend: Endpoint;
  readonly props: ExposureProps;
}

/** Makes the Ingress and the HTTPRoute of an endpoint, if they are configured. */
export function createExposure(scope: Construct, { backend, props, ...object }: ExposureDefinition): void {
  const paths: IngressPath[] = [{ path: '/', pathType: 'Prefix', backend }];
  if (props.ingress) createIngress(scope, 'ingress', { ...object, paths, backend, props: props.ingress });
  if (props.httpRoute) createHttpRoute(scope, 'http-route', { ...object, paths, props: props.httpRoute });
}
