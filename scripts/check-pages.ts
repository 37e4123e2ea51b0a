import { CATALOG } from '../lib/checks/catalog';
import type { Entry } from '../lib/checks/catalog/entry';

/** What a group of findings is about. */
const GROUPS: Readonly<Record<string, string>> = {
  acceptance: 'Acceptances of findings. These findings cannot be accepted or configured.',
  api: 'Objects that the API server or a controller of Kubernetes rejects.',
  availability: 'Availability of workloads that are in no ring.',
  capacity: 'Memory and disks of pods against what their configurations ask for.',
  collect: 'Prometheus and agents: scrape jobs, pipelines, permissions.',
  config: 'Configurations of Loki, Mimir, Tempo and others that the program rejects, or that lose data.',
  construct: 'Validations of constructs of other packages.',
  flag: 'Arguments of programs.',
  flow: 'Requests between programs: path, tenant, user, scheme, timeout, prefix and port.',
  folder: 'Folders that programs write to.',
  grafana: 'Grafana.',
  identity: 'Cloud identities of pods.',
  language: 'Queries, regular expressions, templates and other texts in languages of their own.',
  link: 'References between objects, and addresses.',
  object: 'Fields of objects that are set and not written.',
  policy: "Bad practices. Set `severity: { 'policy/*': 'off' }` to disable them all.",
  ring: 'Hash rings, and the gossip that carries them.',
  schema: 'Fields and sizes of objects.',
  secret: 'Text that looks like a credential.',
  sharing: 'Things that only one installation, workload or object may have.',
  version: 'Versions of images.',
};

const groupOf = (id: string): string => id.split('/')[0] ?? id;

/** File name and text of each page. */
export function pages(): Map<string, string> {
  const entries: Array<readonly [id: string, entry: Entry]> = Object.entries(CATALOG);
  const groups = [...new Set(entries.map(([id]) => groupOf(id)))].sort();
  return new Map(
    groups.map((group) => [
      `${group}.md`,
      page(
        group,
        entries.filter(([id]) => groupOf(id) === group),
      ),
    ]),
  );
}

const page = (group: string, entries: ReadonlyArray<readonly [id: string, entry: Entry]>): string =>
  [
    `<!-- Made by scripts/check-docs.ts (npm run docs) from lib/checks/catalog/. -->`,
    `# ${group}/…`,
    GROUPS[group] ?? `Findings of the group ${group}.`,
    'How to accept a finding or change its severity: [checks.md](../checks.md#accepting-a-finding).',
    ...entries.flatMap(([id, { severity, found, ignored, fix }]) => [
      `## ${id}`,
      `${severity === 'error' ? 'Error' : 'Warning'}, found when ${found}.`,
      `**If ignored:** ${ignored}`,
      `**Fix:** ${fix}`,
    ]),
    '',
  ].join('\n\n');
