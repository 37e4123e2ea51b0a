import { Gateway, type GatewayConstructProps } from '../../../../lib/constructs/gateway/gateway';
import type { GatewayProps } from '../../../../lib/constructs/gateway/props';
import { Endpoint } from '../../../../lib/values/endpoint';
import { SecretKey } from '../../../../lib/values/secret-key';
import { type KubernetesObject, objectAt, podOf, render } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { labelsOf, selectorOf, system } from '../example-system';

const definition: GatewayConstructProps = {
  system,
  routes: [
    {
      match: 'exact',
      path: '/push',
      backend: new Endpoint({ service: 'distributor', namespace: 'logs', port: 3100 }),
    },
  ],
  realm: 'Loki',
  serviceAccountName: 'prod-loki',
  defaults: { image: { repository: 'nginx', tag: '1' } },
  props: {},
};
const gateway = (props: GatewayProps = {}, more: Partial<GatewayConstructProps> = {}) =>
  render((scope) => new Gateway(scope, 'gateway', { ...definition, ...more, props }));

const NAME = 'prod-loki-gateway';
const confOf = (objects: Readonly<Record<string, KubernetesObject>>): string =>
  objectAt(objects, `ConfigMap/${NAME}`)['data']['nginx.conf'];
const templateOf = (objects: Readonly<Record<string, KubernetesObject>>): KubernetesObject['spec'] =>
  objectAt(objects, `Deployment/${NAME}`)['spec'].template;
const podIn = (props?: GatewayProps): KubernetesObject['spec'] => podOf(gateway(props), `Deployment/${NAME}`);
const serviceIn = (props?: GatewayProps): KubernetesObject['spec'] =>
  objectAt(gateway(props), `Service/${NAME}`)['spec'];

describe('by default', () => {
  const objects = gateway();

  test('is a Deployment, a Service and a configuration, all named and labelled alike', () => {
    expect(Object.keys(objects).sort()).toEqual([`ConfigMap/${NAME}`, `Deployment/${NAME}`, `Service/${NAME}`]);
    for (const { metadata } of Object.values(objects)) {
      expect(metadata).toMatchObject({ namespace: 'logs', labels: labelsOf('gateway') });
    }
  });

  test('reads its configuration, and has a read-only file system', () => {
    const { volumes, containers } = podIn();
    expect(volumes).toEqual([
      { name: 'config', configMap: { name: NAME } },
      { name: 'tmp', emptyDir: {} },
      { name: 'docker-entrypoint-d-override', emptyDir: {} },
    ]);
    expect(containers).toHaveLength(1);
    expect(containers[0]).toMatchObject({
      name: 'nginx',
      image: 'nginx:1',
      ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
      volumeMounts: [
        { name: 'config', mountPath: '/etc/nginx' },
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'docker-entrypoint-d-override', mountPath: '/docker-entrypoint.d' },
      ],
    });
  });

  test('is probed at a path that needs no backend', () => {
    const httpGet = { path: '/', port: 'http' };
    expect(podIn().containers[0]).toMatchObject({
      readinessProbe: { initialDelaySeconds: 15, httpGet, timeoutSeconds: 1 },
      livenessProbe: { initialDelaySeconds: 30, httpGet },
    });
    expect(confOf(objects)).toMatch(/location = \/ \{\s+return 204;/);
  });

  test('listens on the target port of its Service, and uses the DNS of the cluster', () => {
    expect(confOf(objects)).toContain('listen 8080;');
    expect(confOf(objects)).toContain('resolver kube-dns.kube-system.svc.example.local;');
    expect(confOf(objects)).toContain('http://distributor.logs.svc.example.local;');
  });
});

test('may have another name and port name', () => {
  const objects = gateway({}, { name: 'nginx', portName: 'http-metrics' });
  expect(objectAt(objects, 'Service/prod-loki-nginx')['spec']).toMatchObject({
    ports: [{ name: 'http-metrics', targetPort: 'http-metrics' }],
    selector: selectorOf('nginx'),
  });
  expect(podOf(objects, 'Deployment/prod-loki-nginx').containers[0]).toMatchObject({
    ports: [{ name: 'http-metrics' }],
    readinessProbe: { httpGet: { port: 'http-metrics' } },
    livenessProbe: { httpGet: { port: 'http-metrics' } },
  });
});

describe('the pods', () => {
  const hashOf = (objects: Readonly<Record<string, KubernetesObject>>) =>
    templateOf(objects).metadata.annotations['checksum/config'];

  test.each<[string, GatewayProps, boolean]>([
    ['basic authentication', { basicAuth: { secretName: 'users' } }, true],
    ['the resolver', { resolver: '10.0.0.10' }, true],
    ['logging', { verboseLogging: false }, true],
    ['the http block', { httpSnippet: 'gzip on;' }, true],
    ['the server block', { serverSnippet: 'gzip on;' }, true],
    ['logging to what it was', { verboseLogging: true }, false],
    ['an empty snippet', { httpSnippet: '' }, false],
    ['the Service', { service: { port: 8000, type: 'NodePort' } }, false],
    ['the Ingress', { ingress: { hosts: ['a.example.com'] } }, false],
    ['the number of pods', { replicas: 3 }, false],
    ['an annotation', { podAnnotations: { why: 'because' } }, false],
  ])('are told of %s by the hash of the configuration, if it changes it', (_, props, changes) => {
    const [before, after] = [gateway(), gateway(props)];
    expect(confOf(after) !== confOf(before)).toBe(changes);
    expect(hashOf(after) !== hashOf(before)).toBe(changes);
  });

  test('differ by each route, tenant and patience too', () => {
    const hashes = [
      gateway(),
      gateway({}, { routes: [] }),
      gateway({}, { defaultTenant: 'anonymous' }),
      gateway({}, { readTimeout: 300 }),
    ].map(hashOf);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('keep the hash beside annotations of the system and of the user', () => {
    const { annotations } = templateOf(
      gateway({ podAnnotations: { a: 'user' } }, { defaults: { podAnnotations: { a: 'system', b: 'system' } } }),
    ).metadata;
    expect(annotations).toEqual({ a: 'user', b: 'system', 'checksum/config': hashOf(gateway()) });
  });

  test('from the user take precedence over those of the system', () => {
    const { spec } = objectAt(
      gateway({ replicas: 3 }, { defaults: { replicas: 2, minReadySeconds: 5 } }),
      `Deployment/${NAME}`,
    );
    expect(spec).toMatchObject({ replicas: 3, minReadySeconds: 5 });
  });
});

describe('basic authentication', () => {
  test('mounts the users that exist, where nginx looks for them', () => {
    const props: GatewayProps = { basicAuth: { secretName: 'users' } };
    const { volumes, containers } = podIn(props);
    const [{ mountPath }] = containers[0].volumeMounts.filter(({ name }: { name: string }) => name === 'auth');
    expect(volumes).toContainEqual({
      name: 'auth',
      secret: { secretName: 'users', items: [{ key: '.htpasswd', path: '.htpasswd' }] },
    });
    expect(confOf(gateway(props))).toContain(`auth_basic_user_file ${mountPath}/.htpasswd;`);
    expect(confOf(gateway(props))).toContain('auth_basic "Loki";');
  });

  test('is off by default', () => expect(confOf(gateway())).not.toContain('auth_basic_user_file'));
});

describe('settings', () => {
  test('of times, logs and DNS stand in the configuration', () => {
    const text = confOf(
      gateway({
        readTimeout: '10m',
        resolver: ['10.0.0.10', 'fd00::a'],
        logFormat: { format: '{"s":"$status"}', escape: 'json' },
      }),
    );
    expect(text).toContain('proxy_read_timeout 10m;');
    expect(text).toContain('resolver 10.0.0.10 [fd00::a];');
    expect(text).toContain(`log_format main escape=json '{"s":"$status"}';`);
    expect(confOf(gateway({ logFormat: '$status' }))).toContain("log_format main '$status';");
    expect(confOf(gateway({ readTimeout: 600 }, { readTimeout: 300 }))).toContain('proxy_read_timeout 600;');
  });

  test.each<[string, GatewayProps, string]>([
    [
      'a time with a unit that is none',
      JSON.parse('{ "readTimeout": "5 min" }'),
      'readTimeout: found "5 min", allowed is',
    ],
    ['no time', { readTimeout: 0 }, 'readTimeout: found 0, allowed is'],
    ['a format that ends its quotes', { logFormat: "it's" }, 'logFormat: found "it\'s", allowed is one line'],
    [
      'servers with ";" between them',
      { resolver: '10.0.0.10; 10.0.0.11' },
      'resolver: found "10.0.0.10;", allowed are',
    ],
    ['no server', { resolver: [] }, 'resolver: found [], allowed are'],
    ['a Secret that cannot be', { basicAuth: { secretName: 'A_B' } }, 'basicAuth.secretName: found "A_B", allowed are'],
    [
      'a user of clients that cannot be',
      { basicAuth: { secretName: 'a', client: { username: '', password: new SecretKey('a', 'b') } } },
      'basicAuth.client.username: found "", allowed is',
    ],
  ])('fail for %s', (_, props, sentence) =>
    expect(sentencesOf(() => gateway(props))).toEqual([expect.stringContaining(`chart/gateway: ${sentence}`)]),
  );
});

describe('the Service', () => {
  test.each<[GatewayProps['service'], object]>([
    [undefined, { type: 'ClusterIP', ports: [{ port: 80 }] }],
    [{}, { type: 'ClusterIP', ports: [{ port: 80 }] }],
    [{ port: 8000 }, { type: 'ClusterIP', ports: [{ port: 8000 }] }],
    [{ type: 'NodePort' }, { type: 'NodePort', ports: [{ port: 80 }] }],
    [
      { type: 'LoadBalancer', spec: { loadBalancerIp: '10.0.0.1', externalTrafficPolicy: 'Local' } },
      { type: 'LoadBalancer', loadBalancerIP: '10.0.0.1', externalTrafficPolicy: 'Local', ports: [{ port: 80 }] },
    ],
  ])('%j becomes %j', (service, spec) => {
    expect(serviceIn({ service })).toMatchObject(spec);
    expect(serviceIn({ service })).toMatchObject({
      ports: [{ name: 'http', targetPort: 'http', protocol: 'TCP' }],
      selector: selectorOf('gateway'),
    });
  });

  test('is where others reach the gateway', () => {
    render((scope) => {
      const { endpoint } = new Gateway(scope, 'gateway', { ...definition, props: { service: { port: 8000 } } });
      expect(endpoint.url).toBe(`http://${NAME}.logs:8000`);
    });
  });
});

describe('the Ingress', () => {
  test('is none by default', () => expect(Object.keys(gateway())).not.toContain(`Ingress/${NAME}`));

  test('leads all paths of its hosts to the Service', () =>
    expect(
      objectAt(
        gateway({
          service: { port: 8000 },
          ingress: {
            hosts: ['logs.example.com', 'loki.example.com'],
            className: 'nginx',
            annotations: { why: 'because' },
            labels: { team: 'a' },
            tls: [{ secretName: 'certificate', hosts: ['loki.example.com'] }],
          },
        }),
        `Ingress/${NAME}`,
      ),
    ).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: NAME,
        namespace: 'logs',
        labels: { ...labelsOf('gateway'), team: 'a' },
        annotations: { why: 'because' },
      },
      spec: {
        ingressClassName: 'nginx',
        rules: ['logs.example.com', 'loki.example.com'].map((host) => ({
          host,
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: NAME, port: { number: 8000 } } } }],
          },
        })),
        tls: [{ secretName: 'certificate', hosts: ['loki.example.com'] }],
      },
    }));

  test('fails if it has no host', () =>
    expect(sentencesOf(() => gateway({ ingress: { hosts: [] } }))).toEqual([
      'chart/gateway: ingress: hosts: found none: set at least one',
    ]));
});
