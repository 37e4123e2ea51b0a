import { counted, type Judgement } from '../check';
import type { Answer, Headers } from './ask';
import { basicAuth, TENANT } from './clients';
import type { Entrance, TurningSystem } from './system';

/** A tenant, and how its clients ask. */
export interface TenantEntrance {
  readonly tenant: string;
  readonly entrance: Entrance;
}

const COUNT = 20;
/** Numbers of tenants are far from each other, so that none is both's. */
const APART = 1000;

type Statuses = TurningSystem['withoutTenant'];

/** What nginx says. */
const UNAUTHORIZED = 'authorization required';
/** What systems say, under a status of their own. */
const NO_TENANT = 'no org id';

const BY_NGINX: Statuses = { write: 401, query: 401 };

/** Requests that have to be refused, as variants of those that clients send. */
const REFUSED: ReadonlyArray<{
  readonly name: string;
  readonly headers: (headers: Headers) => Headers;
  readonly words: string;
  /** @default - that of the system */
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
 * Writes and reads as the clients of several tenants through a gateway with users: what lacks the user or the tenant is
 * refused, and what a tenant has written is read by this tenant alone.
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
