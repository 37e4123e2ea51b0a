import type { EnvironmentChecksProps } from '../../lib/checks/environment';
import { find } from './find';
import { CONTAINER, replace, web } from './pairs/changes';

test.each<[what: string, severity: EnvironmentChecksProps['severity'], expected: string[]]>([
  ['is that of the catalog by default', undefined, ['warning']],
  ['is set by group', { 'policy/*': 'error' }, ['error']],
  ['is set by id', { 'policy/image-tag': 'error' }, ['error']],
  ['of an id has precedence over that of its group', { 'policy/*': 'off', 'policy/image-tag': 'error' }, ['error']],
  ['of another group has no effect', { 'ring/*': 'off' }, ['warning']],
  ['"off" disables the finding', { 'policy/*': 'off' }, []],
])('the severity %s', (_, severity, expected) =>
  expect(
    find({ ...web(replace(`${CONTAINER}/image`, 'web:latest')), checks: { ...(severity && { severity }) } }).map(
      (finding) => finding.severity,
    ),
  ).toEqual(expected),
);
