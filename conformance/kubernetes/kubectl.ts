import type { KubernetesObject } from '../../lib/checks/manifest';
import { type Ran, runProgram } from '../exec';

/** An object as stored by the server. */
export interface StoredObject extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly resourceVersion: string };
}

/** Requests to an API server. */
export class Kubectl {
  constructor(
    private readonly file: string,
    private readonly connection: readonly string[],
  ) {}

  run(args: readonly string[], input?: string): Promise<Ran> {
    return runProgram(this.file, [...this.connection, ...args], input === undefined ? {} : { input });
  }

  /** Applies a file server-side, with strict validation of unknown fields. */
  apply(file: string, isDryRun = false): Promise<Ran> {
    const mode = isDryRun ? ['--dry-run=server'] : [];
    return this.run(['apply', '--server-side', '--validate=strict', ...mode, `--filename=${file}`]);
  }

  /** The objects of files, as stored by the server. */
  async read(files: readonly string[]): Promise<StoredObject[]> {
    const { stdout } = await this.run(['get', '--output=json', ...files.map((file) => `--filename=${file}`)]);
    if (stdout.trim() === '') return [];
    const read: StoredObject | { readonly kind: 'List'; readonly items: readonly StoredObject[] } = JSON.parse(stdout);
    return 'items' in read ? [...read.items] : [read];
  }
}

/** Error lines of the output of kubectl. */
export function errorsIn({ code, text }: Ran): string[] {
  if (code === 0) return [];
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !isNoise(line));
  return lines.length === 0 ? [`kubectl ended with exit code ${code ?? 'none'}`] : [...new Set(lines)];
}

const isNoise = (line: string): boolean =>
  line.startsWith('Warning: ') ||
  / (created|configured|unchanged|serverside-applied)( \(server dry run\))?$/.test(line);

/** Warnings of the server. */
export const warningsIn = ({ text }: Ran): string[] => [
  ...new Set(text.split('\n').flatMap((line) => /^Warning: (.*)/.exec(line)?.[1] ?? [])),
];
