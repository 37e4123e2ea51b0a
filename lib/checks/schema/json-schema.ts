/** Schema of a value: the part of JSON schema that Kubernetes and custom resource definitions describe fields with. */
export interface Schema {
  /** Name of another schema that stands here. */
  readonly $ref?: string;
  /** @default - anything */
  readonly type?: string;
  /** Closer than the type, such as `int32` or `quantity`. */
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly nullable?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** Schemas by their names. */
export type Schemas = Readonly<Record<string, Schema>>;
