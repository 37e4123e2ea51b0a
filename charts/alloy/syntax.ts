import type { SecretKey } from '../../lib/values/secret-key';

/** What an expression stands for, so that a list of targets is not taken for a receiver. */
export type AlloyExpressionKind = 'targets' | 'receiver' | 'text';

/** A value that Alloy computes: an export of a component, or an expression as it is written. */
export class AlloyExpression<Kind extends AlloyExpressionKind = AlloyExpressionKind> {
  /**
   * @param kind what it stands for
   * @param text as it stands in the configuration
   * @param component whose export it is, which has to be in the configuration; nothing if it is of none
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

/** What stands between the braces of a block. */
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

/** A component: a block with a label, whose exports others name. */
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
