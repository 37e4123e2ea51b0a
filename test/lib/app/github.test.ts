import { annotations } from '../../../lib/app/github/annotations';
import { sentencesOf } from '../../sentences';

const finding = {
  environment: 'lab',
  id: 'ring/quorum',
  severity: 'error',
  at: 'loki',
  object: 'StatefulSet/logs/loki',
  sentence: 'found 100 %, so:\nrun more',
};

test('a finding is an annotation of its environment', () =>
  expect(annotations(JSON.stringify([finding, { ...finding, severity: 'warning', object: undefined }]))).toEqual([
    '::error file=environments/lab.ts,title=ring/quorum::StatefulSet/logs/loki: found 100 %25, so:%0Arun more',
    '::warning file=environments/lab.ts,title=ring/quorum::loki: found 100 %25, so:%0Arun more',
  ]));

test('an accepted finding has no annotation, and a title does not end with a comma', () =>
  expect(
    annotations(
      JSON.stringify([
        { ...finding, accepted: 'it is known' },
        { ...finding, id: 'a:b,c', sentence: 'x' },
      ]),
    ),
  ).toEqual(['::error file=environments/lab.ts,title=a%3Ab%2Cc::StatefulSet/logs/loki: x']));

test.each(['', '{}', '[1]', 'npm error'])('fails if it is given %j', (text) =>
  expect(sentencesOf(() => annotations(text))).toEqual([
    'found no array of findings, make it by: npm run --silent check -- --json',
  ]),
);
