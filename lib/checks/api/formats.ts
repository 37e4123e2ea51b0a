import { isIP } from 'node:net';
import { isDnsLabel, isDnsSubdomain, isLabelValue, isQualifiedName } from '../../values/names';
import { show } from '../../values/text';

/** A form of texts that the API server asks for. */
export interface Format {
  readonly takes: (text: string) => boolean;
  /** Ends the sentence "allowed is ...". */
  readonly allowed: string;
}

export const DNS_LABEL: Format = {
  takes: isDnsLabel,
  allowed: 'up to 63 lower-case letters, digits and "-", starting and ending with a letter or digit',
};
export const DNS_SUBDOMAIN: Format = {
  takes: isDnsSubdomain,
  allowed: 'up to 253 lower-case letters, digits, "-" and ".", starting and ending with a letter or digit',
};
export const LABEL_KEY: Format = {
  takes: isQualifiedName,
  allowed:
    'up to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, with an optional prefix of a DNS name and "/"',
};
export const LABEL_VALUE: Format = {
  takes: isLabelValue,
  allowed: 'up to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
};
/** IANA service names (RFC 6335). */
export const PORT_NAME: Format = {
  takes: (text) => text.length <= 15 && /^[a-z0-9-]+$/.test(text) && /[a-z]/.test(text) && !/^-|-$|--/.test(text),
  allowed: 'up to 15 lower-case letters, digits and single "-", with at least one letter',
};
/** Keys of ConfigMaps and Secrets, which become names of files. */
export const CONFIG_KEY: Format = {
  takes: (text) => text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..'),
  allowed: 'up to 253 letters, digits, "-", "_" and ".", not "." and not starting with ".."',
};
export const VARIABLE: Format = {
  takes: (text) => /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text) && text !== '.' && !text.startsWith('..'),
  allowed: 'letters, digits, "_", "-" and ".", not starting with a digit',
};
export const IP_ADDRESS: Format = { takes: (text) => isIP(text) !== 0, allowed: 'an IP address' };
/** Hosts of an Ingress: the first label may be "*". */
export const HOST: Format = {
  takes: (text) => isIP(text) === 0 && isDnsSubdomain(text.replace(/^\*\./, '')),
  allowed: 'a DNS name such as "logs.example.com" or "*.example.com", and no IP address',
};

/** Texts of a format that were taken before: the same few labels and names stand on everything. */
const taken = new Map<Format, Set<string>>();

/** Ends a sentence about a text that is not of a format; undefined if it is. */
export function refusal(format: Format, text: string): string | undefined {
  const known = taken.get(format) ?? new Set();
  if (known.has(text)) return undefined;
  if (!format.takes(text)) return `found ${show(text)}, allowed is ${format.allowed}: rename it`;
  taken.set(format, known.add(text));
  return undefined;
}

/** A whole number of a port. */
export const isPort = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;

export const PERCENT = /^\d+%$/;
