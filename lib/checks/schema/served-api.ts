import { distance } from 'fastest-levenshtein';
import { isMap } from '../../values/data';
import { listed, lookUp, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { groupOf } from '../kinds';
import type { ManifestObject } from '../manifest';
import { type CustomSchemas, isDefinition, mergedSchemas, SHIPPED, schemasOf } from './custom-resources';
import type { Schema } from './json-schema';
import { KubernetesApi } from './kubernetes';
import { DEFAULT_VERSION } from './versions';

/** The kinds that the API server of an environment serves: those of Kubernetes, and custom resources. */
export class ServedApi {
  constructor(
    readonly kubernetes: KubernetesApi,
    private readonly custom: CustomSchemas = SHIPPED,
    /** Whether all kinds of custom resources are registered, so that any other one is a mistake. */
    private readonly isComplete = false,
  ) {}

  /** Without settings of an environment. */
  static default(): ServedApi {
    return new ServedApi(KubernetesApi.of(DEFAULT_VERSION));
  }

  /** With the custom resources whose definitions are among these objects. */
  with(objects: readonly ManifestObject[]): ServedApi {
    const definitions = objects.flatMap(({ content }) => (isDefinition(content) ? [content] : []));
    if (definitions.length === 0) return this;
    return new ServedApi(this.kubernetes, mergedSchemas(this.custom, schemasOf(definitions)), this.isComplete);
  }

  customSchema(apiVersion: string, kind: string): Schema | undefined {
    return lookUp(lookUp(this.custom, apiVersion) ?? {}, kind);
  }

  schemaOf(apiVersion: string, kind: string): Schema | undefined {
    return this.kubernetes.schemaOf(apiVersion, kind) ?? this.customSchema(apiVersion, kind);
  }

  /** Kinds of custom resources that nobody has registered, each once: those that are misspelt, or all. */
  *unregistered(objects: readonly ManifestObject[]): Generator<RuleFinding> {
    const seen = new Set<string>();
    for (const { identity, content } of objects) {
      const { apiVersion, kind } = content;
      const key = `${apiVersion} ${kind}`;
      if (seen.has(key) || !isMap(content) || this.schemaOf(apiVersion, kind) || this.kubernetes.isOwn(apiVersion)) {
        continue;
      }
      seen.add(key);
      const meant = this.meant(apiVersion, kind);
      if (meant === undefined && !this.isComplete) continue;
      const hint =
        meant === undefined ? 'add its CustomResourceDefinition to customResources of EnvironmentChecks' : meant;
      yield {
        id: 'schema/unregistered',
        object: identity,
        sentence: `kind: found ${show(kind)} of ${show(apiVersion)}, of which no CustomResourceDefinition is known, so its fields are not validated: ${hint}`,
      };
    }
  }

  /** How to write a kind that is registered in another version, or under a similar name. */
  private meant(apiVersion: string, kind: string): string | undefined {
    const versions = Object.keys(this.custom).filter((version) => groupOf(version) === groupOf(apiVersion));
    const others = versions.filter((version) => lookUp(lookUp(this.custom, version) ?? {}, kind) !== undefined);
    if (others.length > 0)
      return `use apiVersion ${listed(others)}, or add the definition of this version to customResources of EnvironmentChecks`;
    const kinds = versions.flatMap((version) => Object.keys(lookUp(this.custom, version) ?? {}));
    // HTTPRoute and TCPRoute differ by two letters.
    const similar = kinds.find((known) => distance(known.toLowerCase(), kind.toLowerCase()) <= 1);
    return similar === undefined ? undefined : `did you mean ${show(similar)}?`;
  }
}
