import { ApiObject, Chart } from 'cdk8s';
import { find } from './find';
import { add, CONTAINER, config, replace, web } from './pairs/changes';
import type { Change } from './sound';

describe('of an address', () => {
  test.each<[what: string, text: string]>([
    ['a link in a sentence', 'note: see http://wiki/runbooks for more'],
    [
      'a link for readers',
      'groups: [{name: a, rules: [{alert: A, expr: up, annotations: {runbook_url: "http://wiki/runbooks", link: "http://wiki"}}]}]',
    ],
    ['a port in a sentence', 'note: it listens on port:8080 by default'],
    ['a query of logs', `expr: sum(rate({app="x"} |= "error:42" [5m]))`],
    ['a query under any key', `panel: '{app="x"} |= "error:42"'`],
    ['a matcher', `match: '{instance="error:42"}'\nexpr: up{instance="error:42"}`],
    ['a label', 'static_configs: [{targets: ["web:80"], labels: {instance: "error:42"}}]'],
    ['a bucket', 'bucket: gs://bucket\nother: s3://bucket/path'],
    ['a file', 'file: file://x/y\nsocket: unix://run/x'],
    ['an image', 'image: redis:7\nother: docker://x\nsidecar_image: redis:7'],
    ['a comment', '# a: wep:80\nurl: http://web:80 # or wep:80'],
    ['a comment of nginx', 'server {\n  # proxy_pass http://wep:80;\n  proxy_pass http://web:80;\n}'],
  ])('no address is found in %s', (_, text) => expect(find(config(text))).toEqual([]));

  test.each<[what: string, change: Change]>([
    ['the owner of files', web(replace(`${CONTAINER}/args`, ['chown', '-R', 'app:1000', '/data']))],
    [
      'the owner of files in a script',
      web(replace(`${CONTAINER}/args`, ['sh', '-c', 'chown app:1000 /data && exec web'])),
    ],
    ['an image', web(add(`${CONTAINER}/env/1`, { name: 'SIDECAR_IMAGE', value: 'redis:7' }))],
    ['an image of a flag', web(replace(`${CONTAINER}/args`, ['--image=redis:7', '--sidecar-image', 'redis:7']))],
    ['the URL of a bucket', web(add(`${CONTAINER}/env/1`, { name: 'BUCKET', value: 'gs://bucket' }))],
  ])('no address is found in an argument or variable that is %s', (_, change) => expect(find(change)).toEqual([]));

  test.each<[what: string, text: string]>([
    ['nginx', 'server {\n  location / {\n    proxy_pass http://wep;\n  }\n}'],
    ['an upstream of nginx', 'upstream web {\n  server wep:80 weight=5;\n}'],
    ['ini', '[server]\nroot = http://wep:80/'],
    ['Alloy', 'loki.write "a" {\n  endpoint {\n    url = "http://wep:80/push"\n  }\n}'],
    ['a script', '#!/bin/sh\ncurl -sf http://wep:80/ready'],
    ['JSON', '{"url": "http://wep:80", "other": 1}'],
    ['a list', 'targets: [ "web:80", wep:80 ]'],
    ['a list of items', 'targets:\n  - web:80\n  - wep:80'],
    ['a domain of the cluster in a sentence', 'note: it asks wep.web.svc.cluster.local for all'],
  ])('an address is found in %s', (_, text) =>
    expect(find(config(text))).toMatchObject([
      { id: 'link/address', sentence: expect.stringContaining('no Service "wep"') },
    ]),
  );

  test('a namespace that is called as a top-level domain owns no domain of the internet', () => {
    const dev = (text: string) => ({
      objects: (chart: Chart) => {
        const make = (apiVersion: string, kind: string, metadata: { name: string; namespace?: string }, fields = {}) =>
          new ApiObject(chart, `${kind}-${metadata.name}`, { apiVersion, kind, metadata, ...fields });
        const own = new Chart(chart, 'own');
        new ApiObject(own, 'dev', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'dev' } });
        const names = { name: 'acme', namespace: 'dev' };
        make('v1', 'Service', { ...names, name: 'grafana' }, { spec: { ports: [{ port: 80 }] } });
        make('v1', 'ConfigMap', names, { data: { text } });
      },
    });
    expect(find(dev('root_url: https://grafana.acme.dev\nother: https://acme.dev/x'))).toEqual([]);
    expect(find(dev('url: http://grafana.dev/'))).toEqual([]);
    expect(find(dev('url: http://grafna.dev/'))).toMatchObject([{ id: 'link/address' }]);
    expect(find(dev('url: http://nobody.dev:3100/'))).toMatchObject([{ id: 'link/address' }]);
    expect(find(dev('url: http://nobody.dev.svc/'))).toMatchObject([{ id: 'link/address' }]);
  });
});
