import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Cluster, namespaceOf } from '../../lib/checks/cluster';
import { UserError } from '../../lib/values/errors';
import { type ConformanceCheck, counted, together } from '../check';
import { runProgram } from '../exec';
import { launchesOf, place } from '../launch';
import { lastWords } from '../verdict';

const CONFIGURATION = '/etc/nginx';

/**
 * Gives it a network and a file of hosts of its own: it binds its ports, and looks up names while it reads. It is the
 * one user that there is then, and would give its folders to another. It opens /dev/stderr by its name, which works
 * with a file.
 */
const ALONE = `mount --bind "$1" /etc/hosts || exit 1
"$2" -t -g "user root root;" -p "$3" -c "$3/nginx.conf" 2>>"$4"
code=$?
cat "$4"
exit $code`;

/** Every name of every Service, as the DNS of the cluster has them for the pods of a namespace. */
export function hostsOf(cluster: Cluster, namespace: string): string {
  const names = cluster.of('Service').flatMap((service) => {
    const [name, own] = [service.content.metadata.name, namespaceOf(service)];
    const full = [`${name}.${own}`, `${name}.${own}.svc`, `${name}.${own}.svc.cluster.local`];
    return own === namespace ? [name, ...full] : full;
  });
  const all = ['kube-dns.kube-system.svc.cluster.local', ...names];
  // A name that ends with a dot is the same for DNS, and another one for a file.
  return ['localhost', ...all, ...all.map((name) => `${name}.`)].map((name) => `127.0.0.1 ${name}\n`).join('');
}

export const nginx: ConformanceCheck = {
  name: 'nginx',
  summary: 'nginx tests the configuration of every gateway, with the Services of the environment as hosts',
  programs: ['nginx'],
  task: ({ cluster }) => {
    const launches = launchesOf(cluster, /(^|\/)nginx(-unprivileged)?$/);
    if (launches.length === 0) return undefined;
    return {
      subject: counted(launches.length, 'container'),
      versions: [...new Set(launches.map(({ version }) => version))],
      run: async (programs, folder) => {
        const judgements = [];
        for (const [index, launch] of launches.entries()) {
          const root = path.join(folder, String(index));
          mkdirSync(root);
          place(launch, root);
          const hosts = path.join(root, 'hosts');
          writeFileSync(hosts, hostsOf(cluster, launch.namespace));
          const script = [
            ALONE,
            'sh',
            hosts,
            programs('nginx').file,
            path.join(root, CONFIGURATION),
            path.join(root, 'log'),
          ];
          const ran = await runProgram('unshare', ['--map-root-user', '--mount', '--net', 'sh', '-c', ...script]);
          if (ran.code === undefined || /^(unshare|mount):/m.test(ran.text)) {
            throw new UserError(
              `nginx requires Linux namespaces of its own, which are not available here: ${lastWords(ran)}`,
            );
          }
          const refusals = ran.code === 0 ? [] : [`${launch.place}: ${lastWords(ran).replaceAll(root, '')}`];
          judgements.push({ refusals, remarks: [] });
        }
        return together(judgements);
      },
    };
  },
};
