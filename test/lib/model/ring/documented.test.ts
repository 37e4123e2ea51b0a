import { readFileSync } from 'node:fs';
import path from 'node:path';
import { answers } from './documented';

const read = (...parts: readonly string[]) => readFileSync(path.join(__dirname, ...parts), 'utf8');

test('the example in docs/rings.md is this code', () => {
  const [, code = ''] = /\n {2}\/\/ docs:start\n([\s\S]*?)\n {2}\/\/ docs:end/.exec(read('documented.ts')) ?? [];
  expect(code.length).toBeGreaterThan(100);
  expect(read('../../../../docs/rings.md')).toContain(code.replaceAll(/^ {2}/gm, ''));
});

test('the example in docs/rings.md has the documented results', () => {
  const { replicas, shard, zoneLost, nodeLost, moved, tolerated, reports } = answers();
  if (replicas.refusal !== undefined) throw new Error(replicas.refusal);
  expect(replicas).toMatchObject({ members: { length: 3 }, maxErrors: 1 });
  expect(new Set(replicas.members.map(({ zone }) => zone)).size).toBe(3);
  expect(shard.map(({ zone }) => zone).sort()).toEqual(['zone-0', 'zone-1', 'zone-2']);
  expect(zoneLost).toMatchObject({ writes: { refusedShare: 0 }, reads: { refusedShare: 0 } });
  expect(nodeLost.reads.refusedShare).toBe(1);
  expect(nodeLost.writes.refusedShare).toBeCloseTo(0.25, 1);
  expect(moved.replicas).toBeCloseTo(1 / 9, 1);
  expect(tolerated).toEqual({ members: 1, zones: 0 });
  expect(reports).toContainEqual(expect.objectContaining({ system: 'Mimir', ring: 'ingester' }));
});
