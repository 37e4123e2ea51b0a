import { parseCommand, shellCommand } from '../compose/command';
import { type ProbeTimes, parseTimes } from '../compose/healthcheck';
import { parseBoolean, parseId, parsePortNumber } from '../compose/scalars';
import type { PullPolicy } from '../compose/service';
import { type Mistakes, UserError } from '../errors';
import { dnsSubdomain } from '../names';
import { listed, show, suggestion } from '../text';

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'Headless';
export type ControllerType = 'deployment' | 'daemonset' | 'statefulset' | 'replicationcontroller';

/** What a probe asks. */
export type Question =
  | { readonly type: 'exec'; readonly command: readonly string[] }
  | { readonly type: 'httpGet'; readonly path: string; readonly port: number }
  | { readonly type: 'tcpSocket'; readonly port: number };

/** A host and path that an Ingress serves; without a host it serves every host. */
export interface ExposedHost {
  readonly host?: string;
  readonly path: string;
}

/** What the `kompose.*` labels of a service ask for. */
export interface KomposeLabels {
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
  /** What the liveness probe asks, if not the test of the health check. */
  readonly liveness?: Question;
  readonly readiness?: { readonly question: Question; readonly times: ProbeTimes };
}

const PREFIX = 'kompose.';
const READINESS = 'kompose.service.healthcheck.readiness';
const LIVENESS = 'kompose.service.healthcheck.liveness';

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
  `${LIVENESS}.http_get_path`,
  `${LIVENESS}.http_get_port`,
  `${LIVENESS}.tcp_port`,
  `${READINESS}.disable`,
  `${READINESS}.test`,
  `${READINESS}.http_get_path`,
  `${READINESS}.http_get_port`,
  `${READINESS}.tcp_port`,
  `${READINESS}.interval`,
  `${READINESS}.timeout`,
  `${READINESS}.retries`,
  `${READINESS}.start_period`,
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
const QUANTITY = /^\d+(\.\d+)?([EPTGMk]i?|Ki|m)?$/;

/** Reads the `kompose.*` labels of a service; other labels are the user's own. */
export function parseKomposeLabels(
  labels: Readonly<Record<string, string>>,
  mistakes: Mistakes,
): KomposeLabels {
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
    volumeSubPath: read('kompose.volume.subpath', named),
    controller: read('kompose.controller.type', (text) => oneOf(text.toLowerCase(), CONTROLLERS)),
    imagePullPolicy: read('kompose.image-pull-policy', (text) => oneOf(text, PULL_POLICIES)),
    imagePullSecret: read('kompose.image-pull-secret', dnsSubdomain),
    fsGroup: read('kompose.security-context.fsgroup', parseId),
    liveness: parseRequest(LIVENESS, labels, mistakes),
    readiness: read(`${READINESS}.disable`, parseBoolean) ? undefined : parseReadiness(labels, mistakes),
  };
  if (parsed.expose.length === 0) {
    for (const key of [
      'kompose.service.expose.tls-secret',
      'kompose.service.expose.ingress-class-name',
    ] as const) {
      if (labels[key] !== undefined)
        mistakes.add(
          `labels.${key}`,
          'needs kompose.service.expose beside it: set that to "true" or to host names',
        );
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
    return 'cannot be converted, each service becomes pods of its own: add the second container in code';
  return `is no label that steers the conversion${suggestion(key, KNOWN)}, allowed are ${listed(KNOWN)}`;
}

function oneOf<T>(text: string, allowed: Readonly<Record<string, T>>): T {
  const value = Object.hasOwn(allowed, text) ? allowed[text] : undefined;
  if (value === undefined)
    throw new UserError(`found ${show(text)}, allowed are ${listed(Object.keys(allowed))}`);
  return value;
}

function named(text: string): string {
  if (text.trim() !== '') return text;
  throw new UserError('found nothing: give it a value');
}

/** `true`, or host names with paths, separated by commas. */
function parseExpose(text: string): ExposedHost[] {
  return text
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => {
      if (item === 'true') return { path: '/' };
      const [host = '', ...path] = item.split('/');
      return { host, path: `/${path.join('/')}` };
    });
}

/** An HTTP or TCP question of the labels below `prefix`. */
function parseRequest(
  prefix: typeof LIVENESS | typeof READINESS,
  labels: Readonly<Record<string, string>>,
  mistakes: Mistakes,
): Question | undefined {
  const path = labels[`${prefix}.http_get_path`];
  const httpPort = labels[`${prefix}.http_get_port`];
  const tcpPort = labels[`${prefix}.tcp_port`];
  if ((path === undefined) !== (httpPort === undefined)) {
    mistakes.add(`labels.${prefix}`, 'http_get_path and http_get_port need each other: set both');
  }
  const readPort = (key: string, text: string): number =>
    mistakes.attempt(`labels.${prefix}.${key}`, () => parsePortNumber(text), 1);
  if (path !== undefined && httpPort !== undefined)
    return { type: 'httpGet', path, port: readPort('http_get_port', httpPort) };
  return tcpPort === undefined ? undefined : { type: 'tcpSocket', port: readPort('tcp_port', tcpPort) };
}

function parseReadiness(
  labels: Readonly<Record<string, string>>,
  mistakes: Mistakes,
): KomposeLabels['readiness'] {
  const test = labels[`${READINESS}.test`];
  const question: Question | undefined =
    test === undefined
      ? parseRequest(READINESS, labels, mistakes)
      : mistakes.attempt(
          `labels.${READINESS}.test`,
          () => ({ type: 'exec', command: parseTestLabel(test) }),
          undefined,
        );
  const times = mistakes.attempt(
    `labels.${READINESS}`,
    () =>
      parseTimes({
        interval: labels[`${READINESS}.interval`],
        timeout: labels[`${READINESS}.timeout`],
        retries: labels[`${READINESS}.retries`],
        start_period: labels[`${READINESS}.start_period`],
      }),
    {},
  );
  if (question === undefined && Object.keys(times).length > 0) {
    mistakes.add(
      `labels.${READINESS}`,
      'has times but nothing to ask: set test, http_get_path and http_get_port, or tcp_port',
    );
  }
  return question && { question, times };
}

/** The label holds one line; `CMD` before it means the same as nothing, `CMD-SHELL` asks for a shell. */
function parseTestLabel(text: string): readonly string[] {
  const [, kind, line = text] = /^(CMD|CMD-SHELL)\s+(.+)$/s.exec(text) ?? [];
  return kind === 'CMD-SHELL' ? shellCommand(line) : parseCommand(line);
}
