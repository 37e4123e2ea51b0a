import type { Construct } from 'constructs';
import { HttpRoute, HttpRouteSpecRulesMatchesPathType } from '../../../imports/gateway.networking.k8s.io';
import { milliseconds } from '../../model/config/duration';
import type { Endpoint } from '../../values/endpoint';
import { Mistakes } from '../../values/errors';
import { dnsLabel, dnsSubdomain } from '../../values/names';
import type { Labels } from '../../values/system';
import { show } from '../../values/text';
import type { IngressPath } from './ingress-path';

/** A Gateway that a route is attached to (`spec.parentRefs[]`). */
export interface ParentRef {
  /** Name of the Gateway. */
  readonly name: string;
  /** @default - that of the route */
  readonly namespace?: string;
  /** Name of its listener. @default - all that take the route */
  readonly sectionName?: string;
  /** Port of its listener. @default - all */
  readonly port?: number;
}

/** An HTTPRoute of the Gateway API (`gateway.networking.k8s.io/v1`), the counterpart of an Ingress. */
export interface HttpRouteProps {
  /** Gateways that lead here, at least one. They have to take routes of this namespace (`allowedRoutes`). */
  readonly parentRefs: readonly ParentRef[];
  /** @default - all hosts of the listeners */
  readonly hostnames?: readonly string[];
  /** @default - none */
  readonly annotations?: Labels;
  /** @default - those of the component */
  readonly labels?: Labels;
  /** Timeout of a request, such as `30s` (`spec.rules[].timeouts`). @default - that of the Gateway */
  readonly timeouts?: { readonly request?: GatewayDuration; readonly backendRequest?: GatewayDuration };
}

/** A duration of the Gateway API; one with several units is written out in the smallest. */
export type GatewayDuration = `${number}${'h' | 'm' | 's' | 'ms'}`;

export interface HttpRouteDefinition {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly paths: readonly IngressPath[];
  readonly props: HttpRouteProps;
}

const TYPES = {
  Exact: HttpRouteSpecRulesMatchesPathType.EXACT,
  Prefix: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX,
  ImplementationSpecific: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX,
} as const;

/**
 * Makes an HTTPRoute with a rule for each backend.
 * @throws UserError if it is attached to nothing, or a name is none
 */
export function createHttpRoute(scope: Construct, id: string, definition: HttpRouteDefinition): void {
  const { name, namespace, labels, paths, props } = definition;
  const { parentRefs, hostnames, timeouts } = props;
  check(new Mistakes(`${scope.node.path}: httpRoute`), props);
  new HttpRoute(scope, id, {
    metadata: { name, namespace, labels: { ...props.labels, ...labels }, annotations: props.annotations },
    spec: {
      parentRefs: parentRefs.map((parent) => ({ ...parent })),
      ...(hostnames && { hostnames: [...hostnames] }),
      rules: byBackend(paths).map(({ backend, matches }) => ({
        matches: matches.map(({ path: value, pathType }) => ({ path: { type: TYPES[pathType], value } })),
        backendRefs: [{ name: backend.service, port: backend.port }],
        ...(timeouts && { timeouts }),
      })),
    },
  });
}

function check(mistakes: Mistakes, { parentRefs, hostnames = [], timeouts = {} }: HttpRouteProps): void {
  if (parentRefs.length === 0)
    mistakes.add('parentRefs', 'found none, so no Gateway would route requests here: set at least one');
  for (const [index, { name, namespace }] of parentRefs.entries()) {
    mistakes.attempt(`parentRefs[${index}].name`, () => dnsSubdomain(name), name);
    if (namespace !== undefined)
      mistakes.attempt(`parentRefs[${index}].namespace`, () => dnsLabel(namespace), namespace);
  }
  for (const [index, host] of hostnames.entries()) {
    mistakes.attempt(`hostnames[${index}]`, () => dnsSubdomain(host.replace(/^\*\./, '')), host);
  }
  const { request, backendRequest } = timeouts;
  for (const [key, value] of Object.entries(timeouts)) {
    if (/^\d{1,5}(?:h|m|s|ms)$/.test(value)) continue;
    mistakes.add(
      `timeouts.${key}`,
      `found ${show(value)}, allowed is a duration of whole numbers with h, m, s or ms, such as "30s": change it`,
    );
  }
  if ((milliseconds(backendRequest) ?? 0) > (milliseconds(request) ?? Number.POSITIVE_INFINITY)) {
    mistakes.add(
      'timeouts.backendRequest',
      `found ${show(backendRequest)}, allowed is at most request, ${show(request)}: lower it`,
    );
  }
  mistakes.throwIfAny();
}

/** Paths grouped by backend: a route has at most 16 rules, with at most 64 matches each. */
function byBackend(
  paths: readonly IngressPath[],
): ReadonlyArray<{ readonly backend: Endpoint; readonly matches: readonly IngressPath[] }> {
  const groups = new Map<string, { readonly backend: Endpoint; readonly matches: IngressPath[] }>();
  for (const path of paths) {
    const group = groups.get(path.backend.address) ?? { backend: path.backend, matches: [] };
    group.matches.push(path);
    groups.set(path.backend.address, group);
  }
  return [...groups.values()];
}
