import type { KubernetesObject } from '../../lib/checks/manifest';
import type { Selector } from '../../lib/checks/objects';
import { UserError } from '../../lib/values/errors';
import type { Kubectl } from '../kubernetes/kubectl';
import type { Selection } from './ruleset';

/** Has the API server evaluate selectors, each selector once. */
export function selectionOf(kubectl: Kubectl): Selection {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  const ask = (args: readonly string[]): Promise<ReadonlySet<string>> => {
    const key = args.join(' ');
    const answer = known.get(key) ?? keysIn(kubectl, args);
    known.set(key, answer);
    return answer;
  };
  return {
    pods: (selector, namespace) =>
      ask([
        'pods',
        ...(namespace === undefined ? ['--all-namespaces'] : [`--namespace=${namespace}`]),
        `--selector=${selectorText(selector)}`,
      ]),
    namespaces: (selector) => ask(['namespaces', `--selector=${selectorText(selector)}`]),
  };
}

async function keysIn(kubectl: Kubectl, args: readonly string[]): Promise<ReadonlySet<string>> {
  const { code, stdout, text } = await kubectl.run(['get', ...args, '--output=json']);
  if (code !== 0) throw new UserError(`kubectl get ${args.join(' ')}: ${text}`);
  const { items }: { readonly items: readonly KubernetesObject[] } = JSON.parse(stdout);
  return new Set(
    items.map(({ metadata: { namespace, name } }) => (namespace === undefined ? name : `${namespace}/${name}`)),
  );
}

const OPERATORS: Readonly<Record<string, (key: string, values: string) => string>> = {
  In: (key, values) => `${key} in (${values})`,
  NotIn: (key, values) => `${key} notin (${values})`,
  Exists: (key) => key,
  DoesNotExist: (key) => `!${key}`,
};

/** A selector in the notation of kubectl. */
export const selectorText = ({ matchLabels = {}, matchExpressions = [] }: Selector): string =>
  [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => OPERATORS[operator]?.(key, values.join(',')) ?? key),
  ].join(',');
