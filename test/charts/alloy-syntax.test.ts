import fc from 'fast-check';
import { processLogs, readFiles, writeLogs } from '../../charts/alloy';
import { renderAlloy } from '../../charts/alloy/render';
import { AlloyComponent, AlloyExpression, type AlloyValue } from '../../charts/alloy/syntax';
import { mistakesInAlloy } from '../../charts/alloy/validate-config';
import type { PipelineStage } from '../../lib/constructs/collect/pipeline';

const attribute = (value: AlloyValue): string =>
  renderAlloy([new AlloyComponent('a.b', 'c', { attributes: { value } })])
    .replace('a.b "c" {\n\tvalue = ', '')
    .replace(/\n\}\n$/, '');

test('components stand one after the other, their blocks after their attributes', () =>
  expect(
    renderAlloy([
      new AlloyComponent('local.file', 'a', { attributes: { filename: '/a', is_secret: true, left_out: undefined } }),
      new AlloyComponent('loki.process', 'b', {
        attributes: { forward_to: [] },
        blocks: [
          { name: 'stage.cri' },
          { name: 'stage.match', attributes: { selector: '{a="b"}' }, blocks: [{ name: 'stage.docker' }] },
        ],
      }),
      new AlloyComponent('loki.echo', 'c'),
    ]),
  ).toBe(
    [
      'local.file "a" {',
      '\tfilename  = "/a"',
      '\tis_secret = true',
      '}',
      '',
      'loki.process "b" {',
      '\tforward_to = []',
      '',
      '\tstage.cri { }',
      '',
      '\tstage.match {',
      '\t\tselector = "{a=\\"b\\"}"',
      '',
      '\t\tstage.docker { }',
      '\t}',
      '}',
      '',
      'loki.echo "c" { }',
      '',
    ].join('\n'),
  ));

test.each<[AlloyValue, string]>([
  ['a\\d+"\n', '"a\\\\d+\\"\\n"'],
  [1.5, '1.5'],
  [false, 'false'],
  [['a', 1], '["a", 1]'],
  [{ a: 'b', 'c-d': [], e: undefined }, '{a = "b", "c-d" = []}'],
  [{}, '{}'],
  [new AlloyExpression('text', 'sys.env("A") + "b"'), 'sys.env("A") + "b"'],
  [new AlloyComponent('loki.write', 'a').exported('receiver', 'receiver'), 'loki.write.a.receiver'],
])('%j is written as %s', (value, text) => expect(attribute(value)).toBe(text));

test('a text stays on its line, whatever is in it', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = attribute(text);
      expect(JSON.parse(written)).toBe(text);
      expect(written).not.toMatch(/[\n\r]/);
    }),
  ));

test.each<[PipelineStage, string]>([
  [{ cri: { max_partial_lines: 5 } }, 'stage.cri {\n\t\tmax_partial_lines = 5\n\t}'],
  [{ docker: {} }, 'stage.docker { }'],
  [{ json: { expressions: { level: '' } } }, 'stage.json {\n\t\texpressions = {level = ""}\n\t}'],
  [{ labels: { level: null, app: 'name' } }, 'stage.labels {\n\t\tvalues = {level = "", app = "name"}\n\t}'],
  [{ static_labels: { a: 'b' } }, 'stage.static_labels {\n\t\tvalues = {a = "b"}\n\t}'],
  [{ labeldrop: ['a'] }, 'stage.label_drop {\n\t\tvalues = ["a"]\n\t}'],
  [{ labelallow: ['a'] }, 'stage.label_keep {\n\t\tvalues = ["a"]\n\t}'],
  [
    { drop: { source: ['a', 'b'], longer_than: '8kb' } },
    'stage.drop {\n\t\tsource      = "a,b"\n\t\tlonger_than = "8KB"\n\t}',
  ],
  [
    { drop: { source: 'a', value: 'b', longer_than: 10 } },
    'stage.drop {\n\t\tsource      = "a"\n\t\tvalue       = "b"\n\t\tlonger_than = "10B"\n\t}',
  ],
  [{ drop: { expression: '.*' } }, 'stage.drop {\n\t\texpression = ".*"\n\t}'],
  [{ tenant: { value: 'a' } }, 'stage.tenant {\n\t\tvalue = "a"\n\t}'],
  [
    { match: { selector: '{}', action: 'keep', stages: [{ output: { source: 'a' } }] } },
    'stage.match {\n\t\tselector = "{}"\n\t\taction   = "keep"\n\n\t\tstage.output {\n\t\t\tsource = "a"\n\t\t}\n\t}',
  ],
  [{ match: { selector: '{}', action: 'drop' } }, 'stage.match {\n\t\tselector = "{}"\n\t\taction   = "drop"\n\t}'],
])('the stage %j of Promtail is the same one in Alloy', (stage, text) =>
  expect(renderAlloy([processLogs('a', [stage], []).component])).toBe(
    `loki.process "a" {\n\tforward_to = []\n\n\t${text}\n}\n`,
  ),
);

describe('fails if', () => {
  const { component: write, receiver } = writeLogs('loki', [{ url: 'http://a/push' }]);
  const source = readFiles('a', new AlloyExpression('targets', '[]'), [receiver]);

  test('a component names one that is not there', () => {
    expect([...mistakesInAlloy([source, write])]).toEqual([]);
    expect([...mistakesInAlloy([source])]).toEqual([
      'loki.source.file.a.forward_to: found "loki.write.loki.receiver", allowed are exports of loki.source.file.a: add the component to the configuration',
    ]);
  });

  test('a block of it does', () => {
    const nested = new AlloyComponent('a', 'b', { blocks: [{ name: 'c', attributes: { d: { e: [receiver] } } }] });
    expect([...mistakesInAlloy([nested])]).toEqual([
      expect.stringMatching(/^a\.b\.c\.d: found "loki\.write\.loki\.receiver"/),
    ]);
  });

  test('two components are called the same', () =>
    expect([...mistakesInAlloy([write, write])]).toEqual([
      'loki.write.loki: found twice, allowed is once: give one another label',
    ]));

  test.each([
    new AlloyComponent('loki.write', 'a-b'),
    new AlloyComponent('loki write', 'a'),
    new AlloyComponent('loki.write', 'a', { attributes: { '1a': 1 } }),
    new AlloyComponent('loki.write', 'a', { blocks: [{ name: 'a b' }] }),
  ])('a name of $id is none in its language', (component) =>
    expect([...mistakesInAlloy([component])]).toEqual([
      expect.stringMatching(
        /: found "[^"]+", allowed are letters, digits and "_", not starting with a digit: rename it$/,
      ),
    ]),
  );
});
