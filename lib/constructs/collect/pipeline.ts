import type { GoDuration } from '../../model/config/types';
import type { Labels } from '../../values/system';

/** Settings of each stage, by its name. */
export interface Stages {
  /** Parses the log format of containerd and CRI-O, and joins the parts of long lines. */
  readonly cri: {
    /** Maximum number of streams with partial lines in memory. @default 100 */
    readonly max_partial_lines?: number;
    /** Bytes of a line that is joined; 0 is no limit. @default 0 */
    readonly max_partial_line_size?: number;
    /** Whether longer lines are cut. @default false */
    readonly max_partial_line_size_truncate?: boolean;
  };
  /** Parses the log format of Docker. */
  readonly docker: Readonly<Record<string, never>>;
  /** Extracts values by JMESPath; an empty path is the name itself. */
  readonly json: { readonly expressions: Labels; readonly source?: string; readonly drop_malformed?: boolean };
  /** Extracts values by the named groups of an expression (RE2). */
  readonly regex: { readonly expression: string; readonly source?: string };
  /** Makes labels of extracted values; an empty one is that of the same name. */
  readonly labels: Readonly<Record<string, string | null>>;
  readonly static_labels: Labels;
  readonly labeldrop: readonly string[];
  readonly labelallow: readonly string[];
  /** Time of the line, from an extracted value, in a format of Go or a name such as `RFC3339Nano`. */
  readonly timestamp: {
    readonly source: string;
    readonly format: string;
    readonly location?: string;
    readonly fallback_formats?: readonly string[];
    /** Action if the value is not a timestamp. @default "fudge" */
    readonly action_on_failure?: 'fudge' | 'skip';
  };
  /** The line becomes an extracted value. */
  readonly output: { readonly source: string };
  /** Rewrites the parts of the line that groups of an expression match. */
  readonly replace: { readonly expression: string; readonly source?: string; readonly replace?: string };
  /** Makes an extracted value by a template of Go. */
  readonly template: { readonly source: string; readonly template: string };
  /** Joins lines until one matches again. */
  readonly multiline: {
    readonly firstline: string;
    readonly max_wait_time?: GoDuration;
    readonly max_lines?: number;
  };
  readonly drop: {
    readonly source?: string | readonly string[];
    readonly expression?: string;
    readonly value?: string;
    readonly older_than?: GoDuration;
    readonly longer_than?: number | string;
    readonly drop_counter_reason?: string;
  };
  /** Rate limit in lines per second, and burst; lines above the limit wait or are dropped. */
  readonly limit: {
    readonly rate: number;
    readonly burst: number;
    readonly drop?: boolean;
    readonly by_label_name?: string;
  };
  readonly tenant: { readonly source: string } | { readonly value: string } | { readonly label: string };
  /** Runs stages on the streams that a selector of LogQL names. */
  readonly match: {
    readonly selector: string;
    readonly action?: 'keep' | 'drop';
    readonly pipeline_name?: string;
    readonly stages?: readonly PipelineStage[];
  };
}

/** A pipeline stage with exactly one key, in Promtail's format, which is converted for Alloy. */
export type PipelineStage = {
  [Name in keyof Stages]: { readonly [Own in Name]: Stages[Own] } & {
    readonly [Other in Exclude<keyof Stages, Name>]?: never;
  };
}[keyof Stages];

/** Whether stages set the tenant of lines, so that the client does not need one. */
export const namesTenant = (stages: readonly PipelineStage[] = []): boolean =>
  stages.some(({ tenant, match }) => tenant !== undefined || namesTenant(match?.stages));
