import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseCompose, type ReadComposeOptions, readCompose } from '../../../../lib/model/compose/read';
import { newFolder } from '../../../folders';
import { sentencesOf } from '../../../sentences';

const parse = (text: string, options?: ReadComposeOptions) => parseCompose(text, '/project', options);
const sentences = (text: string, options?: ReadComposeOptions) => sentencesOf(() => parse(text, options));

test('services, volumes and networks are read, and the folder is kept', () =>
  expect(
    parse(`
version: "3.9"
name: shop
services:
  web:
    image: nginx:1.27
    restart: no
    networks: [front]
  db: { image: postgres:16, volumes: ["data:/data"] }
volumes: { data: }
networks: { front: { driver: bridge } }
`),
  ).toEqual({
    directory: '/project',
    services: {
      web: { image: 'nginx:1.27', restart: 'no', networks: ['front'] },
      db: { image: 'postgres:16', volumes: ['data:/data'] },
    },
    volumes: { data: null },
    networks: { front: { driver: 'bridge' } },
  }));

test('anchors, merges and fields of the user work as in Compose', () =>
  expect(
    parse(`
x-common: &common { restart: always, labels: { team: a } }
services:
  web: { <<: *common, image: nginx }
`).services['web'],
  ).toEqual({ restart: 'always', labels: { team: 'a' }, image: 'nginx' }));

test('an anchor may be used as often as one likes', () => {
  const many = Array.from({ length: 1500 }, (_, index) => `  s${index}: { <<: *common }`).join('\n');
  expect(
    Object.keys(parse(`x: &common { image: a }\nservices:\n${many}`.replace('x:', 'x-common:')).services),
  ).toHaveLength(1500);
});

test('a number that would be written differently stays as it was written', () =>
  expect(
    parse(
      'services: { web: { image: a, environment: { ID: 12345678901234567890, ZIP: 01234, V: 1.10, N: 5 }, cpus: 0.50 } }',
    ).services['web'],
  ).toEqual({
    image: 'a',
    environment: { ID: '12345678901234567890', ZIP: '01234', V: '1.10', N: '5' },
    cpus: '0.50',
  }));

test('variables come from the call and never from the shell', () => {
  const text =
    'services: { web: { image: "nginx:${TAG:-1.27}", deploy: { replicas: "${COUNT}" }, environment: [USER, A=$$x] } }';
  expect(parse(text, { variables: { COUNT: '2', USER: 'ada' } }).services['web']).toEqual({
    image: 'nginx:1.27',
    deploy: { replicas: '2' },
    environment: { USER: 'ada', A: '$x' },
  });
  process.env['COUNT'] = '9';
  expect(sentences(text)).toEqual([
    'line 1: variable COUNT has no value, known variables are: none: set it in "variables", or write ${COUNT:-default}',
  ]);
  delete process.env['COUNT'];
});

test('a variable of environment without a value is filled in as well', () =>
  expect(
    parse('services: { web: { image: a, environment: { USER: null, OTHER: null } } }', {
      variables: { USER: 'ada' },
    }).services['web'],
  ).toEqual({ image: 'a', environment: { USER: 'ada', OTHER: null } }));

test('keys are left out on request, also inside lists', () =>
  expect(
    parse('services: { web: { image: a, depends_on: [db], ports: [{ target: 80, name: web }] }, db: { image: b } }', {
      drop: ['depends_on', 'ports.name'],
    }).services['web'],
  ).toEqual({ image: 'a', ports: [{ target: 80 }] }));

test('fails if a key to leave out is in no service', () =>
  expect(sentences('services: { web: { image: a } }', { drop: ['depend_on'] })).toEqual([
    'drop: found "depend_on", which no service has: remove it',
  ]));

test('services of a profile take part when it is named', () => {
  const text = 'services: { web: { image: a }, debug: { image: b, profiles: [dev] } }';
  expect(Object.keys(parse(text).services)).toEqual(['web']);
  expect(parse(text, { profiles: ['dev'] }).services).toEqual({ web: { image: 'a' }, debug: { image: 'b' } });
  expect(sentences('services: { debug: { image: b, profiles: [dev] } }')).toEqual([
    'services: found no enabled service: add services, or enable a profile',
  ]);
});

test.each([
  ['', 'found no map, allowed is a Compose file with the key "services"'],
  ['- a', 'found no map, allowed is a Compose file with the key "services"'],
  ['services: {}', 'services: found no enabled service: add services, or enable a profile'],
  ['services:\n  web: [', /^line 2: /],
  ['services:\n  web:\n    image: a\n    image: b', 'line 4: found a key twice in one map: remove one'],
  [
    'services: { web: { image: a, port: ["80"] } }',
    'services.web.port: unknown key (did you mean "ports"?): see the Compose specification',
  ],
  [
    'services: { web: { image: a, tmpfs: ["/a", "/a"] } }',
    /^services\.web\.tmpfs: found \["\/a","\/a"\], it must NOT have duplicate items/,
  ],
  [
    'services: { web: { image: a, ports: } }',
    'services.web.ports: found null, allowed is array: set a value, or remove the key',
  ],
  [
    'services: { web: &w { image: a, command: [*w] } }',
    'line 1: found *w inside of &w itself: write the value in full',
  ],
  ['services: { web: { image: *nope } }', 'line 1: found *nope, without &nope before it: define the anchor first'],
  [
    'services: {}\n---\nservices: {}',
    'line 2: found a second document, allowed is one document per file: remove the others',
  ],
  [
    'services: { "w b": { image: a } }',
    'services.w b: invalid name, allowed are letters, digits, "_", "." and "-": rename it',
  ],
  [
    'services: { web: { image: a, networks: [b, b] } }',
    /^services\.web\.networks: found \["b","b"\], it must NOT have duplicate items/,
  ],
  ['include: [other.yaml]\nservices: { web: { image: a } }', 'include: not supported: read each file separately'],
  ['servces: {}', 'servces: unknown key (did you mean "services"?): see the Compose specification'],
  ['services: { web: { image: 7 } }', 'services.web.image: found 7, allowed is string'],
  ['services: { web: { image: a, ports: 80 } }', 'services.web.ports: found 80, allowed is array'],
  [
    'services: { web: { image: a, cap_add: ["A", "A"] } }',
    /^services\.web\.cap_add: found \["A","A"\], it must NOT have duplicate items/,
  ],
  [
    'services: { web: { image: a, deploy: { update_config: { order: random } } } }',
    'services.web.deploy.update_config.order: found "random", allowed are start-first, stop-first',
  ],
  [
    'services: { web: { image: a, volumes: [{ type: disk, target: /a }] } }',
    'services.web.volumes[0].type: found "disk", allowed are bind, cluster, image, npipe, tmpfs, volume',
  ],
  [
    'services: { web: { image: a, environment: { A: [1] } } }',
    'services.web.environment.A: found [1], allowed is string or number or boolean or null',
  ],
  [
    'services: { web: { image: a } }\nvolumes: { data: { driver: nfs } }',
    'volumes.data.driver: cannot be converted, allowed are external, labels, name: remove it',
  ],
  [
    'services: { web: { image: a } }\nnetworks: { n: { internal: true } }',
    'networks.n.internal: cannot be converted, allowed are external, name: remove it',
  ],
])('fails if the file is %j', (text, sentence) => {
  const found = sentences(text);
  if (typeof sentence === 'string') expect(found).toEqual([sentence]);
  else expect(found[0]).toMatch(sentence);
});

test('every place that does not fit is named at once', () =>
  expect(sentences('services: { web: { image: 7, tty: 1 }, db: { image: b, imag: c } }')).toEqual([
    'services.web.image: found 7, allowed is string',
    'services.web.tty: found 1, allowed is boolean or string',
    'services.db.imag: unknown key (did you mean "image"?): see the Compose specification',
  ]));

test('readCompose names the file', () => {
  const folder = newFolder();
  const file = path.join(folder, 'docker-compose.yaml');
  writeFileSync(file, 'services: { web: { image: nginx } }');
  expect(readCompose(file)).toMatchObject({ directory: folder, services: { web: { image: 'nginx' } } });
  writeFileSync(file, 'services: 1');
  expect(sentencesOf(() => readCompose(file))).toEqual([`${file}: services: found 1, allowed is object`]);
  expect(sentencesOf(() => readCompose(path.join(folder, 'missing.yaml')))).toEqual([
    `${path.join(folder, 'missing.yaml')}: cannot be read, there is no such file`,
  ]);
});

/** A file in which every list holds the one before it nine times. */
const laughs = (levels: number, place: string): string => {
  const lists = Array.from({ length: levels }, (_, n) => `  - &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`);
  return `x-laughs:\n  - &l0 lol\n${lists.join('\n')}\nservices: { web: { image: a, ${place}: *l${levels} } }`;
};

test.each([7, 9, 40])('aliases of aliases, %i levels deep, are refused at once', (levels) => {
  const start = performance.now();
  expect(sentences(laughs(levels, 'command'))).toEqual([
    expect.stringMatching(/^line 8: found more than 500000 values once its aliases are replaced/),
  ]);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('a long value does not make a long sentence', () => {
  const said = sentences(laughs(5, 'command'));
  expect(Math.max(...said.map(({ length }) => length))).toBeLessThan(500);
});

test('variables in variables, thousands deep, are refused in a sentence', () => {
  const nested = `${'${A:-'.repeat(5000)}x${'}'.repeat(5000)}`;
  expect(sentences(`services: { web: { image: '${nested}' } }`)).toEqual([
    'line 1: found variables nested more than 50 levels deep: write the default value in full',
  ]);
});

test('lists in lists, thousands deep, are refused in a sentence', () =>
  expect(sentences(`services: { web: { image: a, command: ${'['.repeat(20_000)}${']'.repeat(20_000)} } }`)).toEqual([
    'line 1: found lists or maps that are nested too deeply: flatten them',
  ]));
