import { createServer, type Server } from 'node:http';
import { parse } from 'yaml';
import { lokiTenants, tempoTenants } from '../../conformance/checks/tenants';
import { tenants } from '../../conformance/environments/tenants';
import { launchesOf } from '../../conformance/launch';
import { PROGRAMS } from '../../conformance/programs/table';
import { basicAuth, datasourceClients, TENANT } from '../../conformance/turn/clients';
import { gatewayOf } from '../../conformance/turn/gateway';
import { isolated } from '../../conformance/turn/isolation';
import { loki } from '../../conformance/turn/loki';
import { scraped } from '../../conformance/turn/metrics';
import { podsOf, prepare } from '../../conformance/turn/processes';
import { withFile } from '../../conformance/turn/promtail';
import { startReceiver } from '../../conformance/turn/receiver';
import { samplesArrive } from '../../conformance/turn/remote-write';
import { rulesOf, stateOf } from '../../conformance/turn/ruler';
import { Running } from '../../conformance/turn/running';
import { processUrl } from '../../conformance/turn/service-url';
import { eventually, placed, type Started } from '../../conformance/turn/start';
import type { TurningSystem } from '../../conformance/turn/system';
import { eks } from '../../environments/eks';
import { Cluster } from '../../lib/checks/cluster';
import { fieldsOf } from '../../lib/checks/fields';
import { manifestOf, objectsOf } from '../../lib/checks/manifest';
import { contents, newFolder } from '../folders';

const NETWORK = 9;
const cluster = new Cluster(objectsOf(manifestOf(tenants())));
const pods = podsOf(cluster, loki.image, NETWORK);
const querier = pods.find(({ role }) => role === 'querier')?.ip;
const root = newFolder();
const started: Started = {
  system: loki,
  cluster,
  pods,
  network: NETWORK,
  programs: (name) => ({ program: PROGRAMS[name], file: `/bin/${name}`, version: '1', by: 'path' }),
  root,
  running: new Running(root),
  gateway: gatewayOf(cluster, pods, NETWORK, root),
};

describe('checks of tenants', () => {
  test.each([
    ['Loki', lokiTenants, '8 pods, 2 tenants'],
    ['Tempo', tempoTenants, '8 pods, 2 tenants'],
  ])('count pods and tenants of %s', (_, check, subject) =>
    expect(check.task({ name: 'tenants', files: [], cluster })?.subject).toBe(subject),
  );

  test('have no work without clients that name a tenant', () => {
    const other = new Cluster(objectsOf(manifestOf(eks())));
    expect(lokiTenants.task({ name: 'eks', files: [], cluster: other })).toBeUndefined();
  });
});

describe('clients', () => {
  test('are the data sources of Grafana, with the password of the Secret and the tenant', () =>
    expect(datasourceClients(cluster).filter(({ type }) => type === 'loki')).toEqual(
      ['team-a', 'team-b'].map((tenant) => ({
        name: `Loki ${tenant}`,
        namespace: 'grafana',
        type: 'loki',
        tenant,
        entrance: {
          url: 'http://loki-loki-distributed-gateway.logs',
          headers: { authorization: basicAuth('loki-client', 'password of loki'), [TENANT]: tenant },
        },
      })),
    ));

  test.each([
    ['http://loki-loki-distributed-gateway.logs/loki/api/v1/push', `http://127.0.9.200:8080/loki/api/v1/push`],
    ['http://loki-loki-distributed-querier.logs.svc.cluster.local.:3100', `http://${querier}:3100`],
    ['http://mimir-nginx.metrics/api/v1/push', undefined],
    ['http://loki-loki-distributed-querier.logs:99', undefined],
    ['https://logs.example.com', undefined],
    ['no address', undefined],
  ])('reach %s at the process behind the Service', (url, address) =>
    expect(processUrl(cluster, placed(started), url, 'agents')).toBe(address),
  );

  test('are those of Promtail with everything but the address, and a file in the place of pods', () => {
    const [launch] = launchesOf(cluster, /promtail$/);
    if (launch === undefined) throw new Error('there is no Promtail');
    const text = launch.mounts.flatMap(({ files }) => files['promtail.yaml'] ?? []).join('');
    expect(withFile(fieldsOf(parse(text)), { started, launch, log: '/log', ip: '127.0.9.201' })).toMatchObject({
      clients: [
        {
          basic_auth: { username: 'loki-client', password_file: '/etc/api-secrets/loki-client/password' },
          tenant_id: 'team-a',
          url: 'http://127.0.9.200:8080/loki/api/v1/push',
        },
      ],
      scrape_configs: [{ pipeline_stages: [{ cri: {} }], static_configs: [{ labels: { __path__: '/log' } }] }],
    });
  });
});

/** A system that asks for users and tenants as a gateway does, unless it is told to be careless. */
function store({ asksForUser = true, asksForTenant = true, keepsApart = true }): TurningSystem {
  const held: Array<{ readonly tenant: string; readonly number: number }> = [];
  const refusal = (headers: Readonly<Record<string, string>>) => {
    if (asksForUser && headers['authorization'] !== 'Basic right') {
      return { ok: false, status: 401, text: '401 Authorization Required' };
    }
    if (asksForTenant && headers[TENANT] === undefined) return { ok: false, status: 401, text: 'no org id' };
    return undefined;
  };
  return {
    ...loki,
    push: async ({ headers }, number) => {
      const refused = refusal(headers);
      if (refused) return refused;
      held.push({ tenant: headers[TENANT] ?? '', number });
      return { ok: true, status: 204, text: '' };
    },
    read: async ({ headers }) => {
      const refused = refusal(headers);
      if (refused) return { ...refused, found: [] };
      const own = held.filter(({ tenant }) => !keepsApart || tenant === headers[TENANT]);
      return { ok: true, status: 200, text: '', found: own.map(({ number }) => number) };
    },
  };
}

describe('tenants', () => {
  const entrances = ['a', 'b'].map((tenant) => ({
    tenant,
    entrance: { url: '', headers: { authorization: 'Basic right', [TENANT]: tenant } },
  }));
  const refusalsOf = async (props: Parameters<typeof store>[0]) => (await isolated(store(props), entrances)).refusals;

  test('are kept apart', async () =>
    expect(await isolated(store({}), entrances)).toEqual({
      refusals: [],
      remarks: [
        'requests without credentials, with a wrong password, without a tenant were refused',
        '2 tenants made 40 writes, and each read its own alone',
      ],
    }));

  test('fails if a request without a user is taken', async () =>
    expect(await refusalsOf({ asksForUser: false })).toContain(
      'Loki: a write without credentials was answered 204, and should be 401 authorization required',
    ));

  test('fails if a request without a tenant is taken', async () =>
    expect(await refusalsOf({ asksForTenant: false })).toContain(
      'Loki: a query without a tenant was answered 200, and should be 401 no org id',
    ));

  test('fails if a tenant can read data of another one', async () =>
    expect(await refusalsOf({ keepsApart: false })).toEqual([
      'Loki: a reads 20 writes of other tenants',
      'Loki: b reads 20 writes of other tenants',
    ]));
});

describe('the ruler', () => {
  const rules = rulesOf(pods);

  test('has the rules of its folders, by tenant', () =>
    expect(rules).toEqual([
      { tenant: 'team-a', group: 'lines', name: 'tenant:lines:count1h', isAlert: false },
      { tenant: 'team-a', group: 'lines', name: 'LinesArrive', isAlert: true },
    ]));

  const answerOf = (state: string, health = 'ok') => ({
    ok: true,
    text: JSON.stringify({
      data: {
        groups: [{ rules: rules.map(({ name }) => ({ name, health, state, lastError: 'parse error' })) }],
      },
    }),
  });

  test('has evaluated them once they are ok and the alert fires', () =>
    expect(stateOf(rules, answerOf('firing'))).toEqual([]));

  test.each([
    ['an alert does not fire', answerOf('inactive'), 'LinesArrive is inactive, and lines are there'],
    ['a rule fails', answerOf('firing', 'err'), 'tenant:lines:count1h is err: parse error'],
    ['there are none', { ok: true, text: '{}' }, 'team-a has no rule tenant:lines:count1h'],
    ['it does not answer', { ok: false, status: 502, text: 'bad gateway' }, 'answered with 502: bad gateway'],
  ])('fails if %s', (_, answer, sentence) => expect(stateOf(rules, answer)[0]).toContain(sentence));

  test('writes to the address that stands in for the gateway of Mimir', () => {
    const elsewhere = [{ name: 'mimir-nginx', namespace: 'metrics', ip: '127.0.9.250', port: 4000 }];
    const folder = newFolder();
    prepare(loki, cluster, pods, folder, elsewhere);
    const [ruler] = pods.filter(({ role }) => role === 'ruler');
    const { 'config.yaml': text = '' } = contents(`${folder}/${ruler?.name}/etc/loki/config`);
    expect(parse(text).ruler.remote_write.clients['remote-write-0'].url).toBe('http://127.0.9.250:4000/api/v1/push');
    expect(parse(text).ruler.storage.local.directory).toBe(`${folder}/${ruler?.name}/etc/loki/rules`);
  });
});

describe('remote write', () => {
  const send = async (headers: Readonly<Record<string, string>>) => {
    const receiver = await startReceiver(cluster, '127.0.0.1', 'logs');
    try {
      const [address] = receiver.addresses.filter(({ name }) => name === 'mimir-nginx');
      const { status } = await fetch(`http://127.0.0.1:${address?.port}/api/v1/push`, { method: 'POST', headers });
      return { status, judgement: await samplesArrive(receiver, 'team-a', 0) };
    } finally {
      receiver.stop();
    }
  };
  const authorization = basicAuth('mimir-client', 'password of mimir');

  test('arrives with the tenant and a user of the gateway', async () =>
    expect(await send({ authorization, [TENANT]: 'team-a' })).toEqual({
      status: 200,
      judgement: { refusals: [], remarks: ['samples of team-a arrived by remote write, with its user'] },
    }));

  test.each([
    ['without a tenant', { authorization }, 200],
    ['with a wrong password', { authorization: basicAuth('mimir-client', 'wrong'), [TENANT]: 'team-a' }, 401],
  ])('fails %s', async (_, headers, status) =>
    expect(await send(headers)).toEqual({
      status,
      judgement: {
        refusals: [
          'remote write: no samples of team-a arrived in 0 s',
          'remote write: 1 of 1 requests named no tenant, or a user that is not known',
        ],
        remarks: [],
      },
    }),
  );
});

describe('scrapes', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  const [first] = pods;
  const serve = (ip: string, text: string) =>
    new Promise<void>((resolve) => {
      const server = createServer(({ url }, response) => response.writeHead(url === '/metrics' ? 200 : 404).end(text));
      servers.push(server.listen(3100, ip, resolve));
    });

  test.each([
    ['answers', 40, 'up 1\n', []],
    ['has no samples', 41, '<html>', ['answers /metrics at port 3100 with 200']],
  ])('of a pod that %s', async (_, network, text, sentences) => {
    const own = first ? [{ ...first, ip: `127.0.${network}.1` }] : [];
    await serve(`127.0.${network}.1`, text);
    const { refusals } = await scraped({ ...started, pods: own, gateway: undefined });
    expect(refusals).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)));
  });

  test('fail without a response', async () => {
    const own = first ? [{ ...first, ip: '127.0.42.1' }] : [];
    expect((await scraped({ ...started, pods: own, gateway: undefined })).refusals).toEqual([
      expect.stringContaining('ServiceMonitor/logs/loki-loki-distributed-distributor spec.endpoints[0]'),
    ]);
  });
});

test('repeats a check until nothing is missing', async () => {
  let asked = 0;
  expect(await eventually(5, async () => (asked++ < 1 ? ['nothing yet'] : []))).toEqual([]);
  expect(await eventually(0, async () => ['never'])).toEqual(['never']);
});
