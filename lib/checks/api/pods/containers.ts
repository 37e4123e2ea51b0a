import { type Data, mapAt, mapsAt, textAt, textsAt } from '../../../values/data';
import { show } from '../../../values/text';
import { advice, type Complaint, complaint } from '../complaint';
import { DNS_LABEL, refusal } from '../formats';
import { mountRules } from './mounts';
import { portRules, sharedPorts } from './ports';
import { probeRules } from './probes';
import { resourceRules } from './resources';
import { variableRules } from './variables';

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Host and port, path, tag and digest, of which the kubelet takes no other form ("InvalidImageName"). */
const IMAGE =
  /^(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$/;

/** A container, and its path. */
export interface ContainerAt {
  readonly container: Data;
  readonly at: string;
  readonly isInit: boolean;
}

/** All containers of a pod, with their paths. */
export const containersIn = (spec: Data, at: string): ContainerAt[] =>
  LISTS.flatMap((list) =>
    mapsAt(spec, list).map((container, index) => ({
      container,
      at: `${at}.${list}[${textAt(container, 'name') ?? index}]`,
      isInit: list === 'initContainers',
    })),
  );

/** The containers of a pod. */
export function* containerRules(spec: Data, at: string): Generator<Complaint> {
  const containers = containersIn(spec, at);
  const names = new Set<string>();
  for (const one of containers) {
    const { container } = one;
    const name = textAt(container, 'name') ?? '';
    const wrong = refusal(DNS_LABEL, name);
    if (wrong !== undefined) yield complaint('api/name', `${one.at}.name`, wrong);
    if (names.has(name)) {
      yield complaint(
        'api/duplicate-name',
        `${one.at}.name`,
        `found ${show(name)}, the name of another container of the pod, allowed is each name once: rename one`,
      );
    }
    names.add(name);
    const image = textAt(container, 'image');
    if (image !== undefined && !IMAGE.test(image)) {
      yield complaint(
        'api/pod',
        `${one.at}.image`,
        `found ${show(image)}, allowed is an image such as "grafana/loki:2.9.4", in lower-case letters but for the tag, without blanks: correct it`,
      );
    }
    yield* portRules(container, one.at, spec['hostNetwork'] === true);
    yield* variableRules(container, one.at);
    yield* mountRules(container, one.at);
    yield* resourceRules(mapAt(container, 'resources'), `${one.at}.resources`);
    yield* probeRules(container, one.at);
    yield* userRules(spec, one);
  }
  yield* sharedPorts(containers.filter(({ isInit }) => !isInit));
}

/** A seccomp profile of the node has a name. */
export function* profileRules(holder: Data, at: string): Generator<Complaint> {
  const profile = mapAt(holder, 'seccompProfile');
  if (textAt(profile, 'type') !== 'Localhost' || (textAt(profile, 'localhostProfile') ?? '') !== '') return;
  yield complaint(
    'api/pod',
    `${at}.securityContext.seccompProfile.localhostProfile`,
    'missing for type "Localhost": set the file of the profile, or use "RuntimeDefault"',
  );
}

/** Settings of the security context that contradict each other. */
function* userRules(spec: Data, { container, at }: ContainerAt): Generator<Complaint> {
  const own = mapAt(container, 'securityContext');
  const { runAsNonRoot, runAsUser } = { ...mapAt(spec, 'securityContext'), ...own };
  if (runAsNonRoot === true && runAsUser === 0) {
    yield complaint(
      'api/root-user',
      `${at}.securityContext`,
      'found runAsNonRoot true and runAsUser 0, so the container is never started: set runAsUser to another user, or runAsNonRoot to false',
    );
  }
  for (const field of ['runAsUser', 'runAsGroup'] as const) {
    const id = own[field];
    if (typeof id === 'number' && id < 0) {
      yield complaint('api/pod', `${at}.securityContext.${field}`, `found ${id}, allowed is at least 0: correct it`);
    }
  }
  yield* profileRules(own, at);
  const adds = textsAt(own, 'capabilities.add');
  const granted =
    own['privileged'] === true ? 'privileged true' : adds.includes('CAP_SYS_ADMIN') ? 'capability CAP_SYS_ADMIN' : '';
  if (own['allowPrivilegeEscalation'] === false && granted !== '') {
    yield complaint(
      'api/pod',
      `${at}.securityContext`,
      `found allowPrivilegeEscalation false and ${granted}, which contradict each other: remove one of them`,
    );
  }
  for (const capability of adds.filter((added) => added.startsWith('CAP_') && added !== 'CAP_SYS_ADMIN')) {
    yield advice(
      'api/pod',
      `${at}.securityContext.capabilities.add`,
      `found ${show(capability)}, container runtimes expect names without the prefix: write ${show(capability.slice(4))}`,
    );
  }
}
