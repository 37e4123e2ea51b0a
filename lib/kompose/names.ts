/** A service's name as kompose makes it fit for Kubernetes: lower case, with `-` for `_` and `.`. */
export const objectName = (service: string): string => service.toLowerCase().replace(/[._]/g, '-');

/** The label that ties the objects of a service together; also the selector. */
export const serviceLabel = (name: string): Record<string, string> => ({ 'io.kompose.service': name });

/** The label of pods that joined a network. */
export const networkLabel = (network: string): Record<string, string> => ({
  [`io.kompose.network/${network}`]: 'true',
});
