import { stops } from '../../lib/checks/finding';
import { find } from './find';
import { lokiImage } from './pairs/changes';

describe('of a version', () => {
  test('an image of one role is found at its workload', () => {
    const image = { repository: 'docker.io/grafana/loki', tag: '3.0.0' };
    expect(find({ loki: { querier: { image } } })).toEqual([
      expect.objectContaining({ id: 'version/schema', object: 'StatefulSet/logs/loki-loki-distributed-querier' }),
    ]);
  });

  test.each(['2.9.8', '2.9.4-own', 'v2.9.10', 'release-2.9.x-1a2b3c4'])('%s is of the minor version of 2.9.4', (tag) =>
    expect(find(lokiImage(tag))).toEqual([]),
  );

  test('only a version that is known to be another one stops synth', () => {
    expect(find(lokiImage('3.3.2')).filter(stops)).toHaveLength(1);
    expect(find(lokiImage('main-1a2b3c4')).filter(stops)).toEqual([]);
  });

  test('the image of a mirror is recognized by its tag', () =>
    expect(find({ loki: { imageRegistry: 'registry.example.com:5000/mirror' } })).toEqual([]));

  test('an image of another minor version can be accepted', () => {
    const accepts = [{ id: 'version/schema', reason: 'it takes the same configuration' }];
    expect(find({ loki: { ...lokiImage('2.8.11').loki, accepts } })).toEqual([
      expect.objectContaining({ id: 'version/schema', accepted: 'it takes the same configuration' }),
    ]);
  });
});
