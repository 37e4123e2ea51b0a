import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ExternalSecret as ExternalSecretObject,
  ExternalSecretSpecTargetTemplateMergePolicy as MergePolicy,
  ExternalSecretSpecSecretStoreRefKind as StoreKind,
} from '../../imports/external-secrets.io';
import type { GoDuration } from '../config/types';
import { Mistakes } from '../errors';
import { dnsLabel, dnsSubdomain } from '../names';
import { SecretKey } from '../secret-key';
import type { Labels } from '../system';
import { show } from '../text';

/** A store of secrets, as the External Secrets Operator knows it; it has to exist. */
export interface SecretStore {
  readonly name: string;
  /** A `SecretStore` is one of the namespace of the Secret. @default "ClusterSecretStore" */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore';
}

export interface ExternalSecretsProps {
  /** Where values come from (`spec.secretStoreRef`). */
  readonly store: SecretStore;
  /** How often values are read again (`spec.refreshInterval`). @default "1h" */
  readonly refreshInterval?: GoDuration;
}

/** A value in the store: its key, or its key with a part of it (`spec.data[].remoteRef`). */
export type RemoteValue = string | { readonly key: string; readonly property?: string; readonly version?: string };

export interface ExternalSecretProps<Key extends string> {
  /** Namespace of the pods that read the Secret. */
  readonly namespace: string;
  /** Name of the Secret, and of the object that asks for it. */
  readonly name: string;
  /** Values of the store by key of the Secret. */
  readonly data: Readonly<Record<Key, RemoteValue>>;
  /**
   * Further keys that are made of those of `data` by a template of Go (`spec.target.template.data`), such as
   * `'.htpasswd': '{{ htpasswd .username .password }}'`.
   * @default - none
   */
  readonly template?: Labels;
  /** Type of the Secret, such as `kubernetes.io/basic-auth`. @default - `Opaque` */
  readonly type?: string;
  /** Another store. @default - that of all */
  readonly store?: SecretStore;
}

/** A Secret that the operator makes in the cluster. No value of it is in `dist/`. */
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
 * Secrets of an environment that the External Secrets Operator makes of what a store holds (`ExternalSecret` of
 * `external-secrets.io/v1`). Checks take them for Secrets that exist, and know their keys.
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
