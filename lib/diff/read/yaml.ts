import { boolYaml11Tag, CORE_SCHEMA, loadAll, mergeTag, type Schema } from 'js-yaml';
import { UserError } from '../../errors';
import { reasonOf } from '../../files';

/** Kubernetes and the systems read YAML 1.1, where `yes` is true; a day stays the text that it is. */
const SCHEMA: Schema = CORE_SCHEMA.withTags(mergeTag, boolYaml11Tag);

/**
 * The documents of a text of YAML or JSON. A parser that is ten times faster than that of the configurations, since a
 * comparison reads every object of every environment.
 * @throws UserError that says why it cannot be read
 */
export function documentsIn(text: string): unknown[] {
  try {
    return loadAll(text, { schema: SCHEMA });
  } catch (error) {
    const [reason = ''] = reasonOf(error).split('\n');
    throw new UserError(`is no YAML: ${reason}`);
  }
}
