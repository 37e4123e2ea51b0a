import type { Mistakes } from '../../values/errors';
import { lookUp, suggestion } from '../../values/text';
import type { ComposeService } from './types';

/** The keys that have a counterpart; `true` where anything below belongs to the value. */
interface KeyTree {
  readonly [key: string]: KeyTree | true;
}

const RESOURCES = { cpus: true, memory: true } as const;

/** Every key of `ComposeService`, as data: values from a file have no types. */
const CONVERTIBLE = {
  image: true,
  command: true,
  entrypoint: true,
  container_name: true,
  environment: true,
  env_file: { path: true, required: true },
  ports: { target: true, published: true, protocol: true, mode: true, host_ip: true },
  expose: true,
  volumes: {
    type: true,
    source: true,
    target: true,
    read_only: true,
    volume: { subpath: true },
    tmpfs: { size: true },
    // Made if missing or not: a claim is always there.
    bind: { create_host_path: true },
  },
  tmpfs: true,
  healthcheck: {
    test: true,
    interval: true,
    timeout: true,
    retries: true,
    start_period: true,
    disable: true,
  },
  restart: true,
  scale: true,
  deploy: {
    mode: true,
    endpoint_mode: true,
    replicas: true,
    labels: true,
    resources: { limits: RESOURCES, reservations: RESOURCES },
    restart_policy: { condition: true },
    placement: { constraints: true, preferences: { spread: true } },
    update_config: { parallelism: true, order: true },
  },
  mem_limit: true,
  mem_reservation: true,
  cpus: true,
  labels: true,
  networks: true,
  user: true,
  group_add: true,
  cap_add: true,
  cap_drop: true,
  privileged: true,
  read_only: true,
  security_opt: true,
  pid: true,
  hostname: true,
  domainname: true,
  working_dir: true,
  stdin_open: true,
  tty: true,
  stop_grace_period: true,
  pull_policy: true,
} as const satisfies Record<keyof ComposeService, KeyTree | true>;

/** Reason why a key cannot be converted, and the alternative; other keys have no counterpart at all. */
const REASONS: Readonly<Record<string, string>> = {
  build: 'Kubernetes does not build images: build and push one, and set "image"',
  configs: 'mount a ConfigMap in code, or use a volume',
  depends_on: 'Kubernetes starts all pods at once: let the program retry until its dependencies answer',
  'deploy.resources.limits.pids': 'the number of processes is limited for a whole node (kubelet podPidsLimit)',
  'deploy.update_config.delay': 'Kubernetes waits for readiness instead: give the service a health check',
  extends: 'write the service in full, or merge the services in code',
  external_links: 'set the address in "environment"',
  extra_hosts: 'publish the name in the DNS of the cluster',
  'healthcheck.start_interval': 'a Kubernetes probe has one interval',
  label_file: 'move the labels to "labels"',
  links: 'a service is reached by its name: remove it',
  logging: 'logs are collected on the nodes: configure the log collector',
  network_mode: 'a pod has its own network, and services are reached by their names',
  'ports.app_protocol': 'kompose 1.26 does not know it',
  'ports.name': 'kompose 1.26 names ports by their numbers',
  secrets: 'use the key of a Secret as a value of "environment", in code',
  stop_signal: 'Kubernetes uses the signal of the image (STOPSIGNAL)',
  volumes_from: 'mount the same named volume in both services',
};

/** Records every key of a service that has no counterpart in Kubernetes. */
export function refuseUnconvertible(service: object, mistakes: Mistakes): void {
  refuseBelow('', service, CONVERTIBLE, mistakes);
}

function refuseBelow(path: string, value: unknown, known: KeyTree, mistakes: Mistakes): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseBelow(`${path}[${index}]`, item, known, mistakes);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    // Compose leaves keys that start with x- to the user.
    if (key.startsWith('x-') || child === undefined) continue;
    const place = path === '' ? key : `${path}.${key}`;
    const tree = lookUp(known, key);
    if (tree === undefined) mistakes.add(place, `cannot be converted${reason(place, key, known)}`);
    else if (tree !== true) refuseBelow(place, child, tree, mistakes);
  }
}

function reason(place: string, key: string, known: KeyTree): string {
  const instead = lookUp(REASONS, place.replace(/\[\d+\]/g, ''));
  return instead === undefined
    ? `, Kubernetes has no equivalent${suggestion(key, Object.keys(known))}: remove it`
    : `, ${instead}`;
}
