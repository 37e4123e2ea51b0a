import { type DiffObject, readObjects } from './objects';

/** Texts of files by their paths below the folder that is compared. */
export type Texts = ReadonlyMap<string, string>;

/** A part of a file between two lines of `---`, which is read on first use. */
export interface Chunk {
  readonly file: string;
  readonly text: string;
}

/** Reads each text once, however many environments and revisions have it. */
export class Reader {
  private readonly read = new Map<string, DiffObject[]>();

  /** @throws UserError if something in it is no object of Kubernetes */
  objectsIn({ text, file }: Chunk): readonly DiffObject[] {
    const known = this.read.get(text);
    if (known !== undefined) return known;
    const objects = readObjects(text, file);
    this.read.set(text, objects);
    return objects;
  }
}

const SEPARATOR = /^---[ \t]*(?:#.*)?$/m;

/** The chunks of files. JSON is one chunk, since nothing separates its objects. */
export const chunksOf = (files: Texts): Chunk[] =>
  [...files].flatMap(([file, text]) =>
    text.split(SEPARATOR).flatMap((part) => (part.trim() === '' ? [] : [{ file, text: part }])),
  );

/** Files of each environment: the first folder of their paths; "" has those that are in none. */
export function environmentsOf(files: Texts): Map<string, Map<string, string>> {
  const environments = new Map<string, Map<string, string>>();
  for (const [file, text] of files) {
    const at = file.indexOf('/');
    const name = at < 0 ? '' : file.slice(0, at);
    const environment = environments.get(name) ?? new Map<string, string>();
    environment.set(at < 0 ? file : file.slice(at + 1), text);
    environments.set(name, environment);
  }
  return environments;
}
