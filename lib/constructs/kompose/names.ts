import { serviceName } from '../../values/names';

/** A name of a Compose file as kompose makes it fit for Kubernetes: lower case, with `-` for `_` and `.`. */
export const kubernetesName = (name: string): string => name.toLowerCase().replace(/[._]/g, '-');

/**
 * The name of a service's objects.
 * @throws UserError if Kubernetes does not take it
 */
export const objectName = (service: string): string => serviceName(kubernetesName(service));

/** The label that ties the objects of a service together; also the selector. */
export const serviceLabel = (name: string): Record<string, string> => ({ 'io.kompose.service': name });

/** The label of pods that joined a network. */
export const networkLabel = (network: string): Record<string, string> => ({
  [`io.kompose.network/${network}`]: 'true',
});
