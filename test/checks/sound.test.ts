import { find } from './find';

test('the base environment has no findings', () => expect(find()).toEqual([]));
test('the base environment with Mimir and Tempo has no findings', () =>
  expect(find({ mimir: {}, tempo: {} })).toEqual([]));
