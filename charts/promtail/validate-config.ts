import { show } from '../../lib/values/text';
import type { PromtailConfig } from './config-types';

const PORTS = { least: 1, most: 65535 };

/** Settings that Promtail accepts but applies in another way: a sentence for each, prefixed with its path. */
export function* mistakesInPromtail({ scrape_configs, server, positions }: PromtailConfig): Generator<string> {
  for (const [index, { job_name }] of scrape_configs.entries()) {
    const at = `scrape_configs[${index}].job_name`;
    if (job_name === '') yield `${at}: found "", allowed is a non-empty string: set it`;
    const isTaken = scrape_configs.slice(0, index).some((other) => other.job_name === job_name);
    if (isTaken) {
      yield `${at}: found ${show(job_name)} twice, allowed is once, because the later job replaces the first: rename one`;
    }
  }
  for (const [index, job] of scrape_configs.entries()) {
    if (job.kubernetes_sd_configs || job.static_configs || job.journal || job.syslog) continue;
    yield `scrape_configs[${index}]: found no targets, allowed are kubernetes_sd_configs, static_configs, journal and syslog: add one`;
  }
  const port = server?.http_listen_port;
  if (port !== undefined && !(Number.isInteger(port) && port >= PORTS.least && port <= PORTS.most)) {
    yield `server.http_listen_port: found ${show(port)}, allowed is a whole number from ${PORTS.least} to ${PORTS.most}: change it`;
  }
  const file = positions?.filename;
  if (file !== undefined && !file.startsWith('/')) {
    yield `positions.filename: found ${show(file)}, allowed is an absolute path: set one in a folder of the node`;
  }
}
