import { CORE_SCHEMA, load } from 'js-yaml';

/** Texts in YAML or JSON, each parsed once, however many rules read it. */
export class ParsedTexts {
  private readonly known = new Map<string, unknown>();

  /** The data in a text; undefined if it is neither YAML nor JSON: the program that reads it reports that. */
  read(text: string): unknown {
    if (!this.known.has(text)) this.known.set(text, parsed(text));
    return this.known.get(text);
  }
}

function parsed(text: string): unknown {
  try {
    // Dashboards are large, and a parser of YAML takes a hundred times as long for them.
    return text.startsWith('{') ? JSON.parse(text) : load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}
