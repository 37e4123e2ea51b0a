import { ApiObject, JsonPatch } from 'cdk8s';
import type { Change } from '../sound';
import type { Pair } from './pair';

/** A pair whose broken object an API server is given too. */
export interface ApiPair extends Pair {
  /** How the server refuses the object; undefined if it takes it, and the mistake shows later. */
  readonly refused?: RegExp;
}

const { add, replace } = JsonPatch;

export const POD = '/spec/template/spec';
export const CONTAINER = `${POD}/containers/0`;
export const PORT = { name: 'http', containerPort: 8080 };

export const patch = (object: string, ...patches: JsonPatch[]): Change => ({ patches: { [object]: patches } });
/** Patches of the Deployment of the sound environment. */
export const web = (...patches: JsonPatch[]): Change => patch('Deployment/web', ...patches);
/** A field of its pod, or of its container. */
export const pod = (field: string, value: unknown): Change => web(add(`${POD}/${field}`, value));
export const container = (field: string, value: unknown): Change => web(add(`${CONTAINER}/${field}`, value));

/** A further object in namespace `web`. */
export const object = (apiVersion: string, kind: string, fields: object, name = 'more'): Change => ({
  objects: (chart) => new ApiObject(chart, name, { apiVersion, kind, metadata: { name }, ...fields }),
});

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

export { add, replace };
