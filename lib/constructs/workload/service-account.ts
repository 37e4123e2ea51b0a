import type { Construct } from 'constructs';
import { within } from '../../values/errors';
import { KubeServiceAccount } from '../../values/k8s';
import { dnsSubdomain } from '../../values/names';
import type { Labels, System } from '../../values/system';
import type { ServiceAccountProps } from './props';

/** Defaults of a service account. */
export interface ServiceAccountDefaults {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Whether its pods ask the Kubernetes API. @default true */
  readonly automountToken?: boolean | undefined;
}

/**
 * Makes a service account, unless it exists already, and returns its name.
 * @throws UserError if Kubernetes does not take the name
 */
export function createServiceAccount(
  scope: Construct,
  id: string,
  props: ServiceAccountProps,
  defaults: ServiceAccountDefaults,
): string {
  const {
    create = true,
    annotations,
    labels,
    automountToken = defaults.automountToken ?? true,
    imagePullSecrets,
  } = props;
  const name = within(`${scope.node.path}: serviceAccount.name`, () => dnsSubdomain(props.name ?? defaults.name));
  if (create) {
    new KubeServiceAccount(scope, id, {
      metadata: { name, namespace: defaults.namespace, labels: { ...labels, ...defaults.labels }, annotations },
      automountServiceAccountToken: automountToken,
      imagePullSecrets: imagePullSecrets?.map((secret) => ({ name: secret })),
    });
  }
  return name;
}

/** Makes the service account of Loki, Mimir or Tempo: their pods do not use the Kubernetes API. */
export const createSystemAccount = (scope: Construct, system: System, props: ServiceAccountProps = {}): string =>
  createServiceAccount(scope, 'service-account', props, { ...system.names, automountToken: false });
