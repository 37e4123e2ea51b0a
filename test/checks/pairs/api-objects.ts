import type { Change } from '../sound';
import { add, CONTAINER, object, POD, patch, replace, web } from './changes';
import type { Pair } from './pair';

/** A pair whose broken object an API server is given too. */
export interface ApiPair extends Pair {
  /** How the server refuses the object; undefined if it takes it, and the mistake shows later. */
  readonly refused?: RegExp;
}

export const PORT = { name: 'http', containerPort: 8080 };

/** A field of the pod of the Deployment, or of its container. */
export const pod = (field: string, value: unknown): Change => web(add(`${POD}/${field}`, value));
export const container = (field: string, value: unknown): Change => web(add(`${CONTAINER}/${field}`, value));

/** Fields of containers that no policy finds anything about. */
export const careful = {
  resources: { requests: { cpu: '1m' } },
  securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true },
};

const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'run', image: 'web:1.0', ...careful }] } };
export const job = (spec: object, name?: string): Change =>
  object('batch/v1', 'Job', { spec: { template, ...spec } }, name);
export const cronJob = (spec: object, name?: string): Change =>
  object(
    'batch/v1',
    'CronJob',
    { spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } }, ...spec } },
    name,
  );
export const withPolicy = (restartPolicy?: string) => ({
  template: { spec: { ...template.spec, restartPolicy } },
});

export { add, CONTAINER, object, POD, patch, replace, web };
