import { Construct } from 'constructs';
import type { RuleFinding } from '../checks/catalog';
import { Check } from '../checks/check';
import type { Cluster } from '../checks/cluster';
import type { Acceptance } from '../checks/finding';
import { misusedRole, ROLE_ARN } from '../checks/identity/iam-role';
import { UserError } from '../values/errors';
import { show } from '../values/text';
import { Document } from './documents';
import type { ServiceAccountProps } from './workload/props';

/** A cluster of EKS, for IAM. */
export interface EksCluster {
  /** Number of the AWS account, 12 digits. */
  readonly account: string;
  /** Such as `eu-central-1`. */
  readonly region: string;
  /** Last part of the cluster's OpenID Connect issuer, in upper-case hexadecimal. */
  readonly oidcProvider: string;
}

/** Permissions of pods on objects. */
export type S3Action =
  | 's3:ListBucket'
  | 's3:PutObject'
  | 's3:GetObject'
  | 's3:DeleteObject'
  | 's3:GetObjectTagging'
  | 's3:PutObjectTagging';

export interface IrsaProps {
  readonly cluster: EksCluster;
  /** Name of the IAM role. */
  readonly role: string;
  /** `Sid` of the statement in its policy: letters and digits. */
  readonly sid: string;
  /** Buckets that it may access. */
  readonly buckets: readonly [string, ...string[]];
  /** @default - to list a bucket, and to write, read and delete objects */
  readonly actions?: readonly S3Action[];
  /** Findings about the role to ignore, with reasons. @default - none */
  readonly accepts?: readonly Acceptance[];
}

const ACTIONS: readonly S3Action[] = ['s3:ListBucket', 's3:PutObject', 's3:GetObject', 's3:DeleteObject'];

/**
 * An IAM role for service accounts, which gives pods of EKS a role without access keys. The policies that IAM needs are
 * written beside the environment: `<role>.policy.json` and `<role>.trust.json`.
 */
export class Irsa extends Construct {
  private readonly subjects: Array<{ readonly namespace: string; readonly name: string }> = [];

  /** @throws UserError if account, provider, role or `sid` cannot be */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: IrsaProps,
  ) {
    super(scope, id);
    const { cluster, role, sid } = props;
    for (const [where, found, pattern, allowed] of [
      ['cluster.account', cluster.account, /^\d{12}$/, '12 digits'],
      ['cluster.oidcProvider', cluster.oidcProvider, /^[0-9A-Z]+$/, 'upper-case letters and digits'],
      ['role', role, /^[\w+=,.@-]{1,64}$/, 'up to 64 letters, digits and any of _+=,.@-'],
      ['sid', sid, /^[0-9A-Za-z]+$/, 'letters and digits'],
    ] as const) {
      if (!pattern.test(found)) {
        throw new UserError(`${this.node.path}: ${where}: found ${show(found)}, allowed are ${allowed}: change it`);
      }
    }
    const json = (document: () => object) => () => `${JSON.stringify(document(), null, 2)}\n`;
    new Document(
      this,
      'policy',
      `${role}.policy.json`,
      json(() => this.policy()),
    );
    new Document(
      this,
      'trust',
      `${role}.trust.json`,
      json(() => this.trustPolicy()),
    );
    new Check(this, 'checks', { find: (cluster) => [...this.findings(cluster)], accepts: props.accepts });
  }

  /** A service account with this name that assumes the role; adds it to the trust policy. */
  serviceAccount(namespace: string, name: string): ServiceAccountProps & { readonly name: string } {
    this.subjects.push({ namespace, name });
    return { name, annotations: { [ROLE_ARN]: this.arn } };
  }

  private *findings(cluster: Cluster): Generator<RuleFinding> {
    const { role, buckets } = this.props;
    if (this.subjects.length === 0) {
      yield {
        id: 'identity/unused',
        sentence: `found no service account with the role ${show(role)}: pass it to one (serviceAccount), or remove it`,
      };
    }
    yield* misusedRole({ role, arn: this.arn, buckets, subjects: this.subjects }, cluster);
  }

  private get arn(): string {
    return `arn:aws:iam::${this.props.cluster.account}:role/${this.props.role}`;
  }

  /** Permissions of the role: for `aws iam create-policy --policy-document`. */
  private policy(): object {
    const { sid, buckets, actions = ACTIONS } = this.props;
    return {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: sid,
          Effect: 'Allow',
          Action: [...actions],
          Resource: buckets.flatMap((bucket) => [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`]),
        },
      ],
    };
  }

  /** Trust policy of the role: for `aws iam create-role --assume-role-policy-document`. */
  private trustPolicy(): object {
    const { account, region, oidcProvider } = this.props.cluster;
    const issuer = `oidc.eks.${region}.amazonaws.com/id/${oidcProvider}`;
    return {
      Version: '2012-10-17',
      Statement: this.subjects.map(({ namespace, name }) => ({
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
            [`${issuer}:aud`]: 'sts.amazonaws.com',
          },
        },
      })),
    };
  }
}
