import { App, Testing } from 'cdk8s';
import { documentsOf } from '../../../lib/constructs/documents';
import { Irsa, type IrsaProps } from '../../../lib/constructs/irsa';
import { complaintsOf, sentencesOf } from '../../sentences';

const props: IrsaProps = {
  cluster: { account: '111122223333', region: 'eu-central-1', oidcProvider: 'ABC123' },
  role: 'AWS-Loki-Role',
  sid: 'LokiStorage',
  buckets: ['logs', 'more-logs'],
};

test('a service account has the annotation of its role', () =>
  expect(new Irsa(Testing.app(), 'irsa', props).serviceAccount('logging', 'loki')).toEqual({
    name: 'loki',
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/AWS-Loki-Role' },
  }));

test('the policy is for the buckets and their objects', () => {
  const app = new App();
  new Irsa(app, 'irsa', { ...props, actions: ['s3:GetObject'] }).serviceAccount('a', 'b');
  expect(JSON.parse(documentsOf(app).get('AWS-Loki-Role.policy.json') ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'LokiStorage',
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::more-logs', 'arn:aws:s3:::more-logs/*'],
      },
    ],
  });
});

test('the role trusts each service account that has it, and no other', () => {
  const app = new App();
  const irsa = new Irsa(app, 'irsa', props);
  for (const name of ['loki', 'loki-compactor']) irsa.serviceAccount('logging', name);
  const { Statement } = JSON.parse(documentsOf(app).get('AWS-Loki-Role.trust.json') ?? '');
  const issuer = 'oidc.eks.eu-central-1.amazonaws.com/id/ABC123';
  expect(Statement).toEqual(
    ['loki', 'loki-compactor'].map((name) => ({
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${issuer}:sub`]: `system:serviceaccount:logging:${name}`,
          [`${issuer}:aud`]: 'sts.amazonaws.com',
        },
      },
    })),
  );
});

test.each<[Partial<IrsaProps>, string]>([
  [{ cluster: { ...props.cluster, account: '42' } }, 'cluster.account: found "42", allowed are 12 digits: change it'],
  [
    { cluster: { ...props.cluster, oidcProvider: 'a/b' } },
    'cluster.oidcProvider: found "a/b", allowed are upper-case letters and digits: change it',
  ],
  [{ role: 'a b' }, 'role: found "a b", allowed are up to 64 letters, digits and any of _+=,.@-: change it'],
  [{ sid: 'a-b' }, 'sid: found "a-b", allowed are letters and digits: change it'],
])('fails for %j', (wrong, sentence) =>
  expect(sentencesOf(() => new Irsa(Testing.app(), 'irsa', { ...props, ...wrong }))).toEqual([`irsa: ${sentence}`]),
);

test('fails if no service account has the role', () =>
  expect(complaintsOf(new Irsa(Testing.app(), 'irsa', props))).toEqual([
    'found no service account with the role "AWS-Loki-Role": pass it to one (serviceAccount), or remove it (accept "identity/unused" to ignore it)',
  ]));

test('fails if two roles have one name', () => {
  const app = new App();
  for (const id of ['a', 'b']) new Irsa(app, id, props).serviceAccount('c', 'd');
  expect(sentencesOf(() => documentsOf(app))).toEqual([
    'b/policy: writes AWS-Loki-Role.policy.json, which another construct already writes: rename one',
  ]);
});
