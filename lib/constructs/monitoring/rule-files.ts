import { LineCounter, parseDocument } from 'yaml';
import { renderConfig } from '../../model/config/render';
import { UserError, within } from '../../values/errors';
import { readText } from '../../values/files';
import { show } from '../../values/text';
import { type RuleGroup, ruleFile } from './rule-groups';

/** A file of rules: its groups, its text, or where it stands. */
export type RuleFile = readonly RuleGroup[] | string | { readonly file: string };

/**
 * The text of a file of rules, with comments where it had any.
 * @throws UserError if it cannot be read, or has no groups
 */
export function ruleText(rules: RuleFile): string {
  if (typeof rules === 'string') return checked(rules);
  if ('file' in rules) {
    const text = readText(rules.file);
    return within(rules.file, () => checked(text));
  }
  return renderConfig(ruleFile(rules));
}

function checked(text: string): string {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new UserError(`line ${lineCounter.linePos(error.pos[0]).line}: ${error.message}`);
  const data: unknown = document.toJS();
  const groups = typeof data === 'object' && data !== null && 'groups' in data ? data.groups : undefined;
  if (Array.isArray(groups)) return text;
  throw new UserError(`groups: found ${show(groups ?? null)}, allowed is a list of groups of rules: add it`);
}
