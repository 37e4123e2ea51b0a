import { App } from 'cdk8s';
import { ApplySets } from '../../charts/apply-sets';
import { objectAt, objectsOf } from '../objects';
import { sentencesOf } from '../sentences';

const made = objectsOf(new ApplySets(new App(), 'sets', { environments: ['lab', 'eks'] }));

test('kubectl accepts objects of this kind as parents of a set', () =>
  expect(objectAt(made, 'CustomResourceDefinition/environments.delivery.cdk8s-lgtm.io')).toMatchObject({
    metadata: { labels: { 'applyset.kubernetes.io/is-parent-type': 'true' } },
    spec: { scope: 'Cluster' },
  }));

// kubectl 1.28 wrote this one itself, and refuses a set with any other.
test('a set has the id that kubectl computes', () =>
  expect(objectAt(made, 'Environment/lab').metadata['labels']).toEqual({
    'applyset.kubernetes.io/id': 'applyset-w2EE8QZwEBk33dZSXWws7LU9sno9DXuwIQGhf-LvIvQ-v1',
  }));

test('fails if an environment has no name', () =>
  expect(sentencesOf(() => new ApplySets(new App(), 'sets', { environments: ['Lab'] }))).toEqual([
    expect.stringMatching(/found "Lab", allowed are up to 63 lower-case letters/),
  ]));
