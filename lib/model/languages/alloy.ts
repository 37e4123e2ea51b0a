/** A block of an Alloy configuration. */
export interface AlloyNode {
  /** Such as `loki.process` or `stage.regex`. */
  readonly name: string;
  readonly label?: string;
  /** Values that are written out; expressions are left out. */
  readonly attributes: Readonly<Record<string, AlloyLiteral>>;
  readonly blocks: readonly AlloyNode[];
}

/** A value that is written out; undefined for an expression. */
export type AlloyLiteral =
  | string
  | number
  | boolean
  | null
  | readonly (AlloyLiteral | undefined)[]
  | { readonly [key: string]: AlloyLiteral | undefined };

const TOKEN =
  /[ \t\r]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\n|"(?:\\.|[^"\\\n])*"|`[^`]*`|\d[\w.]*|[A-Za-z_]\w*|&&|\|\||[=!<>]=|[{}[\](),.=<>+*/%^!-]/y;

class AlloySyntaxError extends Error {}

/** The blocks of a configuration of Alloy, or its first syntax error. */
export function parseAlloy(text: string): readonly AlloyNode[] | string {
  try {
    return new Parser(tokensOf(text)).file();
  } catch (error) {
    if (error instanceof AlloySyntaxError) return error.message;
    throw error;
  }
}

interface Token {
  readonly text: string;
  readonly line: number;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new AlloySyntaxError(`line ${line}: unexpected ${JSON.stringify(text[at])}`);
    if (!/^[ \t\r]|^\/[/*]/.test(token)) tokens.push({ text: token, line });
    line += token.split('\n').length - 1;
    at += token.length;
  }
  return tokens;
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;
const OPERATOR = /^(?:&&|\|\||[=!<>]=|[<>+*/%^-])$/;

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  file(): AlloyNode[] {
    const { blocks } = this.body(undefined);
    return [...blocks];
  }

  private get next(): string | undefined {
    return this.tokens[this.at]?.text;
  }

  private take(wanted?: string): string {
    const token = this.tokens[this.at];
    if (token === undefined || (wanted !== undefined && token.text !== wanted)) {
      throw new AlloySyntaxError(
        `line ${token?.line ?? this.tokens.at(-1)?.line ?? 1}: found ${JSON.stringify(token?.text ?? 'the end of the file')}${wanted === undefined ? '' : `, expected ${JSON.stringify(wanted)}`}`,
      );
    }
    this.at += 1;
    return token.text;
  }

  private skipLines(): void {
    while (this.next === '\n') this.at += 1;
  }

  private identifier(): string {
    const line = this.tokens[this.at]?.line ?? 1;
    const token = this.take();
    if (!IDENTIFIER.test(token))
      throw new AlloySyntaxError(`line ${line}: found ${JSON.stringify(token)}, expected an identifier`);
    return token;
  }

  /** Attributes and blocks up to the closing brace, or to the end of the file. */
  private body(end: '}' | undefined): Pick<AlloyNode, 'attributes' | 'blocks'> {
    const attributes: Record<string, AlloyLiteral> = {};
    const blocks: AlloyNode[] = [];
    for (;;) {
      this.skipLines();
      if (this.next === end) return { attributes, blocks };
      let name = this.identifier();
      while (this.next === '.') {
        this.take();
        name += `.${this.identifier()}`;
      }
      if (this.next === '=') {
        this.take();
        const value = this.expression();
        if (value !== undefined) attributes[name] = value;
      } else blocks.push(this.block(name));
      // A statement ends with its line.
      if (this.next !== end) this.take('\n');
    }
  }

  private block(name: string): AlloyNode {
    const label = this.next?.startsWith('"') ? this.take().slice(1, -1) : undefined;
    this.take('{');
    const body = this.body('}');
    this.take('}');
    return { name, ...(label !== undefined && { label }), ...body };
  }

  /** The value of an expression; nothing if it is not written out. */
  private expression(): AlloyLiteral | undefined {
    this.skipLines();
    let value = this.operand();
    while (this.next !== undefined && OPERATOR.test(this.next)) {
      this.take();
      this.skipLines();
      this.operand();
      value = undefined;
    }
    return value;
  }

  private operand(): AlloyLiteral | undefined {
    const token = this.next;
    if (token === '!' || token === '-') {
      this.take();
      const value = this.operand();
      return token === '-' && typeof value === 'number' ? -value : undefined;
    }
    if (token === '[') return this.access(this.list('[', ']', () => this.expression()));
    if (token === '{') return this.access(Object.fromEntries(this.list('{', '}', () => this.field())));
    if (token === '(') return this.access(this.list('(', ')', () => this.expression())[0]);
    const literal = this.take();
    if (literal.startsWith('"')) return this.access(textOf(literal));
    if (literal.startsWith('`')) return this.access(literal.slice(1, -1));
    if (/^\d/.test(literal)) return this.number(literal);
    if (literal === 'true' || literal === 'false') return literal === 'true';
    if (literal === 'null') return null;
    this.at -= 1;
    this.identifier();
    return this.access(undefined);
  }

  /** Parts of numbers with a sign in their exponent are tokens of their own. */
  private number(literal: string): number {
    if (/e$/i.test(literal) && (this.next === '-' || this.next === '+'))
      return Number(literal + this.take() + this.take());
    return Number(literal);
  }

  private field(): readonly [string, AlloyLiteral | undefined] {
    const key = this.next?.startsWith('"') ? textOf(this.take()) : this.identifier();
    this.take('=');
    return [key, this.expression()];
  }

  /** Fields, indexes and calls after an operand, by which its value is not written out any more. */
  private access(value: AlloyLiteral | undefined): AlloyLiteral | undefined {
    let result = value;
    for (;;) {
      if (this.next === '.') {
        this.take();
        this.identifier();
      } else if (this.next === '[') this.list('[', ']', () => this.expression());
      else if (this.next === '(') this.list('(', ')', () => this.expression());
      else return result;
      result = undefined;
    }
  }

  private list<T>(open: string, close: string, item: () => T): T[] {
    this.take(open);
    const items: T[] = [];
    for (;;) {
      this.skipLines();
      if (this.next === close) break;
      items.push(item());
      this.skipLines();
      if (this.next === close) break;
      this.take(',');
    }
    this.take(close);
    return items;
  }
}

/** Escapes of Go that JSON has too; others stay as they are. */
function textOf(literal: string): string {
  try {
    const text: unknown = JSON.parse(literal);
    return typeof text === 'string' ? text : literal;
  } catch {
    return literal.slice(1, -1);
  }
}
