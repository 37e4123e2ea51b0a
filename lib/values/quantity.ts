import { Quantity, type ResourceRequirements } from './k8s';

type BinarySuffix = 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei';
type DecimalSuffix = 'k' | 'M' | 'G' | 'T' | 'P' | 'E';

/** A size in bytes, such as `512Mi` or `10Gi` (a Kubernetes quantity). */
export type Size = number | `${number}${BinarySuffix | DecimalSuffix}`;

/** Processor time: cores, such as `0.5`, or thousandths of one, such as `500m`. */
export type Cpu = number | `${number}` | `${number}m`;

/** Amounts of resources of a container. */
export interface ResourceAmounts {
  readonly cpu?: Cpu;
  readonly memory?: Size;
  readonly 'ephemeral-storage'?: Size;
}

/** Requests and limits of a container (`resources`). */
export interface Resources {
  readonly requests?: ResourceAmounts;
  readonly limits?: ResourceAmounts;
}

export const quantity = (amount: number | string): Quantity => Quantity.fromString(String(amount));

/** The resources as Kubernetes has them, or nothing if there are none. */
export function resourceRequirements({ requests, limits }: Resources = {}): ResourceRequirements | undefined {
  const converted = {
    ...(requests && { requests: quantities(requests) }),
    ...(limits && { limits: quantities(limits) }),
  };
  return Object.keys(converted).length === 0 ? undefined : converted;
}

const quantities = (amounts: ResourceAmounts): Record<string, Quantity> =>
  Object.fromEntries(
    Object.entries(amounts).flatMap(([resource, amount]) =>
      amount === undefined ? [] : [[resource, quantity(amount)]],
    ),
  );

/** Cores of an amount of processor time. */
export const coresOf = (cpu: Cpu): number =>
  typeof cpu === 'string' && cpu.endsWith('m') ? Number(cpu.slice(0, -1)) / 1000 : Number(cpu);

const DECIMALS = ['k', 'M', 'G', 'T', 'P', 'E'];

/** Bytes of a size. */
export function bytesOf(size: Size): number {
  if (typeof size === 'number') return size;
  const [, amount = '0', suffix = ''] = /^([\d.]+)(.*)$/.exec(size) ?? [];
  const power = DECIMALS.findIndex((letter) => letter.toLowerCase() === suffix.charAt(0).toLowerCase()) + 1;
  return Number(amount) * (suffix.endsWith('i') ? 1024 : 1000) ** power;
}
