import { parseSubPath } from '../../model/compose/mounts';
import { parseId, parsePortNumber } from '../../model/compose/scalars';
import type { PullPolicy } from '../../model/compose/service';
import { type Mistakes, UserError } from '../../values/errors';
import { dnsSubdomain } from '../../values/names';
import { listed, lookUp, show, suggestion } from '../../values/text';
import { PROBE_LABELS, type ProbeQuestions, parseProbeLabels } from './probe-labels';

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'Headless';
export type ControllerType = 'deployment' | 'daemonset' | 'statefulset' | 'replicationcontroller';

/** A host and path that an Ingress serves; without a host it serves every host. */
export interface ExposedHost {
  readonly host?: string;
  readonly path: string;
}

/** Settings in the `kompose.*` labels of a service. */
export interface KomposeLabels extends ProbeQuestions {
  readonly serviceType?: ServiceType;
  readonly nodePort?: number;
  readonly expose: readonly ExposedHost[];
  readonly tlsSecret?: string;
  readonly ingressClassName?: string;
  readonly serviceAccountName?: string;
  readonly volumeSize?: string;
  readonly storageClassName?: string;
  readonly volumeSubPath?: string;
  readonly controller?: ControllerType;
  readonly imagePullPolicy?: PullPolicy;
  readonly imagePullSecret?: string;
  readonly fsGroup?: number;
}

const PREFIX = 'kompose.';

/** The labels that kompose 1.26 reads from a service, and of later versions those that a pod, a mount or an Ingress can take. */
const KNOWN = [
  'kompose.service.type',
  'kompose.service.nodeport.port',
  'kompose.service.expose',
  'kompose.service.expose.tls-secret',
  'kompose.service.expose.ingress-class-name',
  'kompose.serviceaccount-name',
  'kompose.volume.size',
  'kompose.volume.storage-class-name',
  'kompose.volume.subpath',
  'kompose.controller.type',
  'kompose.image-pull-policy',
  'kompose.image-pull-secret',
  'kompose.security-context.fsgroup',
  ...PROBE_LABELS,
] as const;

type Label = (typeof KNOWN)[number];
const isKnown = (key: string): key is Label => KNOWN.some((known) => known === key);

const SERVICE_TYPES: Readonly<Record<string, ServiceType>> = {
  clusterip: 'ClusterIP',
  nodeport: 'NodePort',
  loadbalancer: 'LoadBalancer',
  headless: 'Headless',
};
const CONTROLLERS: Readonly<Record<string, ControllerType>> = {
  deployment: 'deployment',
  daemonset: 'daemonset',
  statefulset: 'statefulset',
  replicationcontroller: 'replicationcontroller',
};
const PULL_POLICIES: Readonly<Record<string, PullPolicy>> = {
  Always: 'Always',
  IfNotPresent: 'IfNotPresent',
  Never: 'Never',
};
/** A Kubernetes quantity of storage. */
const QUANTITY = /^(?=.*[1-9])\d+(\.\d+)?([KMGTPE]i|[kMGTPE]|[eE]\d+)?$/;

/** Reads the `kompose.*` labels of a service; other labels are the user's own. */
export function parseKomposeLabels(labels: Readonly<Record<string, string>>, mistakes: Mistakes): KomposeLabels {
  for (const key of Object.keys(labels)) {
    if (key.startsWith(PREFIX) && !isKnown(key)) mistakes.add(`labels.${key}`, unknownLabel(key));
  }
  const read = <T>(key: Label, parse: (text: string) => T): T | undefined => {
    const text = labels[key];
    return text === undefined ? undefined : mistakes.attempt(`labels.${key}`, () => parse(text), undefined);
  };
  const parsed: KomposeLabels = {
    serviceType: read('kompose.service.type', (text) => oneOf(text.toLowerCase(), SERVICE_TYPES)),
    nodePort: read('kompose.service.nodeport.port', parsePortNumber),
    expose: read('kompose.service.expose', parseExpose) ?? [],
    tlsSecret: read('kompose.service.expose.tls-secret', dnsSubdomain),
    ingressClassName: read('kompose.service.expose.ingress-class-name', dnsSubdomain),
    serviceAccountName: read('kompose.serviceaccount-name', dnsSubdomain),
    volumeSize: read('kompose.volume.size', parseQuantity),
    storageClassName: read('kompose.volume.storage-class-name', dnsSubdomain),
    volumeSubPath: read('kompose.volume.subpath', parseSubPath),
    controller: read('kompose.controller.type', (text) => oneOf(text.toLowerCase(), CONTROLLERS)),
    imagePullPolicy: read('kompose.image-pull-policy', (text) => oneOf(text, PULL_POLICIES)),
    imagePullSecret: read('kompose.image-pull-secret', dnsSubdomain),
    fsGroup: read('kompose.security-context.fsgroup', parseId),
    ...parseProbeLabels(labels, mistakes),
  };
  if (parsed.expose.length === 0) {
    for (const key of ['kompose.service.expose.tls-secret', 'kompose.service.expose.ingress-class-name'] as const) {
      if (labels[key] !== undefined)
        mistakes.add(`labels.${key}`, 'requires kompose.service.expose: set that to "true" or to host names');
    }
  }
  return parsed;
}

/** A quantity of storage, such as `1Gi`. */
export function parseQuantity(text: string): string {
  if (QUANTITY.test(text)) return text;
  throw new UserError(`found ${show(text)}, allowed is a Kubernetes quantity such as "10Gi"`);
}

function unknownLabel(key: string): string {
  if (key === 'kompose.service.group')
    return 'cannot be converted, each service has its own pods: add the second container in code';
  return `unknown kompose label${suggestion(key, KNOWN)}, allowed are ${listed(KNOWN)}`;
}

function oneOf<T>(text: string, allowed: Readonly<Record<string, T>>): T {
  const value = lookUp(allowed, text);
  if (value === undefined) throw new UserError(`found ${show(text)}, allowed are ${listed(Object.keys(allowed))}`);
  return value;
}

/** `true`, or host names with paths, separated by commas; `false` exposes no host. */
function parseExpose(text: string): ExposedHost[] {
  const items = text
    .toLowerCase()
    .split(',')
    .map((item) => item.trim());
  return items
    .filter((item) => item !== '' && item !== 'false')
    .map((item) => {
      if (item === 'true') return { path: '/' };
      const [host = '', ...path] = item.split('/');
      dnsSubdomain(host.replace(/^\*\./, ''));
      return { host, path: `/${path.join('/')}` };
    });
}
