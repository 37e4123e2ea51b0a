import { type Mistakes, UserError, within } from '../../values/errors';
import { labelValue } from '../../values/names';
import { lookUp, show } from '../../values/text';
import { parseLabels } from './mapping';
import { parseBytes, parseInteger, parseMilliCpus } from './scalars';
import type { ComposeDeploy, ComposeMapping, ComposeService } from './types';

/** CPU and memory; a member that is missing sets no bound. */
export interface ServiceResources {
  readonly milliCpus?: number;
  readonly bytes?: number;
}

/** A node label that must, or must not, have a value. */
export interface NodeRequirement {
  readonly label: string;
  readonly operator: 'In' | 'NotIn';
  readonly value: string;
}

export interface UpdateConfig {
  readonly parallelism?: number;
  readonly order: 'start-first' | 'stop-first';
}

export interface Deploy {
  readonly mode: 'replicated' | 'global';
  /** The Service gets a port on every node. */
  readonly nodePort: boolean;
  /** Missing where neither `deploy.replicas` nor `scale` is set. */
  readonly replicas?: number;
  /** Labels of the controller. */
  readonly labels: Readonly<Record<string, string>>;
  readonly limits: ServiceResources;
  readonly requests: ServiceResources;
  /** `restart_policy.condition`, in the words of `restart`. */
  readonly restart?: string;
  readonly nodeRequirements: readonly NodeRequirement[];
  /** Node labels to spread over, the most important first. */
  readonly spreadOver: readonly string[];
  readonly update?: UpdateConfig;
}

type DeployKeys = Pick<ComposeService, 'deploy' | 'scale' | 'cpus' | 'mem_limit' | 'mem_reservation'>;

/** The `deploy` section together with the older keys that mean the same. */
export function parseDeploy(service: DeployKeys, mistakes: Mistakes): Deploy {
  const deploy = service.deploy ?? {};
  const { limits, reservations } = deploy.resources ?? {};
  const at = <T>(key: string, parse: () => T, fallback: T): T => mistakes.attempt(`deploy.${key}`, parse, fallback);
  const either = <V, T>(older: Keyed<V>, current: Keyed<V>, parse: (value: V) => T): T | undefined =>
    parseEither(older, current, parse, mistakes);

  const bounds = {
    limits: {
      milliCpus: either(['cpus', service.cpus], ['deploy.resources.limits.cpus', limits?.cpus], parseMilliCpus),
      bytes: either(['mem_limit', service.mem_limit], ['deploy.resources.limits.memory', limits?.memory], parseBytes),
    },
    requests: {
      milliCpus: at('resources.reservations.cpus', () => given(reservations?.cpus, parseMilliCpus), undefined),
      bytes: either(
        ['mem_reservation', service.mem_reservation],
        ['deploy.resources.reservations.memory', reservations?.memory],
        parseBytes,
      ),
    },
  };
  refuseInverted(bounds, mistakes);
  return {
    ...bounds,
    mode: at('mode', () => parseMode(deploy.mode), 'replicated'),
    nodePort: at('endpoint_mode', () => parseEndpointMode(deploy.endpoint_mode), false),
    replicas: either(['scale', service.scale], ['deploy.replicas', deploy.replicas], (count) => parseInteger(count)),
    labels: at('labels', () => parseObjectLabels(deploy.labels ?? {}), {}),
    restart: at('restart_policy.condition', () => parseCondition(deploy.restart_policy?.condition), undefined),
    nodeRequirements: mistakes.each(
      'deploy.placement.constraints',
      deploy.placement?.constraints ?? [],
      parseConstraint,
    ),
    spreadOver: mistakes.each('deploy.placement.preferences', deploy.placement?.preferences ?? [], parsePreference),
    update: at('update_config', () => given(deploy.update_config, parseUpdate), undefined),
  };
}

/** A value and the key that it stands under. */
type Keyed<V> = readonly [key: string, value: V | undefined];

const given = <V, T>(value: V | undefined, parse: (value: V) => T): T | undefined =>
  value === undefined ? undefined : parse(value);

/** Value of an older key or of the current one; both are allowed if they have the same value. */
function parseEither<V, T>(
  older: Keyed<V>,
  current: Keyed<V>,
  parse: (value: V) => T,
  mistakes: Mistakes,
): T | undefined {
  const [before, now] = [older, current].map(([key, value]) =>
    mistakes.attempt(key, () => given(value, parse), undefined),
  );
  if (before !== undefined && now !== undefined && before !== now) {
    mistakes.add(older[0], `found ${show(older[1])} beside ${show(current[1])} of ${current[0]}: set it once`);
  }
  return now ?? before;
}

/** Labels that stay labels, whose values Kubernetes restricts too. */
function parseObjectLabels(labels: ComposeMapping): Record<string, string> {
  const parsed = parseLabels(labels);
  for (const [key, value] of Object.entries(parsed)) within(key, () => labelValue(value));
  return parsed;
}

function refuseInverted({ limits, requests }: Pick<Deploy, 'limits' | 'requests'>, mistakes: Mistakes): void {
  const most = { cpus: limits.milliCpus ?? Infinity, memory: limits.bytes ?? Infinity };
  const least = { cpus: requests.milliCpus ?? 0, memory: requests.bytes ?? 0 };
  for (const key of ['cpus', 'memory'] as const) {
    if (least[key] > most[key])
      mistakes.add(`deploy.resources.reservations.${key}`, 'is above the limit: lower it, or raise the limit');
  }
}

function parseMode(mode = 'replicated'): 'replicated' | 'global' {
  if (mode === 'replicated' || mode === 'global') return mode;
  throw new UserError(`found ${show(mode)}, allowed are replicated and global`);
}

function parseEndpointMode(mode: string | undefined): boolean {
  if (mode === undefined || mode === 'vip') return mode === 'vip';
  throw new UserError(
    `found ${show(mode)}, allowed is vip: for addresses of single pods set the label kompose.service.type to headless`,
  );
}

const CONDITIONS: Readonly<Record<string, string>> = {
  any: 'always',
  'on-failure': 'on-failure',
  none: 'no',
};

function parseCondition(condition: string | undefined): string | undefined {
  if (condition === undefined) return undefined;
  const restart = lookUp(CONDITIONS, condition);
  if (restart === undefined) throw new UserError(`found ${show(condition)}, allowed are any, on-failure and none`);
  return restart;
}

const NODE_LABELS: Readonly<Record<string, string>> = {
  'node.hostname': 'kubernetes.io/hostname',
  'engine.labels.operatingsystem': 'kubernetes.io/os',
};

function nodeLabel(name: string): string | undefined {
  return /^node\.labels\.(.+)$/.exec(name)?.[1] ?? lookUp(NODE_LABELS, name);
}

function parseConstraint(text: string): NodeRequirement[] {
  const [, name = '', sign, value = ''] = /^(\S+)\s*(==|!=)\s*(.+)$/.exec(text.trim()) ?? [];
  const label = nodeLabel(name);
  if (label === undefined) {
    throw new UserError(
      `found ${show(text)}, allowed are node.hostname, node.labels.KEY and engine.labels.operatingsystem, with "==" or "!=" and a value`,
    );
  }
  return [{ label, operator: sign === '==' ? 'In' : 'NotIn', value }];
}

function parsePreference({ spread = '' }: { readonly spread?: string }): string[] {
  const label = nodeLabel(spread);
  if (label === undefined) throw new UserError(`found spread ${show(spread)}, allowed is node.labels.KEY`);
  return [label];
}

function parseUpdate({ parallelism, order = 'stop-first' }: NonNullable<ComposeDeploy['update_config']>): UpdateConfig {
  if (order !== 'start-first' && order !== 'stop-first') {
    throw new UserError(`order: found ${show(order)}, allowed are start-first and stop-first`);
  }
  return {
    order,
    ...(parallelism !== undefined && { parallelism: within('parallelism', () => parseInteger(parallelism, 1)) }),
  };
}
