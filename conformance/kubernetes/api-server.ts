import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../lib/values/errors';
import { leftovers } from '../cleanup';
import { runProgram } from '../exec';

const HOST = '127.0.0.1';
const SECONDS_TO_START = 60;

export interface ApiServerProps {
  readonly etcd: string;
  readonly apiServer: string;
  readonly kubectl: string;
  /** Folder for its data, its keys and its log. */
  readonly folder: string;
}

/** An API server without a cluster: it validates and stores objects, but runs no pods. */
export interface ApiServer {
  /** Arguments with which kubectl connects to it. */
  readonly connection: readonly string[];
  readonly stop: () => void;
}

/**
 * Starts etcd and an API server on ports of the loopback interface that are free.
 * @throws UserError if it does not start
 */
export async function startApiServer({ etcd, apiServer, kubectl, folder }: ApiServerProps): Promise<ApiServer> {
  const [client, peer, secure] = await freePorts(3);
  const [store, others] = [`http://${HOST}:${client}`, `http://${HOST}:${peer}`];
  const { connection, files } = credentials(folder, `https://${HOST}:${secure}`);
  const children = [
    start(folder, etcd, [
      `--data-dir=${path.join(folder, 'etcd')}`,
      `--listen-client-urls=${store}`,
      `--advertise-client-urls=${store}`,
      `--listen-peer-urls=${others}`,
      `--initial-advertise-peer-urls=${others}`,
      `--initial-cluster=default=${others}`,
    ]),
    start(folder, apiServer, [
      `--etcd-servers=${store}`,
      `--secure-port=${secure}`,
      `--bind-address=${HOST}`,
      `--advertise-address=${HOST}`,
      `--cert-dir=${path.join(folder, 'certificates')}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${files.key}`,
      `--service-account-signing-key-file=${files.key}`,
      // Without authorization it would reject every user without a certificate.
      '--authorization-mode=RBAC',
      `--token-auth-file=${files.tokens}`,
      '--allow-privileged=true',
      // No controller makes the default ServiceAccount of pods that name none.
      '--disable-admission-plugins=ServiceAccount',
    ]),
  ];
  const stop = leftovers.add(() => {
    for (const child of children) child.kill('SIGKILL');
  });
  for (const deadline = Date.now() + SECONDS_TO_START * 1000; Date.now() < deadline; await sleep(200)) {
    const gone = children.find((child) => child.exitCode !== null);
    if (gone !== undefined) break;
    const { code } = await runProgram(kubectl, [...connection, 'get', '--raw', '/readyz']);
    if (code === 0) return { connection, stop };
  }
  stop();
  throw new UserError(`the API server does not start: ${lastError(folder)}`);
}

function credentials(folder: string, server: string) {
  const files = { key: path.join(folder, 'account.key'), tokens: path.join(folder, 'tokens.csv') };
  const token = randomBytes(16).toString('hex');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(files.key, privateKey.export({ type: 'pkcs1', format: 'pem' }));
  writeFileSync(files.tokens, `${token},admin,1,"system:masters"\n`, { mode: 0o600 });
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'it', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'it', user: { token } }],
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
    'current-context': 'it',
  };
  const kubeconfig = path.join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return { files, connection: [`--kubeconfig=${kubeconfig}`, `--cache-dir=${path.join(folder, 'discovery')}`] };
}

/** Starts a program that writes to the log of a folder. */
export function start(folder: string, program: string, args: readonly string[]): ChildProcess {
  mkdirSync(folder, { recursive: true });
  const log = openSync(logOf(folder), 'a');
  return spawn(program, args, { cwd: folder, stdio: ['ignore', log, log] });
}

const logOf = (folder: string): string => path.join(folder, 'log');

/** The last line of the log with an error. */
function lastError(folder: string): string {
  const lines = readFileSync(logOf(folder), 'utf8').trim().split('\n');
  return lines.findLast((line) => /^[EF]\d|"level":"(error|fatal)"|^Error|^panic/.test(line)) ?? lines.at(-1) ?? '';
}

/** Free ports: all are held open until the last one is found, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => void server.listen(0, HOST, resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => void server.close(resolve))));
  return ports;
}
