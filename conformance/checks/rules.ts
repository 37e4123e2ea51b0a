import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { ManifestObject } from '../../lib/checks/manifest';
import { type ConformanceCheck, counted, type Judgement, together } from '../check';
import { type Ran, runProgram } from '../exec';
import { lastWords } from '../verdict';

interface Rules {
  readonly groups?: ReadonlyArray<{ readonly rules?: readonly object[] }>;
}

/** The groups of a PrometheusRule, as a file of rules has them. */
function rulesOf({ content }: ManifestObject): Rules | undefined {
  return content.kind === 'PrometheusRule' && 'spec' in content && isRules(content.spec) ? content.spec : undefined;
}

const isRules = (value: unknown): value is Rules =>
  typeof value === 'object' && value !== null && (!('groups' in value) || Array.isArray(value.groups));

/** Whether promtool accepts all rules: it also accepts a file in which it finds none. */
export function judgeRules(ran: Ran, written: number): Judgement {
  if (ran.code !== 0) return { refusals: [lastWords(ran)], remarks: [] };
  const found = Number(/SUCCESS: (\d+) rules? found/.exec(ran.text)?.[1] ?? 0);
  const refusals = found === written ? [] : [`found ${counted(found, 'rule')}, but ${written} are written`];
  return { refusals, remarks: [] };
}

export const rules: ConformanceCheck = {
  name: 'rules',
  summary: 'promtool checks the rules of every PrometheusRule',
  programs: ['promtool'],
  task: ({ cluster }) => {
    const objects = cluster.objects.flatMap((object) => {
      const found = rulesOf(object);
      return found === undefined ? [] : [{ identity: object.identity, rules: found }];
    });
    const count = (of: Rules): number => (of.groups ?? []).reduce((sum, group) => sum + (group.rules?.length ?? 0), 0);
    if (objects.length === 0) return undefined;
    return {
      subject: counted(
        objects.reduce((sum, object) => sum + count(object.rules), 0),
        'rule',
      ),
      versions: [],
      run: async (programs, folder) => {
        const judgements = [];
        for (const [index, object] of objects.entries()) {
          const file = path.join(folder, `${index}.yaml`);
          writeFileSync(file, stringify(object.rules));
          const ran = await runProgram(programs('promtool').file, ['check', 'rules', file]);
          const { refusals, remarks } = judgeRules(ran, count(object.rules));
          judgements.push({
            refusals: refusals.map((words) => `${object.identity}: ${words.replaceAll(file, 'spec')}`),
            remarks,
          });
        }
        return together(judgements);
      },
    };
  },
};
