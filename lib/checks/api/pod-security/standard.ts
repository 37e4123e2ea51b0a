import { type Data, isMap, labelsAt, mapAt, mapsAt, textAt, textsAt } from '../../../values/data';
import { listed, show } from '../../../values/text';

// https://kubernetes.io/docs/concepts/security/pod-security-standards/

/** A pod as the standard looks at it. */
export interface SecuredPod {
  readonly spec: Data;
  readonly annotations: Readonly<Record<string, string>>;
  /** All containers: also init containers and ephemeral ones. */
  readonly containers: readonly SecuredContainer[];
}

export interface SecuredContainer {
  /** Path in the specification of the pod, such as `containers[loki]`. */
  readonly at: string;
  readonly ports: readonly Data[];
  readonly security: Data;
}

/** A violation: field and value, and what is allowed. */
export interface Violation {
  readonly at: string;
  readonly found: string;
  readonly allowed: string;
}

/** A control of the standard. */
export type Control = (pod: SecuredPod) => Iterable<Violation>;

const CAPABILITIES =
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  );
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_syncookies',
];
const SELINUX_TYPES = ['', 'container_engine_t', 'container_init_t', 'container_kvm_t', 'container_t'];
const PROFILES = ['Localhost', 'RuntimeDefault'];
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** The security contexts of a pod: its own, and those of its containers. */
const contextsOf = ({ spec, containers }: SecuredPod): Array<{ readonly at: string; readonly security: Data }> => [
  { at: 'securityContext', security: mapAt(spec, 'securityContext') },
  ...containers.map(({ at, security }) => ({ at: `${at}.securityContext`, security })),
];

const BASELINE: readonly Control[] = [
  function* hostNamespaces({ spec }) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (spec[field] === true) yield { at: field, found: 'true', allowed: 'false' };
    }
  },
  function* hostPaths({ spec }) {
    for (const volume of mapsAt(spec, 'volumes')) {
      if (!isMap(volume['hostPath'])) continue;
      yield { at: `volumes[${textAt(volume, 'name') ?? ''}]`, found: 'a hostPath', allowed: 'any other source' };
    }
  },
  function* hostPorts({ containers }) {
    for (const { at, ports } of containers) {
      for (const [index, { hostPort }] of ports.entries()) {
        if (typeof hostPort !== 'number' || hostPort === 0) continue;
        yield { at: `${at}.ports[${index}].hostPort`, found: String(hostPort), allowed: 'none' };
      }
    }
  },
  function* privileges({ containers }) {
    for (const { at, security } of containers) {
      const path = `${at}.securityContext`;
      if (security['privileged'] === true) yield { at: `${path}.privileged`, found: 'true', allowed: 'false' };
      const added = textsAt(security, 'capabilities.add').filter((name) => !CAPABILITIES.includes(name));
      if (added.length > 0) {
        yield { at: `${path}.capabilities.add`, found: listed(added), allowed: `only ${listed(CAPABILITIES)}` };
      }
      const mount = textAt(security, 'procMount') ?? 'Default';
      if (mount !== 'Default') yield { at: `${path}.procMount`, found: show(mount), allowed: '"Default"' };
    }
  },
  function* profiles(pod) {
    for (const { at, security } of contextsOf(pod)) {
      const type = textAt(security, 'seccompProfile.type');
      if (type === 'Unconfined') {
        yield { at: `${at}.seccompProfile.type`, found: show(type), allowed: listed(PROFILES) };
      }
      const armor = textAt(security, 'appArmorProfile.type');
      if (armor === 'Unconfined') {
        yield { at: `${at}.appArmorProfile.type`, found: show(armor), allowed: listed(PROFILES) };
      }
      if (mapAt(security, 'windowsOptions')['hostProcess'] === true) {
        yield { at: `${at}.windowsOptions.hostProcess`, found: 'true', allowed: 'false' };
      }
      const options = mapAt(security, 'seLinuxOptions');
      const selinux = textAt(options, 'type') ?? '';
      if (!SELINUX_TYPES.includes(selinux)) {
        yield { at: `${at}.seLinuxOptions.type`, found: show(selinux), allowed: listed(SELINUX_TYPES.slice(1)) };
      }
      for (const field of ['user', 'role']) {
        const value = textAt(options, field) ?? '';
        if (value !== '') yield { at: `${at}.seLinuxOptions.${field}`, found: show(value), allowed: 'none' };
      }
    }
    for (const [key, profile] of Object.entries(pod.annotations)) {
      if (!key.startsWith(APP_ARMOR) || profile === '' || /^(runtime\/default$|localhost\/)/.test(profile)) continue;
      yield {
        at: `metadata.annotations[${key}]`,
        found: show(profile),
        allowed: '"runtime/default" or "localhost/..."',
      };
    }
  },
  function* sysctls({ spec }) {
    for (const sysctl of mapsAt(spec, 'securityContext.sysctls')) {
      const name = textAt(sysctl, 'name') ?? '';
      if (SYSCTLS.includes(name)) continue;
      yield { at: 'securityContext.sysctls', found: show(name), allowed: `only ${listed(SYSCTLS)}` };
    }
  },
];

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const RESTRICTED: readonly Control[] = [
  function* volumes({ spec }) {
    for (const volume of mapsAt(spec, 'volumes')) {
      const sources = Object.keys(volume).filter((key) => key !== 'name' && isMap(volume[key]));
      // hostPath is a violation of "baseline" already.
      const wrong = sources.filter((source) => source !== 'hostPath' && !VOLUMES.includes(source));
      if (wrong.length === 0) continue;
      yield {
        at: `volumes[${textAt(volume, 'name') ?? ''}]`,
        found: listed(wrong),
        allowed: `only ${listed(VOLUMES)}`,
      };
    }
  },
  function* escalation({ spec, containers }) {
    if (isWindows(spec)) return;
    for (const { at, security } of containers) {
      const path = `${at}.securityContext`;
      const { allowPrivilegeEscalation } = security;
      if (allowPrivilegeEscalation !== false) {
        yield { at: `${path}.allowPrivilegeEscalation`, found: foundOf(allowPrivilegeEscalation), allowed: 'false' };
      }
      if (!textsAt(security, 'capabilities.drop').includes('ALL')) {
        yield {
          at: `${path}.capabilities.drop`,
          found: foundOf(mapAt(security, 'capabilities')['drop']),
          allowed: '["ALL"]',
        };
      }
      const added = textsAt(security, 'capabilities.add').filter((name) => name !== 'NET_BIND_SERVICE');
      // Others are violations of "baseline" already.
      const extra = added.filter((name) => CAPABILITIES.includes(name));
      if (extra.length > 0) {
        yield { at: `${path}.capabilities.add`, found: listed(extra), allowed: 'only NET_BIND_SERVICE' };
      }
    }
  },
  function* users({ spec, containers }) {
    const own = mapAt(spec, 'securityContext');
    if (own['runAsNonRoot'] === false) yield { at: 'securityContext.runAsNonRoot', found: 'false', allowed: 'true' };
    if (own['runAsUser'] === 0) yield { at: 'securityContext.runAsUser', found: '0', allowed: 'another user' };
    for (const { at, security } of containers) {
      const { runAsNonRoot, runAsUser } = security;
      if (runAsNonRoot === false || (typeof runAsNonRoot !== 'boolean' && typeof own['runAsNonRoot'] !== 'boolean')) {
        yield { at: `${at}.securityContext.runAsNonRoot`, found: foundOf(runAsNonRoot), allowed: 'true' };
      }
      if (runAsUser === 0) yield { at: `${at}.securityContext.runAsUser`, found: '0', allowed: 'another user' };
    }
  },
  function* requiredProfile({ spec, containers }) {
    if (isWindows(spec) || isMap(mapAt(spec, 'securityContext')['seccompProfile'])) return;
    for (const { at, security } of containers) {
      if (isMap(security['seccompProfile'])) continue;
      yield { at: `${at}.securityContext.seccompProfile.type`, found: 'none', allowed: listed(PROFILES) };
    }
  },
];

const isWindows = (spec: Data): boolean => textAt(spec, 'os.name') === 'windows';
const foundOf = (value: unknown): string => (value === undefined ? 'none' : show(value));

/** The controls of each level, the first of which forbids nothing. */
export const CONTROLS: Readonly<Record<string, readonly Control[]>> = {
  privileged: [],
  baseline: BASELINE,
  restricted: [...BASELINE, ...RESTRICTED],
};

/** A pod, or the template of one, as the standard looks at it. */
export function securedPod(template: Data): SecuredPod {
  const spec = mapAt(template, 'spec');
  return {
    spec,
    annotations: labelsAt(template, 'metadata.annotations'),
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
      mapsAt(spec, list).map((container, index) => ({
        at: `${list}[${textAt(container, 'name') ?? index}]`,
        ports: mapsAt(container, 'ports'),
        security: mapAt(container, 'securityContext'),
      })),
    ),
  };
}
