import {
  type Document,
  isAlias,
  isCollection,
  isNode,
  isPair,
  LineCounter,
  type Node,
  parseDocument,
  type Tags,
  type YAMLParseError,
} from 'yaml';
import { UserError } from './errors';

/** A parsed YAML file, before its values are converted. */
export interface YamlFile {
  readonly document: Document;
  /** `line 3`, for a position in the text. */
  readonly at: (offset: number) => string;
}

/** Types of YAML 1.1 that no parser of Go has in a text: dates, and base 60, in which 1:30 is 90. */
const isTime = (tag: Tags[number]): boolean =>
  typeof tag !== 'string' && (tag.tag === 'tag:yaml.org,2002:timestamp' || tag.format === 'TIME');

const TOO_DEEP = 'found lists or maps that are nested too deeply: flatten them';

const ERRORS: Partial<Record<YAMLParseError['code'], string>> = {
  DUPLICATE_KEY: 'found a key twice in one map: remove one',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  MULTIPLE_DOCS: 'found a second document, allowed is one document per file: remove the others',
};

/**
 * Reads YAML as the parsers of Go do: dates are strings.
 * @param version 1.1 as Grafana's systems use it (`yes` is true), 1.2 for Compose files
 * @throws UserError with the line of the first error
 */
export function parseYaml(text: string, version: '1.1' | '1.2'): YamlFile {
  const lineCounter = new LineCounter();
  const at = (offset: number): string => `line ${lineCounter.linePos(offset).line}`;
  return withoutOverflow(() => {
    const document: Document = parseDocument(text, {
      version,
      lineCounter,
      merge: true,
      prettyErrors: false,
      customTags: (tags) => tags.filter((tag) => !isTime(tag)),
    });
    const [error] = document.errors;
    // The library names the place in a sentence of its own, and some messages have several lines.
    if (error) throw new UserError(`${at(error.pos[0])}: ${sentenceOf(error)}`);
    return { document, at };
  });
}

const sentenceOf = (error: YAMLParseError): string => ERRORS[error.code] ?? error.message.replaceAll(/\s+/g, ' ');

/** More values than any file needs: aliases can stand for so many that a machine has no memory for them. */
const MOST_VALUES = 500_000;

/**
 * The values of a file with its aliases replaced.
 * @throws UserError with the line if an alias is undefined, contains itself, or expands to too many values
 */
export function yamlData({ document, at }: YamlFile): unknown {
  return withoutOverflow(() => {
    checkAliases(document, at);
    try {
      return document.toJS({ maxAliasCount: -1 });
    } catch (error) {
      if (error instanceof RangeError || !(error instanceof Error)) throw error;
      throw new UserError(error.message);
    }
  });
}

function checkAliases(document: Document, at: YamlFile['at']): void {
  const anchors = new Map<string, Node>();
  /** Number of values that a node stands for; unset while the node is being visited. */
  const sizes = new Map<Node, number>();
  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (!isNode(node)) return 1;
    const place = at(node.range?.[0] ?? 0);
    if (isAlias(node)) {
      const anchor = anchors.get(node.source);
      if (anchor === undefined) {
        throw new UserError(
          `${place}: found *${node.source}, without &${node.source} before it: define the anchor first`,
        );
      }
      const size = sizes.get(anchor);
      if (size === undefined) {
        throw new UserError(
          `${place}: found *${node.source} inside of &${node.source} itself: write the value in full`,
        );
      }
      return size;
    }
    if ('anchor' in node && node.anchor !== undefined) anchors.set(node.anchor, node);
    let size = 1;
    if (isCollection(node)) for (const item of node.items) size += sizeOf(item);
    if (size > MOST_VALUES) {
      throw new UserError(
        `${place}: found more than ${MOST_VALUES} values once its aliases are replaced: nest fewer aliases`,
      );
    }
    sizes.set(node, size);
    return size;
  };
  sizeOf(document.contents);
}

/** Collections in collections, thousands deep, leave no room on the call stack. */
function withoutOverflow<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(TOO_DEEP);
  }
}
