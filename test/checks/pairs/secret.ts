import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { Grafana } from '../../../charts/grafana';
import { SecretKey } from '../../../lib/values/secret-key';
import type { Change } from '../sound';
import { config } from './changes';
import type { Pair } from './pair';

const KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** An object with data, in namespace `web`. */
const made = (kind: 'ConfigMap' | 'Secret', fields: object) => (chart: Chart) =>
  new ApiObject(chart, `made-${kind}`, { apiVersion: 'v1', kind, metadata: { name: 'made' }, ...fields });

const file = (name: string, text: string): Change => ({ objects: made('ConfigMap', { data: { [name]: text } }) });

/** A variable of the program `web`. */
const variable = (name: string, value: string): Change => ({
  patches: { 'Deployment/web': [JsonPatch.add('/spec/template/spec/containers/0/env/-', { name, value })] },
});

const argument = (value: string): Change => ({
  patches: { 'Deployment/web': [JsonPatch.add('/spec/template/spec/containers/0/args/-', value)] },
});

const annotation = (key: string, value: string): Change => ({
  patches: { 'Ingress/web': [JsonPatch.add('/metadata/annotations', { [key]: value })] },
});

/** A data source of a Grafana in namespace `web`. */
const datasource = (secureJsonData: Readonly<Record<string, string | SecretKey>>): Change => ({
  charts: (app) =>
    new Grafana(app, 'grafana', {
      namespace: 'web',
      resources: { requests: { cpu: '10m', memory: '16Mi' } },
      admin: { secretName: 'web' },
      datasources: [
        {
          name: 'Elsewhere',
          uid: 'elsewhere',
          type: 'prometheus',
          access: 'proxy',
          url: 'https://metrics.example.com',
          editable: false,
          jsonData: { httpHeaderName1: 'Authorization' },
          secureJsonData,
        },
      ],
    }),
});

/** Secrets in all objects, and texts next to them that are none. */
export const SECRET_PAIRS: readonly Pair[] = [
  {
    id: 'secret/text',
    what: 'a variable of a pod',
    broken: variable('AWS_SECRET_ACCESS_KEY', KEY),
    mended: variable('AWS_SHARED_CREDENTIALS_FILE', '/etc/aws/credentials'),
    sentence: /containers\[web\]\.env\[AWS_SECRET_ACCESS_KEY\]: found a secret, by the name/,
  },
  {
    id: 'secret/text',
    what: 'a weak password with special characters',
    broken: variable('GF_SECURITY_ADMIN_PASSWORD', '#hunter 2'),
    mended: variable('GF_SECURITY_ADMIN_PASSWORD__FILE', '/etc/secrets/password'),
    sentence: /GF_SECURITY_ADMIN_PASSWORD/,
  },
  {
    id: 'secret/text',
    what: 'a random text under a name that says nothing',
    broken: variable('SETTING', 'Zx8Kq2LmP9vR4tYw7NbC3dHs6Fj1Ga5U'),
    mended: variable('SETTING', 'LokiIngesterRingUnhealthyFor15m'),
    sentence: /env\[SETTING\]: found a random text/,
  },
  {
    id: 'secret/text',
    what: 'an argument',
    broken: argument('-ruler.storage.s3.secret-access-key=hunter2hunter2'),
    mended: argument('-ruler.storage.s3.secret-access-key=$(SECRET_KEY)'),
    sentence: /containers\[web\]\.args\[1\]: found a secret/,
  },
  {
    id: 'secret/text',
    what: 'a value in quotes that begins with "#", in the configuration of Mimir',
    broken: file('mimir.yaml', 'common:\n  storage:\n    s3:\n      secret_access_key: "#abc def"\n'),
    mended: file('mimir.yaml', 'common:\n  storage:\n    s3:\n      secret_access_key: ${SECRET_KEY}\n'),
    sentence: /data\[mimir\.yaml\]\.common\.storage\.s3\.secret_access_key: found a secret/,
  },
  {
    id: 'secret/text',
    what: 'grafana.ini',
    broken: file('grafana.ini', '[smtp]\nuser = a\n; password = none\npassword = `hun#ter2`\n'),
    mended: file('grafana.ini', '[smtp]\nuser = a\npassword = $__file{/etc/secrets/smtp}\n;password = example\n'),
    sentence: /data\[grafana\.ini\]\.password/,
  },
  {
    id: 'secret/text',
    what: 'the header of a remote write',
    broken: file(
      'prometheus.yml',
      'remote_write:\n  - url: https://a.example.com/push\n    headers: { X-Api-Key: hunter2hunter2 }\n',
    ),
    mended: file(
      'prometheus.yml',
      'remote_write:\n  - url: https://a.example.com/push\n    headers: { X-Scope-OrgID: team-a }\n',
    ),
    sentence: /remote_write\[0\]\.headers\.X-Api-Key/,
  },
  {
    id: 'secret/text',
    what: 'the parameters of a scrape',
    broken: file('scrape.yml', 'params:\n  token: [hunter2hunter2]\n'),
    mended: file('scrape.yml', 'params:\n  module: [http_2xx]\nnum_tokens: 512\ntokens_file_path: /data/tokens\n'),
    sentence: /params\.token\[0\]/,
  },
  {
    id: 'secret/text',
    what: 'a key of PagerDuty',
    broken: file(
      'alertmanager.yaml',
      'receivers:\n  - pagerduty_configs:\n      - service_key: 0123456789abcdef0123456789abcdef\n',
    ),
    mended: file(
      'alertmanager.yaml',
      'receivers:\n  - pagerduty_configs:\n      - service_key_file: /etc/alertmanager/key\n',
    ),
    sentence: /pagerduty_configs\[0\]\.service_key/,
  },
  {
    id: 'secret/text',
    what: 'an annotation of an Ingress',
    broken: annotation('example.com/auth-token', 'hunter2hunter2'),
    mended: annotation('nginx.ingress.kubernetes.io/auth-secret', 'web-basic-auth'),
    sentence: /metadata\.annotations\[example\.com\/auth-token\]/,
  },
  {
    id: 'secret/text',
    what: 'a header in an nginx snippet',
    broken: annotation(
      'nginx.ingress.kubernetes.io/configuration-snippet',
      'proxy_set_header X-Api-Key "hunter2hunter2";',
    ),
    mended: annotation('nginx.ingress.kubernetes.io/configuration-snippet', 'proxy_set_header X-Real-IP $remote_addr;'),
    sentence: /configuration-snippet\]\.X-Api-Key/,
  },
  {
    id: 'secret/text',
    what: 'a password of a data source',
    broken: datasource({ basicAuthPassword: 'hunter2' }),
    mended: datasource({ basicAuthPassword: new SecretKey('web', 'password') }),
    sentence: /secureJsonData\.basicAuthPassword/,
  },
  {
    id: 'secret/text',
    what: 'a password in a ConfigMap',
    broken: config('password: hunter2'),
    sentence: /data\[web\.yaml\]\.password: found a secret/,
  },
  {
    id: 'secret/text',
    what: 'a secret access key in a ConfigMap',
    broken: config('  secret_access_key: "abc123def"'),
    sentence: /secret_access_key: found/,
  },
  {
    id: 'secret/format',
    what: 'a header of a data source',
    broken: datasource({ httpHeaderValue1: 'Bearer abcdef0123456789' }),
    mended: datasource({ httpHeaderValue1: '$TOKEN' }),
    sentence: /httpHeaderValue1: found a token \(Bearer\)/,
  },
  {
    id: 'secret/format',
    what: 'a private key in a ConfigMap',
    broken: file('tls.pem', '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB\n-----END EC PRIVATE KEY-----\n'),
    mended: file('tls.pem', '-----BEGIN CERTIFICATE-----\nMIIBkTCB+wIJAKHBfpE\n-----END CERTIFICATE-----\n'),
    sentence: /data\[tls\.pem\]: found a private key/,
  },
  {
    id: 'secret/format',
    what: 'a webhook of Slack',
    broken: file(
      'alertmanager.yaml',
      'receivers:\n  - slack_configs:\n      - api_url: https://hooks.slack.com/services/T0/B0/abcdef\n',
    ),
    mended: file(
      'alertmanager.yaml',
      'receivers:\n  - slack_configs:\n      - api_url_file: /etc/slack/url\n        text: "see https://slack.com/help"\n',
    ),
    sentence: /api_url: found a webhook/,
  },
  {
    id: 'secret/format',
    what: 'a token of GitHub in a field that is not for texts',
    broken: { patches: { 'Service/web': [JsonPatch.add('/spec/externalName', `ghp_${'a1B2'.repeat(9)}`)] } },
    sentence: /^spec\.externalName: found a token of GitHub/,
  },
  {
    id: 'secret/url',
    what: 'keys in the URL of S3, as in examples of Loki',
    broken: file('loki.yaml', 'storage_config:\n  aws:\n    s3: s3://KEY:SECRET@eu-central-1/bucket\n'),
    mended: file('loki.yaml', 'storage_config:\n  aws:\n    s3: s3://eu-central-1/bucket\n'),
    sentence: /storage_config\.aws\.s3: found a URL with a password/,
  },
  {
    id: 'secret/url',
    what: 'a password in the URL of a database, in a variable',
    broken: variable('DATABASE_URL', 'postgres://grafana:hunter2@db.example.com:5432/grafana'),
    mended: variable('DATABASE_URL', 'postgres://grafana:$(PASSWORD)@db.example.com:5432/grafana'),
    sentence: /env\[DATABASE_URL\]: found a URL with a password/,
  },
  {
    id: 'secret/url',
    what: 'a password before the host of a database',
    broken: file('grafana.ini', '[database]\nhost = root:hunter2@db.example.com:3306\n'),
    mended: file('grafana.ini', '[database]\nhost = db.example.com:3306\n'),
    sentence: /data\[grafana\.ini\]\.host: found a user and a password before a host/,
  },
  {
    id: 'secret/manifest',
    what: 'a Secret in plain text',
    broken: { objects: made('Secret', { stringData: { 'admin-user': 'admin', 'admin-password': 'hunter2' } }) },
    mended: { objects: made('Secret', { stringData: { 'config.yaml': 'server:\n  http_listen_port: 3100\n' } }) },
    sentence: /stringData\[admin-password\]: found the value of a Secret/,
  },
  {
    id: 'secret/manifest',
    what: 'a Secret in Base64',
    broken: { objects: made('Secret', { data: { key: 'aHVudGVyMg==' } }) },
    mended: { objects: made('Secret', { data: { username: 'YWRtaW4=' } }) },
    sentence: /data\[key\]: found the value of a Secret/,
  },
  {
    id: 'secret/manifest',
    what: 'a configuration in a Secret, with a password',
    broken: {
      objects: made('Secret', {
        stringData: { 'config.yaml': 'clients:\n  - basic_auth:\n      password: hunter2\n' },
      }),
    },
    mended: {
      objects: made('Secret', {
        stringData: { 'config.yaml': 'clients:\n  - basic_auth:\n      password_file: /a\n' },
      }),
    },
    sentence: /config\.yaml\]\.clients\[0\]\.basic_auth\.password/,
  },
];
