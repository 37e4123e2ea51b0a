import { CORE_SCHEMA, load } from 'js-yaml';
import { remembered } from '../values/remembered';

/** The data in a text of YAML or JSON; undefined if it is neither: the program that reads it reports that. */
export const dataIn = remembered(parsed);

function parsed(text: string): unknown {
  try {
    // Dashboards are large, and a parser of YAML takes a hundred times as long for them.
    return text.startsWith('{') ? JSON.parse(text) : load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}
