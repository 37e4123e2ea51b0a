import type { SecretKey } from '../../lib/values/secret-key';

/** Type of an expression's value; the compiler rejects a list of targets where a receiver is required. */
export type AlloyExpressionKind = 'targets' | 'receiver' | 'text';

/** A value that Alloy computes: an export of a component, or an expression as it is written. */
export class AlloyExpression<Kind extends AlloyExpressionKind = AlloyExpressionKind> {
  /**
   * @param kind type of its value
   * @param text as it stands in the configuration
   * @param component component that exports it and must be in the configuration; undefined for other expressions
   */
  constructor(
    readonly kind: Kind,
    readonly text: string,
    readonly component?: AlloyComponent,
  ) {}
}

/** A value of an attribute. */
export type AlloyValue =
  | string
  | number
  | boolean
  | AlloyExpression
  | readonly AlloyValue[]
  | { readonly [key: string]: AlloyValue | undefined };

/** Body of a block: the attributes and blocks between its braces. */
export interface AlloyBody {
  /** Attributes; those that are undefined are not written. @default - none */
  readonly attributes?: { readonly [name: string]: AlloyValue | undefined };
  /** Blocks, in this order. @default - none */
  readonly blocks?: readonly AlloyBlock[];
}

/** A block inside of a component, such as `stage.cri`. */
export interface AlloyBlock extends AlloyBody {
  readonly name: string;
}

/** A component: a block with a label; other components reference its exports. */
export class AlloyComponent {
  /**
   * @param type such as `loki.write`
   * @param label tells it from others of its type: a letter or `_`, then letters, digits and `_`
   * @param body its arguments
   * @param secrets keys of Secrets that it reads as files, which the chart mounts
   */
  constructor(
    readonly type: string,
    readonly label: string,
    readonly body: AlloyBody = {},
    readonly secrets: readonly SecretKey[] = [],
  ) {}

  /** `type.label`, by which others name it. */
  get id(): string {
    return `${this.type}.${this.label}`;
  }

  /** A value that it makes, such as `targets`. */
  exported<Kind extends AlloyExpressionKind>(kind: Kind, name: string): AlloyExpression<Kind> {
    return new AlloyExpression(kind, `${this.id}.${name}`, this);
  }
}
