import { add, CONTAINER, config, replace, web } from './changes';
import type { Pair } from './pair';

export const ADDRESS_PAIRS: readonly Pair[] = [
  {
    id: 'link/address',
    what: 'a trigger of KEDA that asks a Service that does not exist',
    broken: {
      loki: {
        querier: {
          resources: { requests: { cpu: '10m' } },
          autoscaling: {
            keda: {
              triggers: [{ prometheus: { serverAddress: 'http://prometeus.web:9090', query: 'a', threshold: 1 } }],
            },
          },
        },
      },
    },
    sentence:
      /spec\.triggers\[0\]\.metadata\.serverAddress: found address "http:\/\/prometeus.web:9090".*did you mean "prometheus"/,
  },
  {
    id: 'link/address',
    what: 'an address in a wrong namespace',
    broken: config('url: http://web.logs/'),
    sentence: /"http:\/\/web\.logs\/", but namespace logs has no Service "web"/,
  },
  {
    id: 'link/address',
    what: 'a misspelt address',
    broken: config('url: http://wep:80'),
    sentence: /\(did you mean "web"\?\)/,
  },
  {
    id: 'link/address',
    what: 'an address of gRPC',
    broken: config('server: dns:///tempo.web:9095'),
    sentence: /no Service "tempo"/,
  },
  {
    id: 'link/address',
    what: 'an address with all of its domain',
    broken: config('a: prom.web.svc.cluster.local.'),
    sentence: /no Service "prom"/,
  },
  {
    id: 'link/address',
    what: 'one of a list of addresses',
    broken: config('all: web:80,wob:80'),
    sentence: /"wob:80"/,
  },
  {
    id: 'link/address',
    what: 'an address of a pod that does not exist',
    broken: config('a: prom-0.prometheus-headless.web:9090'),
    sentence: /no pod "prom-0"/,
  },
  {
    id: 'link/address',
    what: 'an address in an argument',
    broken: web(replace(`${CONTAINER}/args/0`, '--to=http://nobody.web')),
    sentence: /containers\[web\]\.args/,
  },
  {
    id: 'link/address',
    what: 'an address in a variable',
    broken: web(add(`${CONTAINER}/env/1`, { name: 'TO', value: 'nobody:80' })),
    sentence: /env\[TO\]/,
  },
  {
    id: 'link/address-port',
    what: 'an address at a wrong port',
    broken: config('url: http://web.web:8080'),
    sentence: /has 80 \(http\)/,
  },
  {
    id: 'link/address-port',
    what: 'an address without the required port',
    broken: config('url: http://prometheus'),
    sentence: /has 9090 \(http\)/,
  },
  {
    id: 'link/address-port',
    what: 'an SRV record of a port that does not exist',
    broken: config('a: dnssrv+_grpc._tcp.prometheus-headless.web'),
    sentence: /9090 \(http\)/,
  },
];
