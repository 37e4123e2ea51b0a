import type { Image } from '../lib/image';
import type { KomposeAnnotations } from '../lib/kompose/annotations';
import type { KomposeServiceProps } from '../lib/kompose/service';
import { type PodSecurity, type RestrictedProps, restricted } from '../lib/pod-security';

/** What the charts of Compose services have in common. */
export interface KomposeChartProps {
  /**
   * Namespace of every object.
   * @default - none; `kubectl` puts them where it is told
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
}

/** The props of a service that follow from those of its chart. */
export function serviceProps(
  { komposeAnnotations = false, podSecurity = 'restricted' }: KomposeChartProps,
  security: RestrictedProps,
): Pick<KomposeServiceProps, 'komposeAnnotations'> & { readonly podSecurity: PodSecurity | undefined } {
  return { komposeAnnotations, podSecurity: podSecurity === 'restricted' ? restricted(security) : undefined };
}
