import { CATALOG, isCheckId } from '../../checks/catalog';
import type { LocatedFinding } from '../../checks/check';
import { contentHash } from '../../model/config/render';
import { docsOf } from './docs-link';

/** Findings of one environment. */
export interface EnvironmentFindings {
  readonly environment: string;
  readonly findings: readonly LocatedFinding[];
}

/** A file in the repository that a finding is shown at. */
const fileOf = (environment: string): string => `environments/${environment}.ts`;

/**
 * Findings as SARIF 2.1.0, which code scanning of GitHub and others read. Accepted findings are suppressed results, with
 * their reasons.
 */
export function sarif(all: readonly EnvironmentFindings[]): object {
  const ids = [...new Set(all.flatMap(({ findings }) => findings.map(({ id }) => id)))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-lgtm', rules: ids.map(ruleOf) } },
        results: all.flatMap(({ environment, findings }) =>
          findings.map((finding) => resultOf(environment, finding, ids.indexOf(finding.id))),
        ),
      },
    ],
  };
}

function ruleOf(id: string): object {
  if (!isCheckId(id)) return { id };
  const { severity, found, ignored, fix } = CATALOG[id];
  return {
    id,
    shortDescription: { text: `Found when ${found}.` },
    fullDescription: { text: `If ignored: ${ignored}` },
    help: { text: `${fix} See ${docsOf(id)}.` },
    defaultConfiguration: { level: severity },
  };
}

function resultOf(environment: string, finding: LocatedFinding, ruleIndex: number): object {
  const { id, severity, at, object, sentence, accepted } = finding;
  return {
    ruleId: id,
    ruleIndex,
    level: severity,
    message: { text: [object ?? at, sentence].filter((part) => part !== '').join(': ') },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: fileOf(environment) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: [environment, object ?? at].join('/'), kind: 'resource' }],
      },
    ],
    // The same finding of a later run, whatever its sentence says of numbers.
    partialFingerprints: { 'cdk8s-lgtm/v1': contentHash(environment, id, object ?? at, sentence.replace(/\d+/g, '#')) },
    ...(accepted !== undefined && { suppressions: [{ kind: 'inSource', justification: accepted }] }),
  };
}
