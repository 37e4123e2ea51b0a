import type { WorkloadProps } from '../../../../lib/constructs/workload/props';
import { Workload, type WorkloadDefinition } from '../../../../lib/constructs/workload/workload';
import { type KubernetesObject, objectAt, podOf, render } from '../../../objects';
import { system } from '../example-system';

type Definition = Partial<Omit<WorkloadDefinition, 'component' | 'props'>>;

/** What a workload `prod-loki-writer` with these props consists of. */
export const writer = (props: WorkloadProps = {}, definition: Definition = {}): Record<string, KubernetesObject> =>
  render(
    (scope) =>
      new Workload(scope, 'writer', {
        component: system.component('writer'),
        kind: 'Deployment',
        main: {
          name: 'write',
          args: ['-target=write'],
          ports: [{ name: 'http', containerPort: 3100, protocol: 'TCP' }],
          volumeMounts: [],
        },
        services: [{ ports: [{ name: 'http', port: 80 }] }],
        serviceAccountName: 'prod-loki',
        props: { image: { repository: 'loki', tag: '1' }, ...props },
        ...definition,
      }),
  );

/** The Deployment of a workload with these props. */
export const deployment = (props: WorkloadProps = {}, definition: Definition = {}): KubernetesObject =>
  objectAt(writer(props, definition), 'Deployment/prod-loki-writer');

/** The StatefulSet of a workload with these props. */
export const statefulSet = (props: WorkloadProps = {}, definition: Definition = {}): KubernetesObject =>
  objectAt(writer(props, { kind: 'StatefulSet', ...definition }), 'StatefulSet/prod-loki-writer');

/** The pod of a Deployment with these props. */
export const pod = (props: WorkloadProps = {}, definition: Definition = {}): KubernetesObject['spec'] =>
  podOf(writer(props, definition), 'Deployment/prod-loki-writer');

/** Its main container. */
export const container = (props: WorkloadProps = {}, definition: Definition = {}): KubernetesObject['spec'] =>
  pod(props, definition).containers[0];
