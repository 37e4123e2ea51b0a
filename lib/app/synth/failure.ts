import path from 'node:path';
import { inspect, types } from 'node:util';
import { UserError } from '../../values/errors';

/** Messages for an error. */
export interface Failure {
  readonly sentences: readonly string[];
  /** Stack trace, or how to get it. */
  readonly origin: readonly string[];
}

/**
 * Messages for any thrown value. A UserError contains its place; for other errors it is the line
 * of the user's code.
 * @param trace whether to show the stack trace
 */
export function failureOf(error: unknown, trace: boolean): Failure {
  const isOfUser = error instanceof UserError;
  const sentences = isOfUser ? error.sentences : [messageOf(error)];
  if (trace && types.isNativeError(error)) return { sentences, origin: [error.stack ?? ''] };
  return { sentences, origin: isOfUser ? [] : ['run again with --trace to see the stack trace'] };
}

function messageOf(error: unknown): string {
  if (!types.isNativeError(error)) return typeof error === 'string' ? error : inspect(error);
  const message = error.message || error.name;
  const { place, construct } = originOf(error);
  // Errors that the compiler would have found: null, a text where a list belongs, a map that refers to itself.
  if (construct !== undefined && (error instanceof TypeError || error instanceof RangeError)) {
    return `${place}: new ${construct}: its props are invalid: look for a value that is null, missing, of the wrong type, or that contains itself (npm run types finds most of them)`;
  }
  return place === undefined ? message : `${place}: ${message}`;
}

interface Origin {
  /** File and line in the user's code. */
  readonly place?: string;
  /** Class of the construct that was created there. */
  readonly construct?: string;
}

/** Folders of the library, in the repository and in the package. */
const LIBRARY = ['lib', 'charts', 'imports'].map((folder) => path.join(__dirname, '..', '..', '..', folder) + path.sep);
const FRAME =
  /^ +at (?:async )?(?:(?<call>[^(]+) \()?(?:file:\/\/)?(?<file>\/[^()]+|[A-Z]:[^()]+):(?<line>\d+):\d+\)?$/;

/** Place of an error: the innermost line outside of the library and its dependencies. */
function originOf({ stack = '' }: Error): Origin {
  let inner: string | undefined;
  for (const frame of stack.split('\n')) {
    const { call, file, line } = FRAME.exec(frame)?.groups ?? {};
    if (file === undefined) continue;
    if (!LIBRARY.some((folder) => file.startsWith(folder)) && !file.includes(`${path.sep}node_modules${path.sep}`)) {
      const construct = inner?.startsWith('new ') ? inner.slice('new '.length) : undefined;
      return { place: `${path.relative('', file)}:${line}`, ...(construct !== undefined && { construct }) };
    }
    inner = call;
  }
  return {};
}
