import { BlockList, isIP } from 'node:net';

/** Whether a text is a network, such as `10.0.0.0/8` or `fd00::/8`. */
export function isNetwork(cidr: string): boolean {
  const [address = '', bits = '', ...rest] = cidr.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  return version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0;
}

/** Whether a network is a part of another one, and smaller. */
export function isInside(network: string, outer: string): boolean {
  const [address = '', bits] = network.split('/');
  const [outerAddress = '', outerBits] = outer.split('/');
  const family = isIP(address);
  if (family !== isIP(outerAddress) || Number(bits) <= Number(outerBits)) return false;
  const block = new BlockList();
  block.addSubnet(outerAddress, Number(outerBits), family === 4 ? 'ipv4' : 'ipv6');
  return block.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
