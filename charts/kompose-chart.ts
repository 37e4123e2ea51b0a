import type { KomposeAnnotations } from '../lib/constructs/kompose/annotations';
import type { KomposeServiceProps } from '../lib/constructs/kompose/service';
import { type ComposeOverrides, mergeService } from '../lib/model/compose/merge';
import type { ComposeService } from '../lib/model/compose/types';
import type { Image } from '../lib/values/image';
import { type RestrictedProps, restricted } from '../lib/values/pod-security';

/** Common props of the charts of Compose services. */
export interface KomposeChartProps {
  /**
   * Namespace of every object.
   * @default - none; the namespace of `kubectl`
   */
  readonly namespace?: string;
  /**
   * Image of the container.
   * @default - the maintained one of `versions.ts`
   */
  readonly image?: Image;
  /**
   * The annotations that kompose leaves on its output, for an installation that kompose made.
   * @default false
   */
  readonly komposeAnnotations?: Partial<KomposeAnnotations> | false;
  /**
   * `restricted` is the Pod Security Standard of that name, with a read-only root file system where the image
   * can do with one. `unset` leaves the choice to image and cluster, as kompose does.
   * @default "restricted"
   */
  readonly podSecurity?: 'restricted' | 'unset';
  /**
   * Keys of the Compose service to add or to replace, such as `deploy.resources`, or the label
   * `kompose.volume.size`; maps merge, lists replace.
   * @default - none
   */
  readonly service?: ComposeOverrides;
}

/** Compose service of a chart, with its settings for `podSecurity: restricted`. */
export interface ServiceOfChart {
  readonly service: ComposeService;
  /** User and security settings of the container under `podSecurity: restricted`. */
  readonly security: RestrictedProps;
  /** Additional keys of the service under `podSecurity: restricted`. @default - none */
  readonly restrictedService?: ComposeOverrides;
}

/** The props of the service of a chart. */
export function serviceProps(
  { komposeAnnotations = false, podSecurity = 'restricted', service: overrides }: KomposeChartProps,
  { service, security, restrictedService }: ServiceOfChart,
): KomposeServiceProps {
  if (podSecurity === 'unset') return { service: mergeService(service, overrides), komposeAnnotations };
  return {
    service: mergeService(mergeService(service, restrictedService), overrides),
    komposeAnnotations,
    podSecurity: restricted(security),
  };
}
