import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ConformanceCheck, counted } from '../check';
import { type Ran, runProgram } from '../exec';
import type { Found } from '../programs/locate';
import type { ProgramName } from '../programs/program';
import { LANGUAGE_REFUSALS, type LanguageFile } from '../refusals/languages';
import { lastWords } from '../verdict';

/** nginx binds its ports while it tests, and promtail reads lines from standard input until it ends. */
const READERS: Readonly<Record<LanguageFile, (found: (name: ProgramName) => Found, file: string) => Promise<Ran>>> = {
  rules: (found, file) => runProgram(found('promtool').file, ['check', 'rules', file]),
  prometheus: (found, file) => runProgram(found('promtool').file, ['check', 'config', file]),
  promtail: (found, file) =>
    runProgram(found('promtail').file, ['-dry-run', '-stdin', '-server.disable', `-config.file=${file}`]),
  otelcol: (found, file) => runProgram(found('otelcol').file, ['validate', `--config=${file}`]),
  nginx: (found, file) =>
    runProgram('unshare', [
      ...['--map-root-user', '--net', found('nginx').file, '-t', '-g', 'user root root;'],
      ...['-p', path.dirname(file), '-c', file],
    ]),
};

/** Gives each text to its program, which must reject the broken one in the words of the table, and accept the mended one. */
export const languageRefusals: ConformanceCheck = {
  name: 'language-refusals',
  summary: 'programs reject each text that checks of languages and collectors report, and accept the mended one',
  programs: ['promtool', 'promtail', 'otelcol', 'nginx'],
  once: true,
  task: () => ({
    subject: counted(LANGUAGE_REFUSALS.length, 'mistake'),
    versions: [],
    run: async (programs, folder) => {
      const refusals: string[] = [];
      for (const [index, { id, file, broken, mended, words }] of LANGUAGE_REFUSALS.entries()) {
        const read = async (name: string, text: string): Promise<Ran> => {
          const target = path.join(folder, `${index}-${name}.yaml`);
          writeFileSync(target, text);
          return READERS[file](programs, target);
        };
        const place = `${id} (${file} ${index})`;
        const rejected = await read('broken', broken);
        if (rejected.code === 0) refusals.push(`${place}: expected ${words}, but the broken text is accepted`);
        else if (!words.test(rejected.text)) refusals.push(`${place}: expected ${words}, found ${lastWords(rejected)}`);
        const accepted = await read('mended', mended);
        if (accepted.code !== 0) refusals.push(`${place}: the mended text is rejected: ${lastWords(accepted)}`);
      }
      return { refusals, remarks: [] };
    },
  }),
};
