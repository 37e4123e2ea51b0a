/** The name of a role or a cache after its prop: `queryFrontend` configures `query-frontend`. */
export type NameOf<Prop extends string> = Prop extends `${infer Head}${infer Tail}`
  ? Tail extends Uncapitalize<Tail>
    ? `${Uncapitalize<Head>}${NameOf<Tail>}`
    : `${Uncapitalize<Head>}-${NameOf<Tail>}`
  : Prop;

/** A record for each member of `Props`, under the name that follows from the prop. A missing one does not compile. */
export type TableOf<Props, Entry> = {
  readonly [Prop in keyof Props & string as NameOf<Prop>]: Entry & { readonly prop: Prop };
};

/** The keys of a table in the order in which it lists them. */
export function keysOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  const isName = (key: string): key is Name => Object.hasOwn(table, key);
  return Object.keys(table).filter(isName);
}
