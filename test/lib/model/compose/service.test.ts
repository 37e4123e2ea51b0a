import { parseService } from '../../../../lib/model/compose/service';
import type { ComposeService } from '../../../../lib/model/compose/types';
import { Mistakes } from '../../../../lib/values/errors';
import { sentencesOf } from '../../../sentences';

function parse(service: object) {
  const mistakes = new Mistakes('service "web"');
  const parsed = parseService({ image: 'nginx:1.27', ...service } as ComposeService, mistakes);
  mistakes.throwIfAny();
  return parsed;
}

const sentences = (service: object) => sentencesOf(() => parse(service));

test('a service with only an image always runs, with one replica, and has no other settings', () =>
  expect(parse({})).toMatchObject({
    image: 'nginx:1.27',
    restart: 'always',
    ports: [],
    mounts: [],
    environment: [],
    privileged: false,
  }));

test('commands are split as a shell splits them', () => {
  expect(parse({ command: `sh -c "echo 'a b' $HOME"`, entrypoint: ['a b'] })).toMatchObject({
    command: ['sh', '-c', "echo 'a b' $HOME"],
    entrypoint: ['a b'],
  });
  expect(sentences({ command: 'echo "open' })).toEqual([
    'service "web": command: found "echo \\"open", a quote is not closed: close it, or write the command as a list',
  ]);
});

test('an exposed port is published under its own number, unless that is in use', () =>
  expect(
    parse({ ports: ['8080:80'], expose: ['80', '8080', '443'] }).ports.map(({ published, target }) => [
      published,
      target,
    ]),
  ).toEqual([
    [8080, 80],
    [80, 80],
    [443, 443],
  ]));

test('TCP and UDP of one number are two ports', () =>
  expect(parse({ ports: ['53:53', '53:53/udp'] }).ports).toHaveLength(2));

test('fails if a port is published for two ports of the container', () =>
  expect(sentences({ ports: ['80:8080', '80:9090'] })).toEqual([
    'service "web": ports: found 80/TCP for both 8080 and 9090 of the container, a Service can publish a port only once: change one',
  ]));

test('older keys mean the same as deploy.resources and deploy.replicas', () =>
  expect(parse({ cpus: 0.5, mem_limit: '64m', mem_reservation: '32m', scale: 2 }).deploy).toEqual(
    parse({
      deploy: {
        replicas: 2,
        resources: { limits: { cpus: '0.5', memory: '64m' }, reservations: { memory: '32m' } },
      },
    }).deploy,
  ));

test('a list that is null is none', () =>
  expect(parse({ ports: null, expose: null, volumes: null, cap_add: null })).toMatchObject({
    ports: [],
    mounts: [],
    capAdd: [],
  }));

test('an older key may stand beside the current one if both say the same', () =>
  expect(parse({ cpus: 0.5, deploy: { resources: { limits: { cpus: '0.50' } } } }).deploy.limits.milliCpus).toBe(500));

test('zero replicas are zero replicas', () => expect(parse({ deploy: { replicas: 0 } }).deploy.replicas).toBe(0));

test('all mistakes of a service are named at once, each with its key', () =>
  expect(
    sentences({
      image: '',
      ports: ['x', '80', '99999'],
      restart: 'sometimes',
      user: 'root',
      deploy: { mode: 'once' },
    }),
  ).toEqual([
    'service "web": deploy.mode: found "once", allowed are replicated and global',
    'service "web": image: missing, a pod requires an image: set it',
    'service "web": ports[0]: found "x", allowed is [PUBLISHED[-END]:]TARGET[-END][/PROTOCOL], such as "8080:80/udp"',
    'service "web": ports[2]: found "99999", allowed is a whole number from 1 to 65535',
    'service "web": restart: found "sometimes", allowed are always, no, on-failure, unless-stopped',
    'service "web": user: found "root", allowed are only numeric ids: set the id that the image uses for this name',
  ]));

test.each([
  [{ scale: 2, deploy: { replicas: 3 } }, 'scale: found 2 beside 3 of deploy.replicas: set it once'],
  [{ cpus: 0 }, 'cpus: found 0, allowed is a number of cores above 0 with up to 3 decimals, such as 0.5'],
  [
    { mem_limit: '1g', deploy: { resources: { limits: { memory: '2g' } } } },
    'mem_limit: found "1g" beside "2g" of deploy.resources.limits.memory: set it once',
  ],
  [
    { restart: 'on-failure:3' },
    'restart: found "on-failure:3", allowed are always, no, on-failure, unless-stopped; Kubernetes does not limit retries',
  ],
  [{ user: '1:2:3' }, 'user: found "1:2:3", allowed is UID or UID:GID'],
  [{ security_opt: ['label:disable'] }, 'security_opt[0]: found "label:disable", allowed is no-new-privileges:true'],
  [
    { privileged: true, security_opt: ['no-new-privileges:true'] },
    'privileged: cannot be combined with no-new-privileges: remove one',
  ],
  [{ pid: 'service:db' }, 'pid: found "service:db", allowed is host'],
  [{ pull_policy: 'build' }, 'pull_policy: found "build", allowed are always, if_not_present, missing, never'],
  [{ stop_grace_period: '1500ms' }, 'stop_grace_period: found "1500ms", allowed are whole seconds: set 2s'],
  [
    { networks: { front: { aliases: ['x'] } } },
    'networks: front: found {"aliases":["x"]}, a pod cannot choose an address or an alias: remove it',
  ],
  [{ volumes: ['/a', 'b:/a'] }, 'volumes: found "/a" twice, a path can be mounted only once: remove one'],
  [
    { deploy: { endpoint_mode: 'dnsrr' } },
    'deploy.endpoint_mode: found "dnsrr", allowed is vip: for addresses of single pods set the label kompose.service.type to headless',
  ],
  [
    { deploy: { restart_policy: { condition: 'never' } } },
    'deploy.restart_policy.condition: found "never", allowed are any, on-failure and none',
  ],
  [
    { deploy: { placement: { constraints: ['node.role == manager'] } } },
    'deploy.placement.constraints[0]: found "node.role == manager", allowed are node.hostname, node.labels.KEY and engine.labels.operatingsystem, with "==" or "!=" and a value',
  ],
  [
    { deploy: { placement: { preferences: [{ spread: 'rack' }] } } },
    'deploy.placement.preferences[0]: found spread "rack", allowed is node.labels.KEY',
  ],
  [
    { deploy: { resources: { limits: { cpus: 'two' } } } },
    'deploy.resources.limits.cpus: found "two", allowed is a number of cores above 0 with up to 3 decimals, such as 0.5',
  ],
  [{ image: 'a b' }, 'image: found "a b", an image is named as REPOSITORY[:TAG][@DIGEST] without spaces'],
  [
    { deploy: { resources: { limits: { memory: '10m' }, reservations: { memory: '20m' } } } },
    'deploy.resources.reservations.memory: is above the limit: lower it, or raise the limit',
  ],
  [
    { cpus: 1, deploy: { resources: { reservations: { cpus: 2 } } } },
    'deploy.resources.reservations.cpus: is above the limit: lower it, or raise the limit',
  ],
  [
    { deploy: { update_config: { parallelism: 0 } } },
    'deploy.update_config: parallelism: found 0, allowed is a whole number from 1 to 2147483647',
  ],
  [
    { deploy: { placement: { constraints: ['constructor == x'] } } },
    'deploy.placement.constraints[0]: found "constructor == x", allowed are node.hostname, node.labels.KEY and engine.labels.operatingsystem, with "==" or "!=" and a value',
  ],
  [
    { deploy: { restart_policy: { condition: 'constructor' } } },
    'deploy.restart_policy.condition: found "constructor", allowed are any, on-failure and none',
  ],
  [{ volumes: ['/a', 'b:/a/'] }, 'volumes: found "/a" twice, a path can be mounted only once: remove one'],
  [
    { hostname: 'A_b' },
    'hostname: found "A_b", allowed are up to 63 lower-case letters, digits and "-", starting and ending with a letter or digit: rename it',
  ],
  [
    { environment: { 'A B': 1 } },
    'environment: found "A B", allowed are letters, digits, "_", "-" and ".", not starting with a digit: rename it',
  ],
  [
    { labels: { 'bad key!': 1 } },
    'labels: found "bad key!", allowed are up to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, with an optional prefix of a DNS name and "/": rename it',
  ],
  [
    { deploy: { labels: { a: 'b c' } } },
    'deploy.labels: a: found "b c", allowed are up to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, or an empty string: rename it',
  ],
])('fails if it has %j', (service, sentence) => expect(sentences(service)).toEqual([`service "web": ${sentence}`]));

test.each([
  [{ build: '.' }, 'build: cannot be converted, Kubernetes does not build images: build and push one, and set "image"'],
  [
    { depends_on: ['db'] },
    'depends_on: cannot be converted, Kubernetes starts all pods at once: let the program retry until its dependencies answer',
  ],
  [{ sysctls: {} }, 'sysctls: cannot be converted, Kubernetes has no equivalent: remove it'],
  [{ port: ['80'] }, 'port: cannot be converted, Kubernetes has no equivalent (did you mean "ports"?): remove it'],
  [
    { healthcheck: { test: 'x', start_interval: '1s' } },
    'healthcheck.start_interval: cannot be converted, a Kubernetes probe has one interval',
  ],
  [
    { deploy: { update_config: { delay: '5s' } } },
    'deploy.update_config.delay: cannot be converted, Kubernetes waits for readiness instead: give the service a health check',
  ],
  [
    { ports: [{ target: 80, name: 'web' }] },
    'ports[0].name: cannot be converted, kompose 1.26 names ports by their numbers',
  ],
  [
    { volumes: [{ type: 'bind', source: '/a', target: '/a', bind: { propagation: 'shared' } }] },
    'volumes[0].bind.propagation: cannot be converted, Kubernetes has no equivalent: remove it',
  ],
  [
    { deploy: { resources: { limits: { pids: 5 } } } },
    'deploy.resources.limits.pids: cannot be converted, the number of processes is limited for a whole node (kubelet podPidsLimit)',
  ],
])('fails if a key has no counterpart: %j', (service, sentence) =>
  expect(sentences(service)).toEqual([`service "web": ${sentence}`]),
);

test('keys of the user, x-*, are left alone', () => expect(() => parse({ 'x-note': { build: true } })).not.toThrow());
