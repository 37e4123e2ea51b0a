import { parseHealthcheck } from '../../../../lib/model/compose/healthcheck';
import { sentencesOf } from '../../../sentences';

test.each([
  ['a string', 'curl -f x || exit 1', ['/bin/sh', '-c', 'curl -f x || exit 1']],
  ['CMD-SHELL', ['CMD-SHELL', 'curl -f x || exit 1'], ['/bin/sh', '-c', 'curl -f x || exit 1']],
  ['CMD', ['CMD', 'curl', '-f', 'x'], ['curl', '-f', 'x']],
])('%s is run as Compose means it', (_, test, command) =>
  expect(parseHealthcheck({ test })).toEqual({ command, times: {} }),
);

test.each([[{ test: ['NONE'] }], [{ test: 'true', disable: true }], [{ disable: 'true' }]])(
  '%j is no check',
  (healthcheck) => expect(parseHealthcheck(healthcheck)).toBe('disabled'),
);

test('the times are read', () =>
  expect(parseHealthcheck({ interval: '1m30s', timeout: '10s', retries: '3', start_period: '0s' })).toEqual({
    times: { intervalSeconds: 90, timeoutSeconds: 10, retries: 3, startPeriodSeconds: 0 },
  }));

test.each([
  [{ test: [] }, /^test: found \[\], allowed are a string/],
  [{ test: ['curl', 'x'] }, /^test: found \["curl","x"\]/],
  [{ test: ['CMD'] }, /^test: found/],
  [{ test: ['NONE', 'x'] }, /^test: found/],
  [{ test: ['CMD-SHELL', 'a', 'b'] }, /^test: found/],
  [{ test: 'true', interval: '500ms' }, /^interval: found "500ms", allowed are whole seconds: set 1s/],
  [{ test: 'true', timeout: '0s' }, /^timeout: found "0s", allowed is at least 1s/],
  [{ test: 'true', retries: 0 }, /^retries: found 0, allowed is a whole number from 1 to 2147483647/],
  [{ test: 'true', start_period: 'soon' }, /^start_period: found "soon"/],
])('fails if it is %j', (healthcheck, sentence) =>
  expect(sentencesOf(() => parseHealthcheck(healthcheck))[0]).toMatch(sentence),
);
