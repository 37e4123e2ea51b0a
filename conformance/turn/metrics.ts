import { scrapesOf } from '../../lib/checks/monitoring/scrapes';
import { counted, type Judgement } from '../check';
import { ask } from './ask';
import { NGINX } from './gateway';
import { placed, type Started } from './start';

/** A line of metrics in the text format, such as `up{job="a"} 1`. */
const SAMPLE = /^[a-zA-Z_:][\w:]*(\{.*\})? \S+/m;

/** Scrapes the metrics of every process, at the ports and paths of the scrape configurations. */
export async function scraped(started: Started): Promise<Judgement> {
  const { system, cluster } = started;
  const processes = placed(started);
  const targets = scrapesOf(cluster).flatMap(({ object, at, pods, port, path }) =>
    processes
      .filter((process) => process.pods === pods)
      .map(({ ip }) => ({ from: `${object} ${at}`, pods, ip, port: port?.containerPort, path })),
  );
  const refusals: string[] = [];
  for (const { from, pods, ip, port, path } of targets) {
    const at = `${from}: ${pods?.owner.identity ?? ''}`;
    if (pods?.spec.containers.every(({ image = '' }) => NGINX.test(image.replace(/:[^/]*$/, '')))) {
      refusals.push(`${at} is scraped, and nginx has no metrics`);
      continue;
    }
    const answer = await ask(`http://${ip}:${port ?? 0}${path}`);
    if (answer.status !== 200 || !SAMPLE.test(answer.text)) {
      refusals.push(`${at} answers ${path} at port ${port ?? 'unknown'} with ${answer.status ?? answer.text}`);
    }
  }
  const pods = new Set(targets.map(({ ip }) => ip)).size;
  const remarks = targets.length === 0 ? [] : [`${counted(pods, `pod`)} of ${system.name} answered scrapes`];
  return { refusals, remarks };
}
