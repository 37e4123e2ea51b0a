import { Testing } from 'cdk8s';
import { Alloy } from '../../../../charts/alloy';
import { Loki, type LokiProps } from '../../../../charts/loki';
import { Mimir, type MimirProps } from '../../../../charts/mimir';
import { Promtail } from '../../../../charts/promtail';
import { Tempo, type TempoProps } from '../../../../charts/tempo';
import type { BasicAuth, Identity } from '../../../../lib/constructs/api/target';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { SecretKey } from '../../../../lib/values/secret-key';
import { sentencesOf } from '../../../sentences';
import {
  asAlloy,
  asCollector,
  asGenerator,
  asGrafana,
  asPrometheus,
  asPromtail,
  asRuler,
  asTracingCollector,
  type Seen,
} from './seen';

const storage = ObjectStorage.gcs({ bucket: 'data' });
const client: BasicAuth = { username: 'agent', password: new SecretKey('agents', 'password') };
const withUsers = { basicAuth: { secretName: 'users', client } };
const asUser = { user: 'agent', password: 'agents/password' };
const withoutClient = { basicAuth: { secretName: 'users' } };

/** What a server is seen as, or the sentences that say why its client would be refused. */
type Outcome = Omit<Seen, 'url'> | RegExp;

/** Rows: what the server is, whom the client says it is, and what is seen of it. */
type Row<Props> = readonly [string, Partial<Props>, Identity, Outcome];

const NO_TENANT = /: missing, and \w+ requires a tenant because multi-tenancy is enabled: set it/;
const NO_USER = /: missing, and the gateway of \w+ requires a user \(basicAuth\)/;

function expectOutcome(url: string, outcome: Outcome, see: () => Seen): void {
  if (outcome instanceof RegExp) expect(sentencesOf(see)).toEqual([expect.stringMatching(outcome)]);
  else expect(see()).toEqual({ url, ...outcome });
}

describe('clients of Loki', () => {
  const loki = (props: Partial<LokiProps>): Loki =>
    new Loki(Testing.app(), 'loki', { namespace: 'back', storage, schema: [{ from: '2024-01-01' }], ...props });
  const GATEWAY = 'http://loki-loki-distributed-gateway.back';

  const rows: ReadonlyArray<Row<LokiProps>> = [
    ['a gateway', {}, {}, {}],
    ['a gateway, a tenant of their own', {}, { tenant: 'a' }, { tenant: 'a' }],
    ['a gateway with users', { gateway: withUsers }, {}, asUser],
    ['a gateway with users, none for clients', { gateway: withoutClient }, {}, NO_USER],
    ['a gateway with users, one of their own', { gateway: withoutClient }, { credentials: client }, asUser],
    ['no gateway', { gateway: false }, {}, {}],
    ['multi-tenancy', { multiTenancy: true }, {}, NO_TENANT],
    ['multi-tenancy, a tenant', { multiTenancy: true }, { tenant: 'a' }, { tenant: 'a' }],
    ['multi-tenancy by the configuration', { config: { auth_enabled: true } }, {}, NO_TENANT],
    [
      'multi-tenancy, a gateway with users, a tenant',
      { multiTenancy: true, gateway: withUsers },
      { tenant: 'a' },
      { tenant: 'a', ...asUser },
    ],
    ['multi-tenancy, no gateway', { multiTenancy: true, gateway: false }, {}, NO_TENANT],
    ['multi-tenancy, no gateway, a tenant', { multiTenancy: true, gateway: false }, { tenant: 'a' }, { tenant: 'a' }],
  ];

  describe.each(rows)('%s', (_, props, identity, outcome) => {
    const push = `${props.gateway === false ? 'http://loki-loki-distributed-distributor.back:3100' : GATEWAY}/loki/api/v1/push`;
    const query = props.gateway === false ? 'http://loki-loki-distributed-query-frontend.back:3100' : GATEWAY;

    test('Promtail', () => expectOutcome(push, outcome, () => asPromtail(loki(props).push.for(identity))));
    test('Alloy', () => expectOutcome(push, outcome, () => asAlloy(loki(props).push.for(identity))));
    test('Grafana', () => expectOutcome(query, outcome, () => asGrafana(loki(props).datasource(identity))));
  });
});

describe('clients of Mimir', () => {
  const required: MimirProps = { namespace: 'back', storage: { blocks: storage } };
  const mimir = (props: Partial<MimirProps>): Mimir =>
    new Mimir(Testing.app(), 'mimir', { ...required, version: undefined, ...pick(props) });
  const NGINX = 'http://mimir-nginx.back';

  const rows: ReadonlyArray<Row<MimirProps>> = [
    ['nginx', {}, {}, {}],
    ['nginx, a tenant of their own', {}, { tenant: 'a' }, { tenant: 'a' }],
    ['nginx with users', { nginx: withUsers }, {}, asUser],
    ['nginx with users, none for clients', { nginx: withoutClient }, {}, NO_USER],
    ['nginx with users, a tenant', { nginx: withUsers }, { tenant: 'a' }, { tenant: 'a', ...asUser }],
    ['no nginx', { nginx: false }, {}, NO_TENANT],
    ['no nginx, a tenant', { nginx: false }, { tenant: 'a' }, { tenant: 'a' }],
    ['no nginx, one tenant', { nginx: false, multiTenancy: false }, {}, {}],
    ['nginx, one tenant', { multiTenancy: false }, {}, {}],
  ];

  describe.each(rows)('%s', (_, props, identity, outcome) => {
    const push = `${props.nginx === false ? 'http://mimir-distributor.back:8080' : NGINX}/api/v1/push`;
    const query = `${props.nginx === false ? 'http://mimir-query-frontend.back:8080' : NGINX}/prometheus`;
    const remoteWrite = () => mimir(props).remoteWrite.for(identity);

    test('Prometheus', () => expectOutcome(push, outcome, () => asPrometheus(remoteWrite())));
    test('the collector', () => expectOutcome(push, outcome, () => asCollector(remoteWrite())));
    test("Tempo's generator", () => expectOutcome(push, outcome, () => asGenerator(remoteWrite())));
    test('Grafana', () => expectOutcome(query, outcome, () => asGrafana(mimir(props).datasource(identity))));
    test("Loki's ruler", () => {
      if (identity.tenant !== undefined) {
        expect(sentencesOf(() => asRuler(remoteWrite()))).toEqual([
          expect.stringMatching(/^client: ruler\.remoteWrite\[0\]\.tenant: found "a", allowed is no tenant/),
        ]);
        return;
      }
      // It names the tenant of the rule by itself.
      const seen = outcome === NO_TENANT ? { tenant: 'fake' } : outcome;
      expectOutcome(push, seen instanceof RegExp ? seen : { ...seen, tenant: 'fake' }, () => asRuler(remoteWrite()));
    });
  });
});

/** Props that both versions have. */
function pick({ nginx, multiTenancy }: Partial<MimirProps>): Pick<MimirProps, 'nginx' | 'multiTenancy'> {
  return { nginx, multiTenancy };
}

describe('clients of Tempo', () => {
  const tempo = (props: Partial<TempoProps>): Tempo =>
    new Tempo(Testing.app(), 'tempo', { namespace: 'back', storage, ...props });

  const rows: ReadonlyArray<Row<TempoProps>> = [
    ['no gateway', {}, {}, {}],
    ['a gateway', { gateway: {} }, {}, {}],
    ['a gateway with users', { gateway: withUsers }, {}, asUser],
    ['a gateway with users, none for clients', { gateway: withoutClient }, {}, NO_USER],
    ['multi-tenancy', { multiTenancy: true }, {}, NO_TENANT],
    ['multi-tenancy, a tenant', { multiTenancy: true }, { tenant: 'a' }, { tenant: 'a' }],
    [
      'multi-tenancy, a gateway with users, a tenant',
      { multiTenancy: true, gateway: withUsers },
      { tenant: 'a' },
      { tenant: 'a', ...asUser },
    ],
  ];

  describe.each(rows)('%s', (_, props, identity, outcome) => {
    const query = props.gateway ? 'http://tempo-gateway.back' : 'http://tempo-query-frontend.back:3100';
    test('Grafana', () => expectOutcome(query, outcome, () => asGrafana(tempo(props).datasource(identity))));

    // Traces go to the distributor, where nobody asks for a user.
    test('the collector', () => {
      const seen = outcome === NO_TENANT ? outcome : identity;
      const address = 'tempo-distributor.back:4317';
      expectOutcome(address, seen, () => asTracingCollector(tempo(props).otlpGrpc.for(identity)));
    });
  });
});

describe('a server elsewhere', () => {
  const identity: Identity = {
    tenant: 'a',
    credentials: client,
    tls: { ca: new SecretKey('authority', 'ca.crt'), serverName: 'observability' },
  };
  const seen = { tenant: 'a', ...asUser, ca: 'authority/ca.crt' };
  const logs = { url: 'https://logs.example.com/loki/api/v1/push', ...identity };
  const metrics = { url: 'https://metrics.example.com/api/v1/push', ...identity };

  test('is written to with tenant, user and authority by every client', () => {
    expect(asPromtail(logs)).toEqual({ url: logs.url, ...seen });
    expect(asAlloy(logs)).toEqual({ url: logs.url, ...seen });
    expect(asPrometheus(metrics)).toEqual({ url: metrics.url, ...seen });
    expect(asCollector(metrics)).toEqual({ url: metrics.url, ...seen });
    expect(asGenerator(metrics)).toEqual({ url: metrics.url, ...seen });
    const address = 'traces.example.com:4317';
    expect(asTracingCollector({ address, ...identity })).toEqual({ url: address, ...seen });
  });

  test.each<[string, Identity, string]>([
    ['a tenant that none can have', { tenant: 'a/b' }, 'tenant: found "a/b", allowed are up to 150 letters'],
    ['a parent folder as tenant', { tenant: '..' }, 'tenant: found "..", allowed are'],
    [
      'a user that the header cannot carry',
      { credentials: { ...client, username: 'a:b' } },
      'credentials.username: found "a:b", allowed is a string without ":"',
    ],
    [
      'a Secret that cannot be',
      { credentials: { ...client, password: new SecretKey('A_B', 'password') } },
      'credentials.password: found "A_B", allowed are',
    ],
    [
      'TLS without https',
      { tls: {} },
      'tls: found beside "http://logs/loki/api/v1/push", allowed is only an https URL',
    ],
  ])('fails for %s', (_, wrong, sentence) =>
    expect(sentencesOf(() => asPromtail({ url: 'http://logs/loki/api/v1/push', ...wrong }))).toEqual([
      expect.stringContaining(`client: clients[0].${sentence}`),
    ]),
  );

  test.each([
    ['a path that takes queries', 'http://mimir/prometheus'],
    ['a path that takes logs', 'http://loki/loki/api/v1/push'],
    ['a path that answers queries', 'http://mimir/prometheus/api/v1/query'],
  ])('fails for samples sent to %s', (_, url) =>
    expect(sentencesOf(() => asPrometheus({ url }))).toEqual([
      expect.stringContaining(`client: remoteWrite[0].url: found "${url}", which is not a remote write path`),
    ]),
  );

  test('fails for logs sent to a path that takes none', () =>
    expect(sentencesOf(() => asPromtail({ url: 'http://loki/loki/api/v1/query' }))).toEqual([
      expect.stringContaining(
        'client: clients[0].url: found "http://loki/loki/api/v1/query", which is not a push path of Loki',
      ),
    ]));

  test('fails for a password over gRPC without TLS, which the collector would not send', () =>
    expect(sentencesOf(() => asTracingCollector({ address: 'tempo:4317', credentials: client }))).toEqual([
      expect.stringContaining('client: traces.credentials: found without tls'),
    ]));

  test('may have a user name with a dollar sign, which is escaped where variables are expanded', () => {
    const credentials = { ...client, username: '$agent' };
    expect(asCollector({ ...metrics, credentials }).user).toBe('$$agent');
    const mimir = new Mimir(Testing.app(), 'mimir', { namespace: 'back', storage: { blocks: storage } });
    expect(asGrafana(mimir.datasource({ credentials })).user).toBe('$$agent');
    expect(asPrometheus({ ...metrics, credentials }).user).toBe('$agent');
  });

  test('may be read by several tenants at once, and written to by one', () => {
    const loki = new Loki(Testing.app(), 'loki', {
      namespace: 'back',
      storage,
      schema: [{ from: '2024-01-01' }],
      multiTenancy: true,
    });
    expect(asGrafana(loki.datasource({ tenant: 'a|b' })).tenant).toBe('a|b');
    expect(sentencesOf(() => asPromtail(loki.push.as('a|b')))).toEqual([expect.stringContaining('found "a|b"')]);
  });
});

describe('lines that name their tenant by a stage', () => {
  const { push } = new Loki(Testing.app(), 'loki', {
    namespace: 'back',
    storage,
    schema: [{ from: '2024-01-01' }],
    multiTenancy: true,
  });
  const stages = [{ match: { selector: '{app="a"}', stages: [{ tenant: { value: 'a' } }] } }];
  const props = { namespace: 'front', clients: [push], pipelineStages: stages };

  test('need no tenant of the client', () => {
    expect(() => new Promtail(Testing.app(), 'promtail', props)).not.toThrow();
    expect(() => new Alloy(Testing.app(), 'alloy', props)).not.toThrow();
  });

  test('do not stand for lines of a job without one', () =>
    expect(
      sentencesOf(
        () => new Promtail(Testing.app(), 'promtail', { ...props, extraScrapeConfigs: [{ job_name: 'journal' }] }),
      ),
    ).toEqual([expect.stringMatching(NO_TENANT)]));
});
