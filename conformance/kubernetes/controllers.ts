import path from 'node:path';
import { leftovers } from '../cleanup';
import { start } from './api-server';

/**
 * Starts the controllers that turn pod templates into revisions. No pod is ever run: nobody schedules it.
 * @param connection arguments that have a program talk to the API server
 * @returns stops them
 */
export function startControllers(program: string, connection: readonly string[], folder: string): () => void {
  const child = start(folder, program, [
    ...connection.filter((arg) => arg.startsWith('--kubeconfig=')),
    '--controllers=deployment,replicaset,statefulset,daemonset',
    '--leader-elect=false',
    '--secure-port=0',
    `--cert-dir=${path.join(folder, 'controllers')}`,
  ]);
  return leftovers.add(() => void child.kill('SIGKILL'));
}
