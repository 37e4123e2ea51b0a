import type { App } from 'cdk8s';
import { loki3With, lokiWith, tempoWith } from '../../conformance/refusals/environments';
import { LOKI_3_REFUSALS } from '../../conformance/refusals/loki-3';
import { LOKI_REFUSALS, TEMPO_REFUSALS } from '../../conformance/refusals/table';
import { render } from '../../lib/app/synth/render';

/** Ids of errors about an installation. */
const errorsOf = (app: App): string[] =>
  render(app, '#')
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ id }) => id)
    // Namespaces and classes of a whole environment are missing here.
    .filter((id) => /^(config|flag|folder|capacity)\//.test(id));

const cases: ReadonlyArray<readonly [id: string, index: number, app: () => App]> = [
  ...LOKI_REFUSALS.map(({ id, props }, index) => [id, index, () => lokiWith(props)] as const),
  ...LOKI_3_REFUSALS.map(({ id, props }, index) => [id, index, () => loki3With(props)] as const),
  ...TEMPO_REFUSALS.map(({ id, props }, index) => [id, index, () => tempoWith(props)] as const),
];

test.each(cases)('%s, which a program refuses to start with (%d), is an error of a check', (id, _, app) =>
  expect([...new Set(errorsOf(app()))]).toEqual([id]),
);

test.each([
  ['Loki', lokiWith],
  ['Loki 3', loki3With],
  ['Tempo', tempoWith],
])('a %s without a mistake has none', (_, make) => expect(errorsOf(make({}))).toEqual([]));
