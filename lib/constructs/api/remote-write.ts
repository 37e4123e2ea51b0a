import type { PrometheusDuration } from '../../model/config/types';
import type { RelabelRule } from '../../model/relabel/relabel';
import { Mistakes } from '../../values/errors';
import type { Labels } from '../../values/system';
import { show } from '../../values/text';
import { type HttpClientConfig, headersOf, httpClientConfig } from './http-client';
import type { ApiTarget } from './target';
import { checkUrl } from './url';
import { checkTarget, type TargetChecks } from './validate-target';

/** A rule for the labels of samples. */
export type WriteRelabelRule = Omit<RelabelRule, 'regex'> & { readonly regex?: string };

/** Settings of remote write, the same in Prometheus, Tempo and Loki (`remote_write[]`). */
export interface RemoteWriteSettings {
  /** Name of the queue in the program's own metrics. @default - a hash of the settings */
  readonly name?: string;
  readonly headers?: Labels;
  /** @default "30s" */
  readonly remote_timeout?: PrometheusDuration;
  /** Relabeling rules that drop or change samples before they are sent. @default - none */
  readonly write_relabel_configs?: readonly WriteRelabelRule[];
  /**
   * Whether exemplars are sent.
   * @default - true if the target is known to store them and the program has them, else false
   */
  readonly send_exemplars?: boolean;
  readonly send_native_histograms?: boolean;
  readonly authorization?: { readonly type?: string; readonly credentials_file: string };
  /** Signing for Amazon Managed Prometheus. @default - none */
  readonly sigv4?: { readonly region?: string; readonly role_arn?: string };
  /** Queue of samples before they are sent. */
  readonly queue_config?: {
    /** Samples that one shard buffers. @default 10000 */
    readonly capacity?: number;
    /** @default 50 */
    readonly max_shards?: number;
    /** @default 1 */
    readonly min_shards?: number;
    /** @default 2000 */
    readonly max_samples_per_send?: number;
    /** @default "5s" */
    readonly batch_send_deadline?: PrometheusDuration;
    /** @default "30ms" */
    readonly min_backoff?: PrometheusDuration;
    /** @default "5s" */
    readonly max_backoff?: PrometheusDuration;
    /** Whether to retry after HTTP 429. @default false */
    readonly retry_on_http_429?: boolean;
  };
  readonly metadata_config?: {
    readonly send?: boolean;
    readonly send_interval?: PrometheusDuration;
    readonly max_samples_per_send?: number;
  };
}

/**
 * Target of remote write: `mimir.remoteWrite`, optionally with settings (`{ ...mimir.remoteWrite, queue_config }`), or
 * an external URL (`{ url, tenant, credentials }`).
 */
export interface RemoteWrite extends RemoteWriteSettings, ApiTarget<'remote-write'> {}

/** An item of `remote_write` as programs read it. */
export interface RemoteWriteConfig extends RemoteWriteSettings, HttpClientConfig {
  readonly url: string;
}

/**
 * An item of `remote_write`.
 * @param hasExemplars whether the program has exemplars to send
 */
export function remoteWriteConfig(write: RemoteWrite, hasExemplars: boolean): RemoteWriteConfig {
  const { url, name, headers, remote_timeout, write_relabel_configs, send_native_histograms } = write;
  const { authorization, sigv4, queue_config, metadata_config } = write;
  const { send_exemplars = write.keepsExemplars && hasExemplars ? true : undefined } = write;
  const settings: RemoteWriteSettings = {
    name,
    remote_timeout,
    write_relabel_configs,
    send_exemplars,
    send_native_histograms,
    authorization,
    sigv4,
    queue_config,
    metadata_config,
  };
  return { url, ...settings, ...headersOf(write, headers), ...httpClientConfig(write) };
}

/** Paths at which Mimir and Loki answer something else than remote write. */
const OTHER_PATHS = /\/(prometheus|query|query_range|query_exemplars|labels|series|ready|metrics)\/?$|\/loki\/api\//;

/**
 * @param where path of the construct, which leads each sentence
 * @param at prop with the list
 * @throws UserError if a target is not a remote write URL, or would reject the samples
 */
export function checkRemoteWrites(
  where: string,
  at: string,
  writes: readonly RemoteWrite[],
  checks: TargetChecks = {},
): void {
  const mistakes = new Mistakes(where);
  for (const [index, write] of writes.entries()) checkRemoteWrite(mistakes, `${at}[${index}]`, write, checks);
  mistakes.throwIfAny();
}

/** Validates a target of remote write; records errors at `at`. */
export function checkRemoteWrite(mistakes: Mistakes, at: string, write: RemoteWrite, checks: TargetChecks = {}): void {
  mistakes.attempt(`${at}.url`, () => checkUrl(write.url, '/api/v1/push', 'mimir.remoteWrite'), undefined);
  if (URL.canParse(write.url) && OTHER_PATHS.test(new URL(write.url).pathname)) {
    mistakes.add(
      `${at}.url`,
      `found ${show(write.url)}, which is not a remote write path, allowed is a path such as "/api/v1/push": pass mimir.remoteWrite`,
    );
  }
  checkTarget(mistakes, at, write, checks);
}
