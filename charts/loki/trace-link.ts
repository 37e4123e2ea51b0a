import type { Datasource } from '../../lib/constructs/datasource';

/** A part of log lines that Grafana makes a link of. */
export interface DerivedField {
  readonly name: string;
  /** Pattern that is searched in the line; its group is the value. */
  readonly matcherRegex: string;
  readonly datasourceUid: string;
  /** URL of the link: `${__value.raw}` is the value. */
  readonly url: string;
  readonly urlDisplayLabel: string;
}

/** The trace id of a line, however it is written: `trace_id=…`, `traceID=…`, `"traceId":"…"`. */
const TRACE_ID = '[tT]race_?[iI][dD]"?[=:]\\s?"?([0-9a-fA-F]{16,32})';

/** Links a log line to the trace with the id in the line. */
export const traceLink = ({ name, uid }: Datasource<'tempo'>): DerivedField => ({
  name: 'trace_id',
  matcherRegex: TRACE_ID,
  datasourceUid: uid,
  url: '${__value.raw}',
  urlDisplayLabel: `Trace in ${name}`,
});
