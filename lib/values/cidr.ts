import { isIP } from 'node:net';

/** Whether a text is a network, such as `10.0.0.0/8` or `fd00::/8`. */
export function isNetwork(cidr: string): boolean {
  const [address = '', bits = '', ...rest] = cidr.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  return version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0;
}
