import { UserError, within } from '../../values/errors';
import { readText } from '../../values/files';
import { parseYaml, yamlData } from '../../values/yaml';
import type { ConfigSchema } from './config-schema';
import { mistakesInConfig } from './validate';

/**
 * Data of a configuration file, checked against its schema.
 * @throws UserError with the file, and the line or the path of every mistake
 */
export function readConfigFile(schema: ConfigSchema, file: string): unknown {
  const text = readText(file);
  return within(file, () => {
    // YAML 1.1, as the systems read it: `yes` is true, and a repeated key is an error.
    const data = yamlData(parseYaml(text, '1.1')) ?? {};
    const mistakes = mistakesInConfig(schema, data);
    if (mistakes.length > 0) throw new UserError(...mistakes);
    return data;
  });
}
