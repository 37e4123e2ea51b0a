import { createHash } from 'node:crypto';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { dnsLabel } from '../lib/values/names';

const GROUP = 'delivery.cdk8s-lgtm.io';
const KIND = 'Environment';
const PLURAL = 'environments';

export interface ApplySetsProps {
  /** Folders of `dist/` that are applied with `--prune --applyset`. */
  readonly environments: readonly [string, ...string[]];
}

/**
 * Parent objects of apply sets: `kubectl apply --prune --applyset` records in them which objects an environment has, and
 * deletes those that are no longer in a manifest. A ConfigMap can be a parent too, but only for objects of its namespace.
 */
export class ApplySets extends Chart {
  /** @throws UserError if an environment has a name that no object can have */
  constructor(scope: Construct, id: string, { environments }: ApplySetsProps) {
    super(scope, id);
    new ApiObject(this, 'definition', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${PLURAL}.${GROUP}`, labels: { 'applyset.kubernetes.io/is-parent-type': 'true' } },
      spec: {
        group: GROUP,
        scope: 'Cluster',
        names: { kind: KIND, listKind: `${KIND}List`, plural: PLURAL, singular: 'environment' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    });
    for (const name of environments) {
      new ApiObject(this, name, {
        apiVersion: `${GROUP}/v1`,
        kind: KIND,
        metadata: {
          name: dnsLabel(name),
          labels: { 'applyset.kubernetes.io/id': applySetId(name) },
          annotations: {
            // kubectl takes a set of any release of its own, and writes the rest when it applies.
            'applyset.kubernetes.io/tooling': 'kubectl/v1.28',
            'applyset.kubernetes.io/contains-group-resources': '',
          },
        },
      });
    }
  }
}

/** The id that kubectl computes for a set without a namespace, to detect another set of the same name. */
export function applySetId(name: string): string {
  const hash = createHash('sha256').update(`${name}..${KIND}.${GROUP}`).digest('base64url');
  return `applyset-${hash}-v1`;
}
