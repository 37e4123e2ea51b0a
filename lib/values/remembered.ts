/** Texts that are remembered for each function; the oldest is forgotten first. */
const MOST = 1000;

/**
 * A function of a text that is computed once for each text: several checks read the same texts, and environments share
 * most of theirs. The result must not be changed by those who get it.
 */
export function remembered<Result>(compute: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.result;
    const result = compute(text);
    if (known.size >= MOST) known.delete(known.keys().next().value ?? '');
    known.set(text, { result });
    return result;
  };
}
