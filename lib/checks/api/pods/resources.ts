import { amountOf } from '../../../values/amount';
import { type Data, mapAt } from '../../../values/data';
import { show } from '../../../values/text';
import { advice, type Complaint, complaint } from '../complaint';

/** Bytes: one thousandth of a byte is a mistake for a mebibyte. */
const BYTES = /^(memory|ephemeral-storage|storage|hugepages-)/;
const STANDARD = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
/** Devices and huge pages cannot be overcommitted. */
const isExtended = (resource: string): boolean =>
  (resource.includes('/') && !resource.includes('kubernetes.io/')) || resource.startsWith('hugepages-');
const MILLI = /^\d+(\.\d*)?m$/;

/** Requests and limits of a container. */
export function* resourceRules(resources: Data, at: string): Generator<Complaint> {
  const limits = mapAt(resources, 'limits');
  for (const [list, amounts] of [
    ['requests', mapAt(resources, 'requests')],
    ['limits', limits],
  ] as const) {
    for (const [resource, amount] of Object.entries(amounts)) {
      const path = `${at}.${list}.${resource}`;
      if (!resource.includes('/') && !STANDARD.test(resource)) {
        yield complaint(
          'api/resources',
          path,
          `found ${show(resource)}, allowed are cpu, memory, ephemeral-storage, hugepages-<size> and names with a domain: rename it`,
        );
      }
      yield* quantityRules(resource, amount, path);
    }
  }
  for (const [resource, request] of Object.entries(mapAt(resources, 'requests'))) {
    const [least, most] = [amountOf(request), amountOf(limits[resource])];
    if (least === undefined || most === undefined) continue;
    if (isExtended(resource) && least !== most) {
      yield complaint(
        'api/resources',
        `${at}.requests.${resource}`,
        `found ${show(request)}, and a limit of ${show(limits[resource])}, allowed is the same amount for a resource that cannot be shared: set both to one amount`,
      );
      continue;
    }
    if (least <= most) continue;
    yield complaint(
      'api/resources',
      `${at}.requests.${resource}`,
      `found ${show(request)}, more than the limit of ${show(limits[resource])}, allowed is at most the limit: lower the request, or raise the limit`,
    );
  }
}

/** An amount of a resource; also that of a claim. */
export function* quantityRules(resource: string, amount: unknown, at: string): Generator<Complaint> {
  const value = amountOf(amount);
  if (value !== undefined && value < 0) {
    yield complaint('api/resources', at, `found ${show(amount)}, allowed is at least 0: correct it`);
  }
  if (BYTES.test(resource) && typeof amount === 'string' && MILLI.test(amount)) {
    yield advice(
      'api/millibytes',
      at,
      `found ${show(amount)}, which is ${String(value)} bytes, since "m" stands for a thousandth: write ${show(amount.replace('m', 'Mi'))}`,
    );
  }
}
