import { UserError } from '../errors';
import { show } from '../text';

/** What Kubernetes takes as the name of a Service. */
const DNS_LABEL = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A service's name as kompose makes it fit for Kubernetes: lower case, with `-` for `_` and `.`.
 * @throws UserError if it is still no name that Kubernetes takes
 */
export function objectName(service: string): string {
  const name = service.toLowerCase().replace(/[._]/g, '-');
  if (DNS_LABEL.test(name)) return name;
  throw new UserError(
    `found the name ${show(service)}, Kubernetes takes up to 63 letters, digits and "-", from a letter to a letter or digit: rename it`,
  );
}

/** The label that ties the objects of a service together; also the selector. */
export const serviceLabel = (name: string): Record<string, string> => ({ 'io.kompose.service': name });

/** The label of pods that joined a network. */
export const networkLabel = (network: string): Record<string, string> => ({
  [`io.kompose.network/${network}`]: 'true',
});
