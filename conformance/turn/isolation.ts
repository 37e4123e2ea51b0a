import { counted, type Judgement } from '../check';
import type { Answer, Headers } from './ask';
import { basicAuth, TENANT } from './clients';
import type { Entrance, TurningSystem } from './system';

/** A tenant, and the requests of its clients. */
export interface TenantEntrance {
  readonly tenant: string;
  readonly entrance: Entrance;
}

const COUNT = 20;
/** The ranges of numbers of tenants are far apart, so that they do not overlap. */
const APART = 1000;

type Statuses = TurningSystem['withoutTenant'];

/** Response of nginx. */
const UNAUTHORIZED = 'authorization required';
/** Responses of the systems, each with its own status. */
const NO_TENANT = 'no org id';

const BY_NGINX: Statuses = { write: 401, query: 401 };

/** Requests that must be rejected, as variants of those that clients send. */
const REFUSED: ReadonlyArray<{
  readonly name: string;
  readonly headers: (headers: Headers) => Headers;
  readonly words: string;
  /** @default - the status of the system */
  readonly status?: Statuses;
}> = [
  {
    name: 'without credentials',
    headers: ({ authorization: _, ...others }) => others,
    words: UNAUTHORIZED,
    status: BY_NGINX,
  },
  {
    name: 'with a wrong password',
    headers: (headers) => ({ ...headers, authorization: basicAuth('nobody', 'wrong') }),
    words: UNAUTHORIZED,
    status: BY_NGINX,
  },
  { name: 'without a tenant', headers: ({ [TENANT]: _, ...others }) => others, words: NO_TENANT },
];

/**
 * Writes and reads as the clients of several tenants through a gateway with users: requests without the user or the
 * tenant are rejected, and data that a tenant has written can be read by this tenant alone.
 */
export async function isolated(system: TurningSystem, tenants: readonly TenantEntrance[]): Promise<Judgement> {
  const refusals: string[] = [];
  const [first] = tenants;
  if (first === undefined) return { refusals: [`${system.name}: no client names a tenant`], remarks: [] };
  for (const { name, headers, words, status = system.withoutTenant } of REFUSED) {
    const entrance = { ...first.entrance, headers: headers(first.entrance.headers) };
    for (const [what, said] of [
      ['write', await system.push(entrance, 0)],
      ['query', await system.read(entrance, [0])],
    ] as const) {
      if (said.status !== status[what] || !said.text.toLowerCase().includes(words)) {
        refusals.push(
          `${system.name}: a ${what} ${name} was answered ${shown(said)}, and should be ${status[what]} ${words}`,
        );
      }
    }
  }
  const written = tenants.map((_, index) => numbersFrom(index * APART));
  for (const [index, { tenant, entrance }] of tenants.entries()) {
    for (const number of written[index] ?? []) {
      const answer = await system.push(entrance, number);
      if (!answer.ok) refusals.push(`${system.name}: a write of ${tenant} was refused: ${shown(answer)}`);
    }
  }
  const all = written.flat();
  for (const [index, { tenant, entrance }] of tenants.entries()) {
    const { found } = await system.read(entrance, all);
    const own = written[index] ?? [];
    const missing = own.filter((number) => !found.includes(number));
    const others = found.filter((number) => !own.includes(number));
    if (missing.length > 0) refusals.push(`${system.name}: ${tenant} does not read ${missing.length} of its writes`);
    if (others.length > 0) refusals.push(`${system.name}: ${tenant} reads ${others.length} writes of other tenants`);
  }
  const remarks = [
    `requests ${REFUSED.map(({ name }) => name).join(', ')} were refused`,
    `${counted(tenants.length, 'tenant')} made ${counted(all.length, 'write')}, and each read its own alone`,
  ];
  return { refusals, remarks: refusals.length === 0 ? remarks : [] };
}

const numbersFrom = (first: number): number[] => Array.from({ length: COUNT }, (_, index) => first + index);

const shown = ({ status, text }: Answer): string => `${status ?? 'nothing'} ${text.slice(0, 120)}`.trim();
