import { find } from '../find';
import { LOKI_3_PAIRS } from './loki-3';
import { testPairs } from './pair';

testPairs(LOKI_3_PAIRS);

test.each([
  ['by default', {}],
  [
    'with all of its roles',
    {
      patternIngester: {},
      bloomPlanner: {},
      bloomBuilder: {},
      bloomGateway: {},
      indexGateway: { persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] } },
    },
  ],
] as const)('a Loki 3 is sound %s', (_, loki3) => expect(find({ loki3 })).toEqual([]));
