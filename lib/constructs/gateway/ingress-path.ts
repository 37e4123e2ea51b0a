import type { Endpoint } from '../../values/endpoint';

/** A path of an Ingress. */
export interface IngressPath {
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly backend: Endpoint;
}
