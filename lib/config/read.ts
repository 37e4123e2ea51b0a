import { LineCounter, parseDocument } from 'yaml';
import { UserError, within } from '../errors';
import { readText } from '../files';
import { mistakesInConfig } from './check';
import type { ConfigSchema } from './schema';

/**
 * Data of a configuration file, checked against its schema.
 * @throws UserError with the file, and the line or the path of every mistake
 */
export function readConfigFile(schema: ConfigSchema, file: string): unknown {
  const text = readText(file);
  return within(file, () => {
    const lineCounter = new LineCounter();
    // What the systems read: `yes` is true there, and a repeated key is an error.
    const document = parseDocument(text, { version: '1.1', lineCounter, prettyErrors: false, merge: true });
    const [error] = document.errors;
    if (error) throw new UserError(`line ${lineCounter.linePos(error.pos[0]).line}: ${error.message}`);
    const data: unknown = document.toJS();
    const mistakes = mistakesInConfig(schema, data ?? {});
    if (mistakes.length > 0) throw new UserError(...mistakes);
    return data ?? {};
  });
}
