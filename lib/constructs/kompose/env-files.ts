import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { ParsedService } from '../../model/compose/service';
import { type Mistakes, UserError } from '../../values/errors';
import { readText } from '../../values/files';
import type { EnvVar } from '../../values/k8s';
import { dnsSubdomain, environmentVariable } from '../../values/names';
import { show } from '../../values/text';

/** A file of variables, and the ConfigMap that it becomes. */
export interface EnvFile {
  readonly configMap: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Reads the files that a service names; `directory` is where their paths start. */
export function readEnvFiles(
  { envFiles }: ParsedService,
  directory: string | undefined,
  mistakes: Mistakes,
): EnvFile[] {
  return mistakes.each('env_file', envFiles, ({ path: file, required }) => {
    if (directory === undefined) {
      throw new UserError(
        `found ${show(file)}, a relative path requires a base folder: set "directory" of the construct`,
      );
    }
    const location = path.resolve(directory, file);
    if (!required && !existsSync(location)) return [];
    return [{ configMap: dnsSubdomain(configMapName(file)), variables: variablesOf(readText(location)) }];
  });
}

function variablesOf(text: string): Record<string, string> {
  const entries = Object.entries(parseEnv(text)).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  for (const [key = '', value = ''] of entries) {
    environmentVariable(key);
    if (/\$[{\w]/.test(value)) {
      throw new UserError(
        `${key}: found ${show(value)}, variables are not replaced in this file: write the value in full`,
      );
    }
  }
  return Object.fromEntries(entries);
}

/** `./config/web.env` is the ConfigMap `config-web-env`. */
const configMapName = (file: string): string =>
  file
    .replace(/^[./]+|[./]+$/g, '')
    .toLowerCase()
    .replace(/[./_]/g, '-');

/** Variables of the files, without those that `environment` sets itself; of two files, the later one wins. */
export function envFileVars(files: readonly EnvFile[], environment: ParsedService['environment']): EnvVar[] {
  const own = new Set(environment.map(({ name }) => name));
  const byName = new Map<string, EnvVar>();
  for (const { configMap, variables } of files) {
    for (const name of Object.keys(variables).filter((key) => !own.has(key))) {
      byName.set(name, { name, valueFrom: { configMapKeyRef: { name: configMap, key: name } } });
    }
  }
  return [...byName.values()];
}
