import { show } from '../../lib/text';
import type { PromtailConfig } from './config';

const PORTS = { least: 1, most: 65535 };

/** What Promtail takes and does otherwise than it says: a sentence for each, led by its path. */
export function* mistakesInPromtail({ scrape_configs, server, positions }: PromtailConfig): Generator<string> {
  for (const [index, { job_name }] of scrape_configs.entries()) {
    const at = `scrape_configs[${index}].job_name`;
    if (job_name === '') yield `${at}: found "", allowed is a non-empty string: set it`;
    const isTaken = scrape_configs.slice(0, index).some((other) => other.job_name === job_name);
    if (isTaken) {
      yield `${at}: found ${show(job_name)} a second time, allowed is once, since the later job takes the place of the first: rename it`;
    }
  }
  for (const [index, job] of scrape_configs.entries()) {
    if (job.kubernetes_sd_configs || job.static_configs || job.journal || job.syslog) continue;
    yield `scrape_configs[${index}]: found nothing that is read, allowed are kubernetes_sd_configs, static_configs, journal and syslog: add one`;
  }
  const port = server?.http_listen_port;
  if (port !== undefined && !(Number.isInteger(port) && port >= PORTS.least && port <= PORTS.most)) {
    yield `server.http_listen_port: found ${show(port)}, allowed is a whole number from ${PORTS.least} to ${PORTS.most}: take one of those`;
  }
  const file = positions?.filename;
  if (file !== undefined && !file.startsWith('/')) {
    yield `positions.filename: found ${show(file)}, allowed is a path from "/" on: name one on a folder of the node`;
  }
}
