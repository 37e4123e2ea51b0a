import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ExternalSecret as ExternalSecretObject,
  ExternalSecretSpecTargetTemplateMergePolicy as MergePolicy,
  ExternalSecretSpecSecretStoreRefKind as StoreKind,
} from '../../../imports/external-secrets.io';
import type { GoDuration } from '../../model/config/types';
import { Mistakes } from '../../values/errors';
import { dnsLabel, dnsSubdomain } from '../../values/names';
import { SecretKey } from '../../values/secret-key';
import type { Labels } from '../../values/system';
import { show } from '../../values/text';

/** A store of the External Secrets Operator; it must exist. */
export interface SecretStore {
  readonly name: string;
  /** A `SecretStore` must be in the namespace of the Secret. @default "ClusterSecretStore" */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore';
}

export interface ExternalSecretsProps {
  /** Store of the values (`spec.secretStoreRef`). */
  readonly store: SecretStore;
  /** Interval of updates (`spec.refreshInterval`). @default "1h" */
  readonly refreshInterval?: GoDuration;
}

/** A value in the store: its key, or its key and a property (`spec.data[].remoteRef`). */
export type RemoteValue = string | { readonly key: string; readonly property?: string; readonly version?: string };

export interface ExternalSecretProps<Key extends string> {
  /** Namespace of the pods that read the Secret. */
  readonly namespace: string;
  /** Name of the Secret, and of the ExternalSecret. */
  readonly name: string;
  /** Values of the store by key of the Secret. */
  readonly data: Readonly<Record<Key, RemoteValue>>;
  /**
   * Additional keys, each a Go template over those of `data` (`spec.target.template.data`), such as
   * `'.htpasswd': '{{ htpasswd .username .password }}'`.
   * @default - none
   */
  readonly template?: Labels;
  /** Type of the Secret, such as `kubernetes.io/basic-auth`. @default - `Opaque` */
  readonly type?: string;
  /** Overrides the store. @default - that of the construct */
  readonly store?: SecretStore;
}

/** A Secret that the operator creates in the cluster. Its values are not in `dist/`. */
export class ExternalSecret<Key extends string = string> {
  constructor(
    readonly namespace: string,
    readonly name: string,
  ) {}

  /** A key of the Secret, for pods of its namespace. */
  key(key: Key): SecretKey {
    return new SecretKey(this.name, key);
  }
}

/**
 * Secrets that the External Secrets Operator creates from the values in a store (`ExternalSecret` of
 * `external-secrets.io/v1`). Checks treat these Secrets and their keys as existing.
 */
export class ExternalSecrets extends Chart {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExternalSecretsProps,
  ) {
    super(scope, id);
  }

  /**
   * Asks for a Secret.
   * @throws UserError if a name cannot be, or it would hold nothing
   */
  add<Key extends string>(props: ExternalSecretProps<Key>): ExternalSecret<Key> {
    const { namespace, name, template, type, store = this.props.store } = props;
    const data: Array<[string, RemoteValue]> = Object.entries(props.data);
    const mistakes = new Mistakes(`${this.node.path}: ${name}`);
    mistakes.attempt('namespace', () => dnsLabel(namespace), namespace);
    mistakes.attempt('name', () => dnsSubdomain(name), name);
    mistakes.attempt('store.name', () => dnsSubdomain(store.name), store.name);
    if (data.length === 0) mistakes.add('data', 'found no keys, so the Secret would be empty: add at least one');
    for (const key of [...data.map(([each]) => each), ...Object.keys(template ?? {})]) {
      if (!/^[-._A-Za-z0-9]{1,253}$/.test(key)) {
        mistakes.add('data', `found key ${show(key)}, allowed are letters, digits, "-", "_" and ".": rename it`);
      }
    }
    mistakes.throwIfAny();
    new ExternalSecretObject(this, `${namespace}-${name}`, {
      metadata: { namespace, name },
      spec: {
        refreshInterval: this.props.refreshInterval ?? '1h',
        secretStoreRef: {
          name: store.name,
          kind: store.kind === 'SecretStore' ? StoreKind.SECRET_STORE : StoreKind.CLUSTER_SECRET_STORE,
        },
        target: {
          name,
          ...((template || type) && {
            template: { type, ...(template && { data: { ...template }, mergePolicy: MergePolicy.MERGE }) },
          }),
        },
        data: data.map(([secretKey, value]) => ({
          secretKey,
          remoteRef: typeof value === 'string' ? { key: value } : value,
        })),
      },
    });
    return new ExternalSecret(namespace, name);
  }
}
