import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { CATALOG, isCheckId } from '../../checks/catalog';
import type { LocatedFinding } from '../../checks/check';
import { contentHash } from '../../model/config/render';
import { docsOf } from './docs-link';

/** Findings of an environment, or of manifests. */
export interface SarifProps {
  readonly name: string;
  readonly findings: readonly LocatedFinding[];
  /** The file to show a finding at, if it is known. */
  readonly fileOf: (finding: LocatedFinding) => string | undefined;
}

/**
 * Findings as SARIF 2.1.0, which code scanning of GitHub and others read. Accepted findings are suppressed results, with
 * their reasons.
 * @param isComplete whether everything could be checked
 */
export function sarif(all: readonly SarifProps[], isComplete: boolean): Log {
  const ids = [...new Set(all.flatMap(({ findings }) => findings.map(({ id }) => id)))].sort();
  const fingerprint = fingerprints();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-lgtm', rules: ids.map(ruleOf) } },
        invocations: [{ executionSuccessful: isComplete }],
        results: all.flatMap((props) =>
          props.findings.map((finding): Result => {
            const { id, severity, sentence, accepted } = finding;
            const place = placeOf(finding);
            return {
              ruleId: id,
              ruleIndex: ids.indexOf(id),
              level: severity,
              message: { text: place === '' ? sentence : `${place}: ${sentence}` },
              locations: [locationOf(props, finding)],
              partialFingerprints: { primaryLocationLineHash: fingerprint(props.name, id, place, sentence) },
              ...(accepted !== undefined && { suppressions: [{ kind: 'inSource', justification: accepted }] }),
            };
          }),
        ),
      },
    ],
  };
}

/** GitHub requires a description and help of every rule, also of those of a user's own checks. */
function ruleOf(id: string): ReportingDescriptor {
  if (!isCheckId(id)) {
    const text = `Found by a check of the environment: ${id}.`;
    return { id, shortDescription: { text }, fullDescription: { text }, help: { text } };
  }
  const { severity, found, ignored, fix } = CATALOG[id];
  return {
    id,
    shortDescription: { text: `Found when ${found}.` },
    fullDescription: { text: `If ignored: ${ignored}` },
    help: { text: `${fix} See ${docsOf(id)}.` },
    defaultConfiguration: { level: severity },
  };
}

const placeOf = ({ at, object }: LocatedFinding): string => object ?? at;

function locationOf({ name, fileOf }: SarifProps, finding: LocatedFinding): Location {
  const file = fileOf(finding);
  return {
    ...(file !== undefined && {
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } },
    }),
    logicalLocations: [{ fullyQualifiedName: `${name}/${placeOf(finding)}`, kind: 'resource' }],
  };
}

/** Relative to the working directory, which is the root of the repository where GitHub reads it. */
function uriOf(file: string): string {
  const absolute = path.resolve(file);
  const relative = path.relative('', absolute);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return pathToFileURL(absolute).href;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}

/**
 * Recognizes the finding of an earlier run, whatever its sentence says of numbers. Without it, GitHub takes the hash of
 * the line, which all findings of a file share, and shows only one of them.
 */
function fingerprints(): (...texts: [name: string, id: string, place: string, sentence: string]) => string {
  const seen = new Map<string, number>();
  return (name, id, place, sentence) => {
    const hash = contentHash(name, id, place, sentence.replace(/\d+/g, '#')).slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}
