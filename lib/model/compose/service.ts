import { type Mistakes, UserError } from '../../values/errors';
import { dnsLabel } from '../../values/names';
import { listed, lookUp, show } from '../../values/text';
import { parseCommand } from './command';
import { refuseUnconvertible } from './convertible';
import { type Deploy, parseDeploy } from './deploy';
import { type Healthcheck, parseHealthcheck } from './healthcheck';
import { parseEnvironment, parseLabels, type Variable } from './mapping';
import { type Mount, parseTmpfs, parseVolume } from './mounts';
import { type Port, parseExposed, parsePort } from './ports';
import { parseBoolean, parseId, parseSeconds } from './scalars';
import type { ComposeEnvFile, ComposeService } from './types';

export type PullPolicy = 'Always' | 'IfNotPresent' | 'Never';

/** A Compose service with every short form written out and every value checked. */
export interface ParsedService {
  readonly image: string;
  readonly containerName?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment: readonly Variable[];
  readonly envFiles: readonly { readonly path: string; readonly required: boolean }[];
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  readonly healthcheck?: Healthcheck | 'disabled';
  readonly restart: 'always' | 'on-failure' | 'no';
  readonly deploy: Deploy;
  readonly labels: Readonly<Record<string, string>>;
  readonly networks: readonly string[];
  readonly user?: { readonly uid: number; readonly gid?: number };
  readonly groups: readonly number[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly privileged: boolean;
  readonly readOnly: boolean;
  readonly noNewPrivileges: boolean;
  readonly hostPid: boolean;
  readonly hostname?: string;
  readonly domainname?: string;
  readonly workingDir?: string;
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly stopGraceSeconds?: number;
  readonly pullPolicy?: PullPolicy;
}

/** Reads a service of the Compose specification; its errors go into `mistakes`, by their keys. */
export function parseService(service: ComposeService, mistakes: Mistakes): ParsedService {
  refuseUnconvertible(service, mistakes);

  /** Result of `parse` for the value of `key`; undefined if the key is not set. */
  const read = <K extends keyof ComposeService, T>(
    key: K,
    parse: (value: NonNullable<ComposeService[K]>) => T | undefined,
  ): T | undefined => {
    const value = service[key];
    return value === undefined || value === null ? undefined : mistakes.attempt(key, () => parse(value), undefined);
  };
  const flag = (key: 'privileged' | 'read_only' | 'stdin_open' | 'tty'): boolean => read(key, parseBoolean) ?? false;

  const deploy = parseDeploy(service, mistakes);
  const parsed: ParsedService = {
    image: mistakes.attempt('image', () => parseImage(service.image), ''),
    containerName: read('container_name', String),
    entrypoint: read('entrypoint', parseCommand),
    command: read('command', parseCommand),
    environment: read('environment', parseEnvironment) ?? [],
    envFiles: read('env_file', parseEnvFiles) ?? [],
    ports: parsePorts(service, mistakes),
    mounts: [
      ...mistakes.each('volumes', service.volumes ?? [], parseVolume),
      ...mistakes.each('tmpfs', listOf(service.tmpfs), parseTmpfs),
    ],
    healthcheck: read('healthcheck', parseHealthcheck),
    restart: parseRestart(read('restart', String) ?? 'always', deploy.restart, mistakes),
    deploy,
    labels: read('labels', parseLabels) ?? {},
    networks: read('networks', parseNetworks) ?? [],
    user: read('user', parseUser),
    groups: mistakes.each('group_add', service.group_add ?? [], (id) => [parseId(id)]),
    capAdd: (service.cap_add ?? []).map(capability),
    capDrop: (service.cap_drop ?? []).map(capability),
    privileged: flag('privileged'),
    readOnly: flag('read_only'),
    noNewPrivileges: mistakes.each('security_opt', service.security_opt ?? [], parseSecurityOption).length > 0,
    hostPid: read('pid', parsePid) ?? false,
    hostname: read('hostname', dnsLabel),
    domainname: read('domainname', dnsLabel),
    workingDir: read('working_dir', String),
    stdin: flag('stdin_open'),
    tty: flag('tty'),
    stopGraceSeconds: read('stop_grace_period', parseSeconds),
    pullPolicy: read('pull_policy', parsePullPolicy),
  };
  refuseSharedTargets(parsed.mounts, mistakes);
  if (parsed.privileged && parsed.noNewPrivileges)
    mistakes.add('privileged', 'cannot be combined with no-new-privileges: remove one');
  return parsed;
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

function parseImage(image: string | undefined): string {
  if (!image) throw new UserError('missing, a pod requires an image: set it');
  if (!/\s/.test(image)) return image;
  throw new UserError(`found ${show(image)}, an image is named as REPOSITORY[:TAG][@DIGEST] without spaces`);
}

/** Docker takes `CAP_NET_ADMIN` and `NET_ADMIN`, Kubernetes the latter. */
const capability = (name: string): string => name.toUpperCase().replace(/^CAP_/, '');

function parseEnvFiles(files: string | readonly (string | ComposeEnvFile)[]): ParsedService['envFiles'] {
  return (typeof files === 'string' ? [files] : files).map((file) =>
    typeof file === 'string'
      ? { path: file, required: true }
      : { path: file.path, required: parseBoolean(file.required ?? true) },
  );
}

/** Published and exposed ports together; a number that is published already is not exposed again. */
function parsePorts({ ports, expose }: ComposeService, mistakes: Mistakes): Port[] {
  const byNumber = new Map<string, Port>();
  const key = ({ published, protocol }: Port): string => `${published}/${protocol}`;
  for (const port of mistakes.each('ports', ports ?? [], parsePort)) {
    const other = byNumber.get(key(port))?.target ?? port.target;
    if (other !== port.target) {
      mistakes.add(
        'ports',
        `found ${key(port)} for both ${other} and ${port.target} of the container, a Service can publish a port only once: change one`,
      );
    }
    byNumber.set(key(port), port);
  }
  for (const port of mistakes.each('expose', expose ?? [], parseExposed)) {
    if (!byNumber.has(key(port))) byNumber.set(key(port), port);
  }
  return [...byNumber.values()];
}

const RESTARTS: Readonly<Record<string, ParsedService['restart']>> = {
  always: 'always',
  'unless-stopped': 'always',
  'on-failure': 'on-failure',
  no: 'no',
};

function parseRestart(restart: string, condition: string | undefined, mistakes: Mistakes): ParsedService['restart'] {
  const known = lookUp(RESTARTS, condition ?? restart);
  if (known !== undefined) return known;
  const retries = restart.startsWith('on-failure:') ? '; Kubernetes does not limit retries' : '';
  mistakes.add('restart', `found ${show(restart)}, allowed are ${listed(Object.keys(RESTARTS))}${retries}`);
  return 'always';
}

function parseNetworks(networks: NonNullable<ComposeService['networks']>): string[] {
  const isList = (value: typeof networks): value is readonly string[] => Array.isArray(value);
  if (isList(networks)) return [...networks];
  return Object.entries<unknown>(networks).map(([name, options]) => {
    if (options === null || (typeof options === 'object' && Object.keys(options).length === 0)) return name;
    throw new UserError(`${name}: found ${show(options)}, a pod cannot choose an address or an alias: remove it`);
  });
}

function parseUser(user: string): NonNullable<ParsedService['user']> {
  const [uid = '', gid, ...rest] = user.split(':');
  if (rest.length > 0) throw new UserError(`found ${show(user)}, allowed is UID or UID:GID`);
  return { uid: parseId(uid), ...(gid !== undefined && { gid: parseId(gid) }) };
}

function parseSecurityOption(option: string): true[] {
  if (/^no-new-privileges(?:[:=]true)?$/.test(option)) return [true];
  throw new UserError(`found ${show(option)}, allowed is no-new-privileges:true`);
}

function parsePid(pid: string): boolean {
  if (pid === 'host') return true;
  throw new UserError(`found ${show(pid)}, allowed is host`);
}

const PULL_POLICIES: Readonly<Record<string, PullPolicy>> = {
  always: 'Always',
  if_not_present: 'IfNotPresent',
  missing: 'IfNotPresent',
  never: 'Never',
};

function parsePullPolicy(policy: string): PullPolicy {
  const known = lookUp(PULL_POLICIES, policy);
  if (known !== undefined) return known;
  throw new UserError(`found ${show(policy)}, allowed are ${listed(Object.keys(PULL_POLICIES))}`);
}

function refuseSharedTargets(mounts: readonly Mount[], mistakes: Mistakes): void {
  const targets = new Set<string>();
  for (const { target } of mounts) {
    if (targets.has(target))
      mistakes.add('volumes', `found ${show(target)} twice, a path can be mounted only once: remove one`);
    targets.add(target);
  }
}
