import { App, Chart } from 'cdk8s';
import { Loki } from '../charts/loki';
import { KomposeService } from '../lib/kompose/service';
import { ObjectStorage } from '../lib/object-storage';
import { render } from '../lib/synth/render';
import { environments } from '../main';

// Times what every save waits for: making each environment, and how the cost grows with services and charts.
// Each line is the best of a few runs; "per ..." should stay the same from line to line.

const RUNS = 5;

async function best(make: () => Promise<App> | App): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    render(await make(), '#');
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

function services(charts: number, perChart: number): App {
  const app = new App();
  for (let c = 0; c < charts; c++) {
    const chart = new Chart(app, `chart-${c}`, { namespace: `chart-${c}` });
    for (let s = 0; s < perChart; s++) {
      new KomposeService(chart, `web-${s}`, { service: { image: 'nginx', ports: [80], volumes: ['/data'] } });
    }
  }
  return app;
}

function lokis(count: number): App {
  const app = new App();
  for (let index = 0; index < count; index++) {
    new Loki(app, `loki-${index}`, {
      namespace: `logs-${index}`,
      storage: ObjectStorage.gcs({ bucket: 'logs' }),
      schema: [{ from: '2024-01-01' }],
    });
  }
  return app;
}

const line = (what: string, time: number, count?: number, unit = 'service'): string =>
  `${what.padEnd(32)}${time.toFixed(1).padStart(10)} ms${count === undefined ? '' : `${(time / count).toFixed(3).padStart(12)} ms per ${unit}`}\n`;

async function main(): Promise<void> {
  for (const [name, make] of Object.entries(environments))
    process.stdout.write(line(`environment ${name}`, await best(make)));
  for (const [charts, perChart] of [
    [1, 10],
    [1, 100],
    [1, 1000],
    [10, 100],
    [100, 10],
  ] as const) {
    const time = await best(() => services(charts, perChart));
    process.stdout.write(line(`${charts} charts of ${perChart} services`, time, charts * perChart));
  }
  for (const count of [1, 10, 100]) {
    process.stdout.write(line(`${count} installations of Loki`, await best(() => lokis(count)), count, 'installation'));
  }
}

void main();
