import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { queriesIn } from '../../lib/checks/monitoring/queries';
import { scrapeConfigurations } from '../../lib/checks/monitoring/scrapes';
import { type ConformanceCheck, counted, together } from '../check';
import { runProgram } from '../exec';
import { promtoolTests, TESTED_RULES, type TestedRules } from '../rule-tests';
import { lastWords } from '../verdict';

/** The systems of which an environment has alerts. */
const testedIn = (names: readonly string[]): TestedRules[] =>
  TESTED_RULES.filter(({ tests }) => tests.some(({ alert }) => names.some((name) => name.endsWith(`[${alert}]`))));

export const ruleTests: ConformanceCheck = {
  name: 'rule-tests',
  summary: 'promtool runs the unit tests of the alerts about Loki, Mimir and Tempo',
  programs: ['promtool'],
  task: ({ cluster }) => {
    const tested = testedIn(queriesIn(cluster, scrapeConfigurations(cluster)).map(({ at }) => at));
    if (tested.length === 0) return undefined;
    return {
      subject: counted(
        tested.reduce((sum, { tests }) => sum + tests.length, 0),
        'rule test',
      ),
      versions: [],
      run: async (programs, folder) => {
        const judgements = [];
        for (const { name, rules, tests } of tested.flatMap(promtoolTests)) {
          const ruleFile = path.join(folder, `${name}.rules.json`);
          const testFile = path.join(folder, `${name}.json`);
          // JSON is YAML.
          writeFileSync(ruleFile, JSON.stringify(rules));
          writeFileSync(testFile, JSON.stringify(tests(ruleFile)));
          const ran = await runProgram(programs('promtool').file, ['test', 'rules', testFile]);
          const refusals = ran.code === 0 ? [] : [`${name}: ${lastWords(ran).replaceAll(folder, '')}`];
          judgements.push({ refusals, remarks: [] });
        }
        return together(judgements);
      },
    };
  },
};
