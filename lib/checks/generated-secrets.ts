import { namespaceOf } from './manifest';
import type { ObjectOf } from './objects';

/** A Secret that an operator makes of another object. */
export interface PromisedSecret {
  readonly namespace: string;
  readonly name: string;
  /** @default - unknown until the operator makes it */
  readonly keys?: readonly string[];
}

const isOf = (group: string, { content }: { readonly content: { readonly apiVersion: string } }): boolean =>
  content.apiVersion.startsWith(`${group}/`);

/** The Secrets that the External Secrets Operator makes. */
export const secretsOfExternal = (objects: ReadonlyArray<ObjectOf<'ExternalSecret'>>): PromisedSecret[] =>
  objects
    .filter((object) => isOf('external-secrets.io', object) && object.content.spec.target?.creationPolicy !== 'None')
    .map((object) => {
      const { target = {}, data = [], dataFrom = [] } = object.content.spec;
      const keys = [...data.map(({ secretKey }) => secretKey), ...Object.keys(target.template?.data ?? {})];
      return {
        namespace: namespaceOf(object),
        name: target.name ?? object.content.metadata.name,
        ...(dataFrom.length === 0 && { keys }),
      };
    });

/** The Secrets that cert-manager makes; the authority is missing where the issuer has none. */
export const secretsOfCertificates = (objects: ReadonlyArray<ObjectOf<'Certificate'>>): PromisedSecret[] =>
  objects
    .filter((object) => isOf('cert-manager.io', object))
    .map((object) => ({
      namespace: namespaceOf(object),
      name: object.content.spec.secretName,
      keys: ['tls.crt', 'tls.key', 'ca.crt'],
    }));
