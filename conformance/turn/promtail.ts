import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { fieldsOf, itemsOf, textOf } from '../../lib/checks/fields';
import type { Judgement } from '../check';
import { type Launch, launchesOf, place, withFiles } from '../launch';
import type { TenantEntrance } from './isolation';
import { readLines } from './loki';
import { processUrl } from './service-url';
import { eventually, placed, type Started } from './start';

const IMAGE = /(^|\/)grafana\/promtail$/;
const JOB = 'promtail';
/** Numbers that no other client writes. */
const FIRST = 900_000;
const COUNT = 10;
const SECONDS = 60;

/**
 * Runs Promtail with the clients and the pipeline of its manifest, and a file in place of the logs of pods. Its lines
 * have to arrive for the tenant of the client, and for no other tenant.
 */
export async function shipped(started: Started, tenants: readonly TenantEntrance[]): Promise<Judgement> {
  const { cluster, running, programs, root, network } = started;
  const [launch] = launchesOf(cluster, IMAGE);
  if (launch === undefined) return { refusals: [], remarks: [] };
  const home = path.join(root, JOB);
  mkdirSync(home);
  const begin = Date.now();
  const log = path.join(home, 'lines.log');
  writeFileSync(log, criLines(begin));
  const ip = `127.0.${network}.201`;
  const clients = new Set<string>();
  const adapted = withFiles(launch, (text, name) => {
    if (!/\.ya?ml$/.test(name)) return text;
    const config = fieldsOf(parse(text));
    for (const client of itemsOf(config['clients'])) clients.add(textOf(fieldsOf(client)['tenant_id']) ?? 'none');
    return stringify(withFile(config, { started, launch, log, ip }));
  });
  running.start(programs('promtail').file, {
    name: JOB,
    role: undefined,
    ip,
    args: place(adapted, home),
    env: launch.env,
  });
  const expected = Array.from({ length: COUNT }, (_, index) => FIRST + index);
  const read = async (entrance: TenantEntrance['entrance']): Promise<readonly number[]> => {
    const nanoseconds = BigInt(begin) * 1_000_000n;
    return (await readLines(entrance, `{job="${JOB}"}`, nanoseconds - 1n, nanoseconds + 3_600_000_000_000n)).found;
  };
  const refusals: string[] = [];
  // Tenants that receive lines come first: once the lines have arrived, the others must not have them.
  const ordered = [...tenants].sort(
    (one, other) => Number(clients.has(other.tenant)) - Number(clients.has(one.tenant)),
  );
  for (const { tenant, entrance } of ordered) {
    if (clients.has(tenant)) {
      refusals.push(
        ...(await eventually(SECONDS, async () => {
          const found = await read(entrance);
          const missing = expected.filter((number) => !found.includes(number));
          return missing.length === 0
            ? []
            : [`Promtail: ${missing.length} of ${COUNT} lines of ${tenant} did not arrive`];
        })),
      );
    } else if ((await read(entrance)).length > 0) refusals.push(`Promtail: ${tenant} reads lines of another tenant`);
  }
  const remark = `Promtail: ${COUNT} lines arrived for ${[...clients].join(', ')} alone, with the user of its client`;
  return { refusals, remarks: refusals.length > 0 ? [] : [remark] };
}

/** Lines as a container runtime writes them. */
const criLines = (begin: number): string =>
  Array.from(
    { length: COUNT },
    (_, index) => `${new Date(begin + index).toISOString()} stdout F ${FIRST + index}\n`,
  ).join('');

interface FileTarget {
  readonly started: Started;
  readonly launch: Launch;
  readonly log: string;
  readonly ip: string;
}

/** The configuration with the addresses of processes, and one file as the target of its jobs. */
export function withFile(config: ReturnType<typeof fieldsOf>, { started, launch, log, ip }: FileTarget): object {
  const clients = itemsOf(config['clients']).map((item) => {
    const client = fieldsOf(item);
    const url = textOf(client['url']) ?? '';
    return { ...client, url: processUrl(started.cluster, placed(started), url, launch.namespace) ?? url };
  });
  const [job] = itemsOf(config['scrape_configs']).map(fieldsOf);
  return {
    ...config,
    server: { ...fieldsOf(config['server']), http_listen_address: ip, grpc_listen_address: ip },
    clients,
    scrape_configs: [
      {
        job_name: JOB,
        pipeline_stages: job?.['pipeline_stages'],
        static_configs: [{ targets: ['localhost'], labels: { job: JOB, __path__: log } }],
      },
    ],
  };
}
