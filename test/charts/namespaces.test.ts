import { Testing } from 'cdk8s';
import { Namespaces, type NamespacesProps } from '../../charts/namespaces';
import { objectsOf } from '../objects';
import { sentencesOf } from '../sentences';

test('all props', () => {
  const all: Required<NamespacesProps> = { namespaces: { logs: 'restricted', nodes: 'privileged' }, version: 'latest' };
  const objects = objectsOf(new Namespaces(Testing.app(), '_namespaces', all));
  expect(Object.keys(objects)).toEqual(['Namespace/logs', 'Namespace/nodes']);
  expect(objects['Namespace/nodes']?.metadata['labels']).toEqual({
    'pod-security.kubernetes.io/enforce': 'privileged',
    'pod-security.kubernetes.io/enforce-version': 'latest',
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/warn-version': 'latest',
  });
});

test('fails for a name that is none', () =>
  expect(sentencesOf(() => new Namespaces(Testing.app(), 'n', { namespaces: { A_b: 'baseline' } }))).toHaveLength(1));
