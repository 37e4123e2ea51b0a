import { UserError } from './errors';
import { show } from './text';

// Valid names in Kubernetes: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/

const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const SERVICE = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const QUALIFIED = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const ENVIRONMENT_VARIABLE = /^[A-Za-z_.-][A-Za-z0-9_.-]*$/;

const LABEL_LENGTH = 63;
const SUBDOMAIN_LENGTH = 253;

const isText = (text: unknown): boolean => typeof text === 'string';
// Input may bypass the compiler and be no string.
const isLabel = (text: string): boolean => isText(text) && text.length <= LABEL_LENGTH && LABEL.test(text);
const isSubdomain = (text: string): boolean =>
  isText(text) && text.length <= SUBDOMAIN_LENGTH && text.split('.').every((part) => LABEL.test(part));
const isQualified = (text: string): boolean => isText(text) && text.length <= LABEL_LENGTH && QUALIFIED.test(text);

/** Whether a text is a DNS label (RFC 1123), as names of containers and volumes are. */
export const isDnsLabel = isLabel;

/** Whether a text is DNS labels joined by dots, as names of most objects are. */
export const isDnsSubdomain = isSubdomain;

/** Whether a text is a key of a label or an annotation: `name` or `prefix/name`. */
export function isQualifiedName(text: string): boolean {
  const slash = String(text).indexOf('/');
  return slash < 0 ? isQualified(text) : isSubdomain(text.slice(0, slash)) && isQualified(text.slice(slash + 1));
}

/** Whether a text is a value of a label. */
export const isLabelValue = (text: string): boolean => text === '' || isQualified(text);

/** Returns `text` if it is a valid name of a Service: a DNS label that starts with a letter. */
export function serviceName(text: string): string {
  if (isText(text) && text.length <= LABEL_LENGTH && SERVICE.test(text)) return text;
  throw refused(
    text,
    'up to 63 lower-case letters, digits and "-", starting with a letter and ending with a letter or digit',
  );
}

/** Returns `text` if it is a valid name of a container, a volume or a host: a DNS label (RFC 1123). */
export function dnsLabel(text: string): string {
  if (isLabel(text)) return text;
  throw refused(text, 'up to 63 lower-case letters, digits and "-", starting and ending with a letter or digit');
}

/** Returns `text` if it is a valid name of most objects: DNS labels, joined by dots. */
export function dnsSubdomain(text: string): string {
  if (isSubdomain(text)) return text;
  throw refused(text, 'up to 253 lower-case letters, digits, "-" and ".", starting and ending with a letter or digit');
}

/** Returns `text` if it is a valid key of a label or an annotation: `name` or `prefix/name`. */
export function qualifiedName(text: string): string {
  if (isQualifiedName(text)) return text;
  throw refused(
    text,
    'up to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, with an optional prefix of a DNS name and "/"',
  );
}

/** Returns `text` if it is a valid value of a label. */
export function labelValue(text: string): string {
  if (isLabelValue(text)) return text;
  throw refused(
    text,
    'up to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, or an empty string',
  );
}

/** Returns `text` if it is a valid name of an environment variable. */
export function environmentVariable(text: string): string {
  if (ENVIRONMENT_VARIABLE.test(text)) return text;
  throw refused(text, 'letters, digits, "_", "-" and ".", not starting with a digit');
}

const refused = (text: string, allowed: string): UserError =>
  new UserError(`found ${show(text)}, allowed are ${allowed}: rename it`);

/** The label that Kubernetes gives every namespace: its name. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';
