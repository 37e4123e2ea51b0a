import type { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubernetesApi } from '../../checks/schema/kubernetes';
import { DEFAULT_VERSION } from '../../checks/schema/versions';
import { WAVES, wavesOf } from './waves';

/** Props of the annotations for ArgoCD. */
export interface ArgoCdAnnotationsProps {
  /** Charts or constructs that provide storage, such as MinIO: they start before the rings. @default - none */
  readonly storage?: readonly Construct[];
}

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** Kinds that lose data when they are pruned. */
const isPrecious = (kind: string): boolean => kind === 'PersistentVolumeClaim' || kind === 'Namespace';

/**
 * Sets ArgoCD's sync waves, and protects objects with data from deletion. Call it after all objects of the
 * environment are made. Order: namespaces, definitions, storage, rings, the rest; each wave waits until the
 * previous one is healthy. Annotations of objects restart no pod.
 */
export function annotateForArgoCd(app: App, { storage }: ArgoCdAnnotationsProps = {}): void {
  for (const { object, wave } of wavesOf(app, storage)) {
    if (WAVES[wave] !== 0) object.metadata.addAnnotation(SYNC_WAVE, String(WAVES[wave]));
    const options = [
      ...(isPrecious(object.kind) ? ['Prune=false', 'Delete=false'] : []),
      // Its definition may come with another application.
      ...(KubernetesApi.of(DEFAULT_VERSION).isOwn(object.apiVersion) ? [] : ['SkipDryRunOnMissingResource=true']),
    ];
    if (options.length > 0) object.metadata.addAnnotation(SYNC_OPTIONS, options.join(','));
  }
}

/** Protects objects with data from deletion by Flux, and lets Flux recreate Jobs, which are immutable. */
export function annotateForFlux(app: App): void {
  for (const { object } of wavesOf(app)) {
    if (isPrecious(object.kind)) object.metadata.addAnnotation('kustomize.toolkit.fluxcd.io/prune', 'disabled');
    if (object.kind === 'Job') object.metadata.addAnnotation('kustomize.toolkit.fluxcd.io/force', 'enabled');
  }
}
