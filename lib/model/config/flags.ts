import { lookUp, show, suggestion } from '../../values/text';
import type { ConfigSchema } from './config-schema';
import { nested } from './nested';
import { isScalarType, mistakeIn, type ScalarType } from './value-types';

/** Flags of a program besides those of its configuration. */
export interface ProgramFlags {
  /** Flags that are no keys of the configuration, without the dash, such as `config.file` and `version`. */
  readonly own: Readonly<Record<string, ScalarType>>;
  /** Deprecated prefixes of flags, and the prefixes that replace them. @default - none */
  readonly formerPrefixes?: Readonly<Record<string, string>>;
}

/** A flag on a command line. */
export interface FlagSetting {
  /** Name without the dash, such as `server.http-listen-port`. */
  readonly flag: string;
  /** Its text; `true` for a boolean flag without a value. */
  readonly text: string;
  /** Key of the configuration that it overrides; undefined for a flag that is none. */
  readonly path?: string;
  /** Value of the key; undefined if it cannot be told from the text. */
  readonly value?: unknown;
}

/** A mistake on a command line, with which the program ends or which it ignores. */
export interface FlagMistake {
  readonly kind: 'unknown' | 'value' | 'ignored' | 'deprecated';
  readonly sentence: string;
}

/** A command line, as Go's package `flag` reads it. */
export interface CommandLine {
  readonly settings: readonly FlagSetting[];
  readonly mistakes: readonly FlagMistake[];
}

/** Texts that Go takes for true and false. */
const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/**
 * Reads the arguments of a program as Go does: `-a=b`, `--a=b`, `-a b`, and `-a` alone for a boolean flag; the first
 * argument that is no flag ends the flags.
 */
export function readFlags(schema: ConfigSchema, program: ProgramFlags, args: readonly string[]): CommandLine {
  const settings: FlagSetting[] = [];
  const mistakes: FlagMistake[] = [];
  for (let index = 0; index < args.length; index++) {
    const at = `args[${index}]`;
    const arg = args[index] ?? '';
    const [, name, inline] = /^--?([^-=][^=]*)(?:=([\s\S]*))?$/.exec(arg) ?? [];
    if (name === undefined) {
      const rest = args.slice(arg === '--' ? index + 1 : index);
      if (rest.length > 0) mistakes.push(withoutEffect(at, rest));
      break;
    }
    const declared = declaredFlag(schema, program, name);
    if (declared === undefined) {
      mistakes.push(unknownFlag(schema, program, at, name));
      // Whether the next argument is its value cannot be told.
      if (inline === undefined && !(args[index + 1] ?? '-').startsWith('-')) index++;
      continue;
    }
    const needsNext = inline === undefined && declared.type !== 'bool';
    if (needsNext && index + 1 >= args.length) {
      mistakes.push({ kind: 'value', sentence: `${at}: found -${name} without a value: write -${name}=VALUE` });
      break;
    }
    if (needsNext) index++;
    const text = inline ?? (needsNext ? (args[index] ?? '') : 'true');
    const mistake = mistakeInText(declared.type, text);
    if (mistake !== undefined) {
      mistakes.push({ kind: 'value', sentence: `${at}: -${name}: ${mistake}: correct the value` });
      continue;
    }
    if (declared.deprecated) {
      mistakes.push({
        kind: 'deprecated',
        sentence: `${at}: found -${name}, which is deprecated in ${schema.name} and may be gone in the next release: replace it`,
      });
    }
    settings.push({
      flag: name,
      text,
      ...(declared.path !== undefined && { path: declared.path, value: dataOf(declared.type, text) }),
    });
  }
  return { settings, mistakes };
}

interface DeclaredFlag {
  readonly type: string;
  readonly path?: string;
  readonly deprecated?: boolean | undefined;
}

function declaredFlag(schema: ConfigSchema, program: ProgramFlags, name: string): DeclaredFlag | undefined {
  const found = schema.flags.get(name);
  if (found !== undefined) return { type: found.field.type, path: found.path, deprecated: found.field.deprecated };
  const type = lookUp(program.own, name);
  if (type !== undefined) return { type };
  const [former, current] =
    Object.entries(program.formerPrefixes ?? {}).find(([prefix]) => name.startsWith(prefix)) ?? [];
  if (former === undefined) return undefined;
  const successor = schema.flags.get(`${current}${name.slice(former.length)}`);
  return successor && { type: successor.field.type, path: successor.path, deprecated: true };
}

function unknownFlag(schema: ConfigSchema, program: ProgramFlags, at: string, name: string): FlagMistake {
  const byPath = schema.fields[name]?.flag;
  const hint = byPath
    ? ` (did you mean "${byPath}"?)`
    : suggestion(name, [...schema.flags.keys(), ...Object.keys(program.own)]);
  return {
    kind: 'unknown',
    sentence: `${at}: found -${name}, an unknown flag: ${schema.name} ends with "flag provided but not defined: -${name}"${hint}: correct the name or remove it`,
  };
}

const withoutEffect = (at: string, rest: readonly string[]): FlagMistake => ({
  kind: 'ignored',
  sentence: `${at}: found ${show(rest[0])}, which is no flag: flags end there, so that it and all arguments after it are ignored: begin each flag with "-", or remove it`,
});

function mistakeInText(type: string, text: string): string | undefined {
  // The kubelet puts in the value of a variable.
  if (text.includes('$(')) return undefined;
  if (type === 'bool') {
    return TRUE.includes(text) || FALSE.includes(text) ? undefined : `found ${show(text)}, allowed are true and false`;
  }
  if (!isScalarType(type)) return undefined;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return mistakeIn(type, isNumber(type) && !Number.isNaN(number) ? number : text);
}

const isNumber = (type: string): boolean => type === 'int' || type === 'uint' || type === 'float';

function dataOf(type: string, text: string): unknown {
  if (text.includes('$(')) return undefined;
  if (type === 'bool') return TRUE.includes(text);
  if (isNumber(type)) return Number(text);
  if (type === 'list(string)') return [text];
  return isScalarType(type) ? text : undefined;
}

/**
 * The keys that flags override, as a part of a configuration: flags win over the file. A flag that is given again
 * replaces the one before, or adds to its list.
 */
export function overridesOf(settings: readonly FlagSetting[]): object {
  const values = new Map<string, unknown>();
  for (const { path, value } of settings) {
    if (path === undefined || value === undefined) continue;
    const before = values.get(path);
    values.set(path, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value);
  }
  return nested([...values]);
}
