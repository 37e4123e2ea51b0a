import { KubeStatefulSet } from '../values/k8s';

/** The part of a rendered StatefulSet that is completed here. */
interface Manifest {
  readonly spec: { readonly volumeClaimTemplates?: readonly object[] };
}

/**
 * A StatefulSet whose claim templates carry `apiVersion` and `kind`. The API server adds both, so a template
 * without them differs from what is in the cluster for ever, and ArgoCD says OutOfSync. The typed props have
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
