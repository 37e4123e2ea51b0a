import path from 'node:path';
import { leftovers } from '../cleanup';
import { start } from './api-server';

/** Controllers that turn pod templates into revisions. */
const WORKLOADS = ['deployment', 'replicaset', 'statefulset', 'daemonset'];

/**
 * Starts controllers of Kubernetes. Without a scheduler, no pod ever runs.
 * @param connection arguments with which a program connects to the API server
 * @returns a function that stops them
 */
export function startControllers(
  program: string,
  connection: readonly string[],
  folder: string,
  controllers: readonly string[] = WORKLOADS,
): () => void {
  const child = start(folder, program, [
    ...connection.filter((arg) => arg.startsWith('--kubeconfig=')),
    `--controllers=${controllers.join(',')}`,
    '--leader-elect=false',
    '--secure-port=0',
    `--cert-dir=${path.join(folder, 'controllers')}`,
  ]);
  return leftovers.add(() => void child.kill('SIGKILL'));
}
