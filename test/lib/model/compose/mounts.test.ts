import { parseTmpfs, parseVolume } from '../../../../lib/model/compose/mounts';
import { sentencesOf } from '../../../sentences';

test.each([
  ['/data', { type: 'volume', target: '/data', readOnly: false }],
  ['db:/data/./x/', { type: 'volume', source: 'db', target: '/data/x', readOnly: false }],
  ['/', { type: 'volume', target: '/', readOnly: false }],
  ['db:/data', { type: 'volume', source: 'db', target: '/data', readOnly: false }],
  ['db:/data:ro', { type: 'volume', source: 'db', target: '/data', readOnly: true }],
  ['db:/data:rw', { type: 'volume', source: 'db', target: '/data', readOnly: false }],
  ['./config:/etc/app', { type: 'bind', source: './config', target: '/etc/app', readOnly: false }],
  ['/srv/x:/x:ro', { type: 'bind', source: '/srv/x', target: '/x', readOnly: true }],
  ['~/x:/x', { type: 'bind', source: '~/x', target: '/x', readOnly: false }],
  ['c:/data:ro', { type: 'volume', source: 'c', target: '/data', readOnly: true }],
  ['C:/x:/x', { type: 'bind', source: 'C:/x', target: '/x', readOnly: false }],
  ['C:\\x:/x', { type: 'bind', source: 'C:\\x', target: '/x', readOnly: false }],
  [
    { type: 'volume' as const, source: 'db', target: '/data', read_only: true, volume: { subpath: 'a/b' } },
    { type: 'volume', source: 'db', target: '/data', readOnly: true, subPath: 'a/b' },
  ],
  [
    { type: 'bind' as const, source: './x', target: '/x', read_only: 'true' },
    { type: 'bind', source: './x', target: '/x', readOnly: true },
  ],
  [
    { type: 'tmpfs' as const, target: '/run', tmpfs: { size: '64m' } },
    { type: 'tmpfs', target: '/run', sizeBytes: 67108864 },
  ],
  [
    { type: 'tmpfs' as const, target: '/run' },
    { type: 'tmpfs', target: '/run' },
  ],
])('volumes: %j', (entry, mount) => expect(parseVolume(entry)).toEqual([mount]));

test.each([
  ['data', /found target "data", a path in the container starts with "\/"/],
  ['db:data', /found target "data"/],
  [':/data', /found an empty source/],
  ['db:/data:z', /found mode "z"/],
  ['db:/data:ro,cached', /found mode "cached"/],
  ['a:/b:ro:x', /allowed is \[SOURCE:\]TARGET\[:MODE\]/],
  [{ type: 'bind' as const, target: '/x' }, /found a bind mount without source/],
  [{ type: 'volume' as const }, /found target ""/],
  [{ type: 'bind' as const, source: '/a', target: '/a', tmpfs: { size: 5 } }, /^tmpfs: found in a mount of type bind/],
  [
    { type: 'bind' as const, source: '/a', target: '/a', volume: { subpath: 'x' } },
    /^volume: found in a mount of type bind/,
  ],
  [{ type: 'tmpfs' as const, target: '/a', read_only: true }, /^found source or read_only in a mount of type tmpfs/],
  [{ type: 'volume' as const, target: '/a', volume: { subpath: '../a' } }, /^volume\.subpath: found "\.\.\/a"/],
])('fails if volumes has %j', (entry, sentence) => expect(sentencesOf(() => parseVolume(entry))[0]).toMatch(sentence));

test.each([
  ['/run', { type: 'tmpfs', target: '/run' }],
  ['/run:size=64m', { type: 'tmpfs', target: '/run', sizeBytes: 67108864 }],
  ['/run:rw,size=1024', { type: 'tmpfs', target: '/run', sizeBytes: 1024 }],
])('tmpfs: %s', (entry, mount) => expect(parseTmpfs(entry)).toEqual([mount]));

test.each([
  ['run', /found target "run"/],
  ['/run:mode=755,size=1m', /found option "mode=755"/],
  ['/run:size=big', /allowed is a number of bytes/],
])('fails if tmpfs has %s', (entry, sentence) => expect(sentencesOf(() => parseTmpfs(entry))[0]).toMatch(sentence));
