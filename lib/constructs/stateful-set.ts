import { KubeStatefulSet } from '../values/k8s';

/** The part of a rendered StatefulSet that is completed here. */
interface Manifest {
  readonly spec: { readonly volumeClaimTemplates?: readonly object[] };
}

/**
 * A StatefulSet with `apiVersion` and `kind` in its claim templates. The API server adds both, so a template
 * without them always differs from the object in the cluster, and ArgoCD reports OutOfSync. The typed props have
 * no place for them.
 */
export class StatefulSet extends KubeStatefulSet {
  override toJson(): Manifest {
    const manifest: Manifest = super.toJson();
    const { volumeClaimTemplates, ...spec } = manifest.spec;
    if (volumeClaimTemplates === undefined) return manifest;
    const templates = volumeClaimTemplates.map((template) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      ...template,
    }));
    return { ...manifest, spec: { ...spec, volumeClaimTemplates: templates } };
  }
}
