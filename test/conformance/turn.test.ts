import path from 'node:path';
import { parse } from 'yaml';
import { lokiRing, tempoRing } from '../../conformance/checks/turn';
import { gatewayOf } from '../../conformance/turn/gateway';
import { loki } from '../../conformance/turn/loki';
import { podsOf, prepare, resolver } from '../../conformance/turn/processes';
import { absentFrom, turn, unforeseen } from '../../conformance/turn/scenario';
import type { TurningSystem } from '../../conformance/turn/system';
import { mapped, partAt, withValue } from '../../conformance/turn/tree';
import { eks } from '../../environments/eks';
import { lab } from '../../environments/lab';
import { Cluster } from '../../lib/checks/cluster';
import { manifestOf, objectsOf } from '../../lib/checks/manifest';
import { contents, newFolder } from '../folders';

const cluster = new Cluster(objectsOf(manifestOf(eks())));
const pods = podsOf(cluster, loki.image, 7);
const written = { name: 'eks', files: [], cluster };

describe('pods', () => {
  test('become processes, each replica with an address of its own', () => {
    expect(pods.map(({ name, role, ip }) => [name.replace('loki-loki-distributed-', ''), role, ip])).toEqual([
      ['distributor-0', 'distributor', '127.0.7.1'],
      ['querier-0', 'querier', '127.0.7.2'],
      ['query-frontend-0', 'query-frontend', '127.0.7.3'],
      ['ingester-0', 'ingester', '127.0.7.4'],
      ['ingester-1', 'ingester', '127.0.7.5'],
      ['ingester-2', 'ingester', '127.0.7.6'],
      ['compactor-0', 'compactor', '127.0.7.7'],
      ['index-gateway-0', 'index-gateway', '127.0.7.8'],
    ]);
  });

  test.each([
    ['Loki', lokiRing, '8 pods'],
    ['Tempo', tempoRing, '9 pods'],
  ])('of %s are counted before a process starts', (_, check, subject) =>
    expect(check.task(written)?.subject).toBe(subject),
  );

  test('are none without members', () =>
    expect(lokiRing.task({ ...written, cluster: new Cluster([]) })).toBeUndefined());
});

describe('files', () => {
  const root = newFolder();
  const processes = prepare(loki, cluster, pods, root);
  const ingester = processes.find(({ name }) => name.endsWith('ingester-1'));
  const [, file = ''] = ingester?.args.flatMap((arg) => /^-config\.file=(.*)$/.exec(arg) ?? []) ?? [];
  const config = parse(contents(path.dirname(file))[path.basename(file)] ?? '');

  test('name addresses and names of their own, and those of the others', () => {
    expect(config.server).toMatchObject({ http_listen_address: '127.0.7.5', http_listen_port: 3100 });
    expect(config.ingester.lifecycler).toMatchObject({ address: '127.0.7.5', id: 'loki-loki-distributed-ingester-1' });
    expect(config.memberlist.bind_addr).toEqual(['127.0.7.5']);
    expect(config.memberlist.join_members).toHaveLength(pods.length);
    expect(config.common.compactor_address).toBe('http://127.0.7.7:3100');
    expect(config.frontend_worker.frontend_address).toBe('127.0.7.3:9095');
    expect(config.storage_config.tsdb_shipper.index_gateway_client.server_address).toBe('dns:///127.0.7.8:9095');
  });

  test('keep all other settings, such as the replication factor and the limits', () => {
    expect(config.ingester.lifecycler.ring.replication_factor).toBe(3);
    expect(config.limits_config.retention_period).toBe('30d');
  });

  test('have data below a folder of the pod, and a folder for all in the place of the bucket', () => {
    expect(config.ingester.wal.dir).toBe(path.join(root, 'loki-loki-distributed-ingester-1/var/loki/wal'));
    expect(config.storage_config.filesystem.directory).toBe(path.join(root, 'shared'));
    expect(config.storage_config.aws).toBeUndefined();
    expect(JSON.stringify(config)).not.toMatch(/memcached|"s3"/);
    expect(config.schema_config.configs[0].object_store).toBe('filesystem');
  });

  test('of the gateway lead to the processes', () => {
    const gateway = gatewayOf(cluster, pods, 7, root);
    const conf = contents(path.join(root, 'loki-loki-distributed-gateway-0/etc/nginx'))['nginx.conf'] ?? '';
    expect(gateway?.url).toBe('http://127.0.7.200:8080');
    expect(conf).toMatch(/location = \/loki\/api\/v1\/push \{\s+set \S+ http:\/\/127\.0\.7\.1;/);
    expect(conf).toContain('listen 127.0.7.200:8080;');
    expect(conf).not.toContain('svc.cluster.local');
  });

  test('of another system with a gateway in the same namespace are not taken for its own', () => {
    const together = new Cluster(objectsOf(manifestOf(lab())));
    const own = podsOf(together, loki.image, 8);
    expect(gatewayOf(together, own, 8, newFolder())?.name).toBe('loki-loki-distributed-gateway-0');
  });
});

test('names of Services are replaced as whole names only, with their namespace and domain', () => {
  const resolve = resolver(cluster, pods);
  const name = 'loki-loki-distributed-querier';
  expect(resolve(`http://${name}.logging.svc.cluster.local.:3100/a ${name}:1 my-${name}:1 ${name}-x:1`)).toBe(
    `http://127.0.7.2:3100/a 127.0.7.2:1 my-${name}:1 ${name}-x:1`,
  );
});

describe('a tree', () => {
  test('has values at paths', () => {
    expect(withValue({ a: { b: 1 }, c: 2 }, 'a.d.e', 3)).toEqual({ a: { b: 1, d: { e: 3 } }, c: 2 });
    expect(partAt({ a: { b: { c: 1 } } }, 'a.b')).toEqual({ c: 1 });
    expect(partAt({ a: 1 }, 'a.b')).toEqual({});
  });

  test('is changed key by key, in lists too', () =>
    expect(mapped({ a: [{ b: 1, c: 2 }], c: { d: 3 } }, (key, value) => (key === 'c' ? undefined : value))).toEqual({
      a: [{ b: 1 }],
    }));
});

/** A ring of so many members, of which writes and reads bear the loss of `slack`, or of `really`. */
function play(really: number) {
  let gone = 0;
  const held: number[] = [];
  const system: TurningSystem = {
    ...loki,
    push: async (_, number) => {
      if (gone > really) return { ok: false, text: 'at least 2 live replicas required' };
      held.push(number);
      return { ok: true, text: '' };
    },
    read: async () => ({ ok: gone <= really, text: '', found: gone <= really ? held : [] }),
  };
  return turn({
    system,
    shape: { replicationFactor: 3, zones: [3] },
    entrances: { push: { url: 'push', headers: {} }, query: { url: 'query', headers: {} } },
    ringPage: 'data:text/html,<td>a</td>ACTIVE<td>b</td>ACTIVE<td>c</td>ACTIVE',
    members: ['a', 'b', 'c'],
    crash: async () => {
      gone++;
    },
  });
}

describe('the result', () => {
  test('is compared with the tolerance of the ring, one loss after the other', async () =>
    expect(await play(1)).toEqual({
      refusals: [],
      remarks: [
        '0 of 3 gone: 60 writes accepted, all 60 read',
        expect.stringMatching(/^1 of 3 gone: 120 writes accepted, all 180 read$/),
        expect.stringMatching(/^2 of 3 gone: \d+ writes refused, reads refused$/),
      ],
    }));

  test('is a finding if it is worse than predicted', async () =>
    expect((await play(0)).refusals).toEqual([
      expect.stringMatching(/^Loki with 1 gone: \d+ writes were refused, but all should be accepted: at least 2 live/),
      expect.stringMatching(/^Loki with 1 gone: 0 of \d+ were read, but all should be/),
    ]));

  test('is a finding if it is better than predicted, since the model is wrong then', async () =>
    expect((await play(3)).refusals).toEqual([
      'Loki with 2 gone: all writes were accepted, but some should be refused',
      'Loki with 2 gone: everything was read, but reads should be refused',
    ]));

  test('is a finding if an accepted write is missing', () =>
    expect(
      unforeseen(
        'Loki',
        0,
        { writes: 1, reads: 1 },
        { accepted: 5, refused: 0, refusal: '', found: 4, isRead: false },
        5,
        '',
      ),
    ).toEqual(['Loki with 0 gone: 4 of 5 were read, but all should be: ']));
});

test('a ring shows each member in a row of its own, as ACTIVE', () => {
  const row = (name: string, state: string) => `<tr><td> ${name} </td><td>${state}</td></tr>`;
  const page = row('a-1', 'ACTIVE') + row('a-2', 'LEAVING') + row('a-3', 'ACTIVE');
  expect(absentFrom(page, ['a-1', 'a-2', 'a-3', 'a'])).toEqual(['a-2', 'a']);
});
