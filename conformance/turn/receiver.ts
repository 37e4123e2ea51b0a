import { createServer, type Server } from 'node:http';
import { type Cluster, namespaceOf } from '../../lib/checks/cluster';
import { htpasswd } from '../environments/htpasswd';
import { launchesOf } from '../launch';
import { TENANT } from './clients';
import { NGINX } from './gateway';
import type { ServiceAddress } from './processes';

/** A received request. */
export interface Received {
  readonly path: string;
  readonly tenant: string | undefined;
  /** Whether the replaced gateway would authenticate it. */
  readonly isKnownUser: boolean;
}

/** Replaces the gateway of another system, and records its requests. */
export interface Receiver {
  readonly addresses: readonly ServiceAddress[];
  readonly received: readonly Received[];
  readonly stop: () => void;
}

/** Replaces the gateways of a cluster, except those of one namespace. */
export async function startReceiver(cluster: Cluster, ip: string, own: string): Promise<Receiver> {
  const gateways = launchesOf(cluster, NGINX).filter(({ namespace }) => namespace !== own);
  const users = gateways.flatMap(({ mounts }) =>
    mounts.flatMap(({ files }) => (files['.htpasswd'] ?? '').split('\n').filter((line) => line !== '')),
  );
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const isKnownUser = users.length === 0 || users.includes(userLine(request.headers.authorization));
    const tenant = request.headers[TENANT];
    received.push({ path: request.url ?? '', tenant: typeof tenant === 'string' ? tenant : undefined, isKnownUser });
    request.resume().on('end', () => response.writeHead(isKnownUser ? 200 : 401).end());
  });
  const port = await listening(server, ip);
  const addresses = cluster
    .of('Service')
    .filter((service) => cluster.podsBehind(service).some((pods) => gateways.some((gateway) => gateway.pods === pods)))
    .map((service) => ({ name: service.content.metadata.name, namespace: namespaceOf(service), ip, port }));
  return { addresses, received, stop: () => void server.close().closeAllConnections() };
}

/** The line of `.htpasswd` that matches the user of a request. */
function userLine(authorization = ''): string {
  const text = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8');
  const [user = '', ...password] = text.split(':');
  return htpasswd({ [user]: password.join(':') }).trim();
}

function listening(server: Server, ip: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, ip, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
