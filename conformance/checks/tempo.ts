import { parseDocument } from 'yaml';
import { configurationCheck } from '../configuration';
import { type Launch, withFiles } from '../launch';
import type { Found } from '../programs/locate';
import { byText } from '../verdict';

/** Keys of 2.3 that the version that can be built no longer has. */
const GONE = [
  ['query_frontend', 'trace_by_id', 'hedge_requests_at'],
  ['query_frontend', 'trace_by_id', 'hedge_requests_up_to'],
] as const;

export const tempo = configurationCheck({
  program: 'tempo',
  summary: 'Tempo verifies the configuration of every role',
  images: /(^|\/)grafana\/tempo$/,
  verify: (args) => [...args, '-config.verify=true'],
  judge: byText,
  adapt,
});

/** The configuration without keys that are unknown to a later version. */
export function adapt<L extends Pick<Launch, 'mounts'>>(
  launch: L,
  { version }: Pick<Found, 'version'>,
): { launch: L; remarks: string[] } {
  if (/^2\.[34]\./.test(version)) return { launch, remarks: [] };
  const remarks = new Set<string>();
  const without = (text: string): string => {
    const document = parseDocument(text);
    const gone = GONE.filter((keys) => document.hasIn(keys));
    for (const keys of gone) {
      document.deleteIn(keys);
      remarks.add(`${keys.join('.')} was removed: Tempo ${version} does not have it any more`);
    }
    return gone.length === 0 ? text : document.toString();
  };
  const adapted = withFiles(launch, (text, name) => (/\.ya?ml$/.test(name) ? without(text) : text));
  return { launch: adapted, remarks: [...remarks] };
}
