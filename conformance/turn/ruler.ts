import { parse } from 'yaml';
import { fieldsOf, itemsOf, textOf } from '../../lib/checks/fields';
import { counted, type Judgement } from '../check';
import { type Answer, ask } from './ask';
import type { TenantEntrance } from './isolation';
import { configIn, type Pod } from './processes';
import { eventually } from './start';
import { partAt } from './tree';

/** The default evaluation interval of a group is one minute. */
const SECONDS = 90;

/** A rule of a tenant. */
interface OwnRule {
  readonly tenant: string;
  readonly group: string;
  readonly name: string;
  readonly isAlert: boolean;
}

/** The rules in the files of a ruler: each folder below that of its storage is a tenant. */
export function rulesOf(pods: readonly Pod[]): OwnRule[] {
  const ruler = pods.find(({ role }) => role === 'ruler');
  const mounts = ruler?.launch.mounts ?? [];
  const texts = mounts.flatMap(({ files }) => Object.values(files));
  const config = texts.map(configIn).find((found) => found !== undefined) ?? {};
  const folder = textOf(partAt(config, 'ruler.storage.local')['directory']);
  if (folder === undefined) return [];
  return mounts
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .flatMap(({ path, files }) =>
      Object.values(files)
        .flatMap((text) => itemsOf(fieldsOf(parse(text))['groups']).map(fieldsOf))
        .flatMap((group) =>
          itemsOf(group['rules']).map((item): OwnRule => {
            const rule = fieldsOf(item);
            const alert = textOf(rule['alert']);
            return {
              tenant: path.slice(folder.length + 1),
              group: textOf(group['name']) ?? '',
              name: alert ?? textOf(rule['record']) ?? '',
              isAlert: alert !== undefined,
            };
          }),
        ),
    );
}

/**
 * Queries the ruler through the gateway for the rules of each tenant, until each rule was evaluated without an error
 * and each alert fires: lines of every tenant with rules were written before.
 */
export async function evaluated(rules: readonly OwnRule[], tenants: readonly TenantEntrance[]): Promise<Judgement> {
  const refusals: string[] = [];
  for (const { tenant, entrance } of tenants) {
    const own = rules.filter((rule) => rule.tenant === tenant);
    const stored = await ask(`${entrance.url}/loki/api/v1/rules`, { headers: entrance.headers });
    const unlisted = own.filter(({ group }) => !stored.text.includes(`name: ${group}`));
    refusals.push(...unlisted.map(({ group }) => `ruler: ${tenant} does not list group ${group}: ${stored.text}`));
    const active = (): Promise<Answer> => ask(`${entrance.url}/prometheus/api/v1/rules`, { headers: entrance.headers });
    if (own.length > 0) refusals.push(...(await eventually(SECONDS, async () => stateOf(own, await active()))));
    else if (activeRules((await active()).text).length > 0) refusals.push(`ruler: ${tenant} sees rules of others`);
  }
  const names = rules.map(({ name }) => name).join(', ');
  const remark = `ruler: ${counted(rules.length, 'rule')} listed and evaluated for its tenant alone: ${names}`;
  return { refusals, remarks: refusals.length > 0 ? [] : [remark] };
}

/** Rules that are not evaluated, or alerts that do not fire, with the message of the ruler. */
export function stateOf(own: readonly OwnRule[], answer: Answer): string[] {
  if (!answer.ok) return [`ruler: the rules are answered with ${answer.status}: ${answer.text.slice(0, 200)}`];
  const active = activeRules(answer.text);
  return own.flatMap(({ tenant, name, isAlert }) => {
    const rule = active.find((candidate) => candidate['name'] === name);
    if (rule === undefined) return [`ruler: ${tenant} has no rule ${name}`];
    if (rule['health'] !== 'ok') return [`ruler: ${name} is ${textOf(rule['health'])}: ${textOf(rule['lastError'])}`];
    const isFiring = !isAlert || rule['state'] === 'firing';
    return isFiring ? [] : [`ruler: ${name} is ${textOf(rule['state'])}, and lines are there for which it should fire`];
  });
}

function activeRules(text: string): ReturnType<typeof fieldsOf>[] {
  const body = fieldsOf(parse(text));
  return itemsOf(fieldsOf(body['data'])['groups']).flatMap((group) => itemsOf(fieldsOf(group)['rules']).map(fieldsOf));
}
