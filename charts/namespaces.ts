import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeNamespace } from '../lib/values/k8s';
import { dnsLabel } from '../lib/values/names';

/** Levels of the Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

export interface NamespacesProps {
  /** Namespaces with their Pod Security level: the API server rejects pods above it. */
  readonly namespaces: Readonly<Record<string, PodSecurityLevel>>;
  /** Version of the Pod Security Standards. @default "v1.28" */
  readonly version?: `v1.${number}` | 'latest';
}

/**
 * The namespaces of an environment. Its id decides the name of the file: kubectl applies files in the order of their
 * names, and a namespace must exist before its objects, so `_namespaces` comes before every other chart.
 */
export class Namespaces extends Chart {
  constructor(scope: Construct, id: string, { namespaces, version = 'v1.28' }: NamespacesProps) {
    super(scope, id);
    for (const [name, level] of Object.entries(namespaces)) {
      new KubeNamespace(this, name, {
        metadata: {
          name: dnsLabel(name),
          labels: {
            'pod-security.kubernetes.io/enforce': level,
            'pod-security.kubernetes.io/enforce-version': version,
            // Pods that violate the standard `restricted` cause a warning, and are not rejected.
            'pod-security.kubernetes.io/warn': 'restricted',
            'pod-security.kubernetes.io/warn-version': version,
          },
        },
      });
    }
  }
}
