import { listed, show, suggestion } from '../values/text';
import { CATALOG, type CheckId, isCheckId } from './catalog';
import type { Severity } from './severity';

/** The findings about acceptances keep unused ones out, so that they always stop synth. */
type Configurable = Exclude<CheckId, `acceptance/${string}`>;
type GroupOf<Id extends string> = Id extends `${infer Group}/${string}` ? `${Group}/*` : never;

/** Severities by id, such as `ring/heartbeat-timeout`, and by group, such as `policy/*`. */
export type ConfiguredSeverities = { readonly [Id in Configurable | GroupOf<Configurable>]?: Severity | 'off' };

const groupOf = (id: string): string => `${id.split('/')[0]}/*`;

const ALLOWED = ['error', 'warning', 'off'];
const IDS = Object.keys(CATALOG).filter((id) => !id.startsWith('acceptance/'));
const KNOWN: ReadonlySet<string> = new Set([...IDS, ...IDS.map(groupOf)]);
const isKnown = (id: string): id is keyof ConfiguredSeverities => KNOWN.has(id);

const configured = (severities: ConfiguredSeverities, id: string): Severity | 'off' | undefined =>
  isKnown(id) ? severities[id] : undefined;

/** Severity of a finding: as configured for its id or its group, its own, or that of the catalog. */
export function resolveSeverity(
  { id, severity }: { readonly id: string; readonly severity?: Severity },
  severities: ConfiguredSeverities,
): Severity | 'off' {
  return (
    configured(severities, id) ??
    configured(severities, groupOf(id)) ??
    severity ??
    (isCheckId(id) ? CATALOG[id].severity : 'error')
  );
}

/** The mistake in severities that the compiler has not seen, led by its place. */
export function mistakeInSeverities(severities: ConfiguredSeverities): string | undefined {
  for (const [id, severity] of Object.entries(severities)) {
    if (!isKnown(id))
      return `: found ${show(id)}, allowed are ids of findings, and groups such as "policy/*"${suggestion(id, KNOWN)}`;
    if (!ALLOWED.includes(severity)) {
      return `[${id}]: found ${show(severity)}, allowed are ${listed(ALLOWED.map(show))}: use one of those`;
    }
  }
  return undefined;
}
