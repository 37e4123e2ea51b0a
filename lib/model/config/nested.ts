/** Maps in maps from values by their paths, such as `a.b`; a value on the way to another one is dropped. */
export function nested(values: ReadonlyArray<readonly [path: string, value: unknown]>): object {
  const root: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let block = root;
    for (const key of keys) block = childOf(block, key);
    block[last] = value;
  }
  return root;
}

function childOf(block: Record<string, unknown>, key: string): Record<string, unknown> {
  const child: unknown = block[key];
  if (isMap(child)) return child;
  const made: Record<string, unknown> = {};
  block[key] = made;
  return made;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
