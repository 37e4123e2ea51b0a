import type { Route } from '../../../../lib/constructs/gateway/nginx';
import { ingressPath, type RoleRoute, type RouteTable, routesOf } from '../../../../lib/constructs/gateway/route-table';
import { Endpoint } from '../../../../lib/values/endpoint';

type Role = 'writer' | 'reader' | 'frontend' | 'silent';

const paths: Readonly<Record<Role, readonly RoleRoute[]>> = {
  writer: [{ match: 'exact', path: '/push' }],
  reader: [{ match: 'exact', path: '/tail', websocket: true }],
  frontend: [{ match: 'regex', path: '/api/.*' }],
  silent: [],
};
const table: RouteTable<Role> = {
  roles: ['frontend', 'writer', 'reader', 'silent'],
  paths: (role) => paths[role],
  standIn: (role) => (role === 'frontend' ? 'reader' : undefined),
};
const backend = (role: Role) => new Endpoint({ service: role, port: 80 });

test.each<[readonly Role[], readonly string[]]>([
  [
    ['writer', 'reader', 'frontend', 'silent'],
    ['/api/.* to frontend', '/push to writer', '/tail to reader'],
  ],
  [
    ['writer', 'reader'],
    ['/api/.* to reader', '/push to writer', '/tail to reader'],
  ],
  [['writer'], ['/push to writer']],
  [['frontend'], ['/api/.* to frontend']],
  [['reader'], ['/api/.* to reader', '/tail to reader']],
  [['silent'], []],
  [[], []],
])('while %j run, requests go %j', (running, routes) =>
  expect(
    routesOf(table, (role) => running.includes(role), backend).map(
      ({ path, backend: { service } }) => `${path} to ${service}`,
    ),
  ).toEqual(routes),
);

test('a route keeps its match type, and whether it may be a WebSocket', () =>
  expect(routesOf(table, (role) => role === 'reader', backend)).toEqual([
    { match: 'regex', path: '/api/.*', backend: backend('reader') },
    { match: 'exact', path: '/tail', websocket: true, backend: backend('reader') },
  ]));

test('a route may lead to another port of its role', () => {
  const routes = routesOf<'writer'>(
    {
      roles: ['writer'],
      paths: () => [
        { match: 'exact', path: '/a', port: 4318 },
        { match: 'exact', path: '/b' },
      ],
      standIn: () => undefined,
    },
    () => true,
    (role, port = 80) => new Endpoint({ service: role, port }),
  );
  expect(routes).toStrictEqual([
    { match: 'exact', path: '/a', backend: new Endpoint({ service: 'writer', port: 4318 }) },
    { match: 'exact', path: '/b', backend: new Endpoint({ service: 'writer', port: 80 }) },
  ]);
});

test.each<[Route['match'], string, object]>([
  ['exact', '/push', { path: '/push', pathType: 'Exact' }],
  ['prefix', '/ui', { path: '/ui', pathType: 'Prefix' }],
  ['regex', '/api/.*', { path: '/api', pathType: 'Prefix' }],
  ['regex', '/api/v1/rules.*', { path: '/api/v1/rules', pathType: 'Prefix' }],
])('the route %s %s is the path %j of an Ingress', (match, path, expected) =>
  expect(ingressPath({ match, path, backend: backend('writer') })).toEqual({ ...expected, backend: backend('writer') }),
);
