import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App, Chart, Yaml } from 'cdk8s';
import { Loki } from '../charts/loki';
import { SYSTEMS } from '../charts/systems';
import { compareManifests } from '../lib/app/diff/compare-manifests';
import { findingsOf, render } from '../lib/app/synth/render';
import { manifestOf } from '../lib/checks/manifest';
import { KomposeService } from '../lib/constructs/kompose/service';
import type { NetworkPolicyProps } from '../lib/constructs/network-policies';
import { ObjectStorage } from '../lib/values/object-storage';
import { environments } from '../main';

// Measures the duration of a save: making each environment, checking it, and how the duration grows with the size.
// Each line is the best of a few runs; "per ..." should stay the same from line to line.

const RUNS = 5;

async function best(act: () => Promise<unknown> | unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await act();
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

function lokis(count: number, networkPolicy?: NetworkPolicyProps): App {
  const app = new App();
  for (let index = 0; index < count; index++) {
    new Loki(app, `loki-${index}`, {
      namespace: `logs-${index}`,
      storage: ObjectStorage.gcs({ bucket: `logs-${index}` }),
      schema: [{ from: '2024-01-01' }],
      networkPolicy,
    });
  }
  return app;
}

const line = (what: string, time: number, per?: { readonly count: number; readonly unit: string }): void => {
  const each = per ? `${(time / per.count).toFixed(3).padStart(12)} ms per ${per.unit}` : '';
  process.stdout.write(`${what.padEnd(40)}${time.toFixed(1).padStart(10)} ms${each}\n`);
};

/** The parts of one environment, and the units of their measurements. */
async function parts(name: string, make: () => Promise<App>): Promise<void> {
  const app = await make();
  const charts = manifestOf(app);
  const objects = charts.flatMap((chart) => chart.objects);
  const made = await best(make);
  const resolved = await best(() => manifestOf(app));
  const printed = await best(() =>
    charts.map((chart) => Yaml.stringify(...chart.objects.map(({ content }) => content))),
  );
  const checked = await best(() => findingsOf(app, objects));
  line(`${name}: constructs`, made);
  line(`${name}: objects of them`, resolved, { count: objects.length, unit: 'object' });
  line(`${name}: YAML of them`, printed, { count: objects.length, unit: 'object' });
  line(`${name}: checks of them`, checked, { count: objects.length, unit: 'object' });
  const synthesis = made + resolved + printed;
  process.stdout.write(
    `${name}: checks cost ${((checked / synthesis) * 100).toFixed(0)} % of the synthesis; all is ${((synthesis + checked) / printed).toFixed(1)} times what YAML alone needs\n`,
  );
}

/** Environments with names of their own, each with another image and another key than before. */
async function diffs(): Promise<void> {
  const dist = path.join(__dirname, '..', 'dist', 'eks');
  const texts = readdirSync(dist).map((file) => [file, readFileSync(path.join(dist, file), 'utf8')] as const);
  for (const count of [1, 10, 100]) {
    const [before, after] = [new Map<string, string>(), new Map<string, string>()];
    for (let index = 0; index < count; index++) {
      for (const [file, text] of texts) {
        const own = text.replaceAll(/namespace: (\S+)/g, `namespace: $1-${index}`);
        before.set(`env-${index}/${file}`, own);
        after.set(
          `env-${index}/${file}`,
          file.startsWith('loki')
            ? own.replaceAll('grafana/loki:2', 'grafana/loki:3').replace('max_chunk_age: 2h', 'max_chunk_age: 1h')
            : own,
        );
      }
    }
    const compared = await best(() => compareManifests({ before, after, systems: SYSTEMS, today: '2026-01-01' }));
    line(`diff of 2 times ${count} environments`, compared, { count, unit: 'environment' });
  }
}

async function main(): Promise<void> {
  for (const [name, make] of Object.entries(environments)) await parts(name, make);
  for (const [name, make] of Object.entries(environments)) {
    for (const count of [1, 10, 100]) {
      const all = async (act: (app: App) => unknown) => {
        for (let index = 0; index < count; index++) act(await make());
      };
      const per = { count, unit: 'environment' };
      line(`${count} times ${name}, checks on`, await best(() => all((app) => render(app, '#'))), per);
      line(
        `${count} times ${name}, checks off`,
        await best(() => all((app) => render(app, '#', { checks: false }))),
        per,
      );
    }
  }
  await diffs();
  for (const [charts, perChart] of [
    [1, 10],
    [1, 100],
    [1, 1000],
    [10, 100],
    [100, 10],
  ] as const) {
    const time = await best(() => render(services(charts, perChart), '#'));
    line(`${charts} charts of ${perChart} services`, time, { count: charts * perChart, unit: 'service' });
  }
  for (const count of [1, 10, 100]) {
    line(`${count} installations of Loki`, await best(() => render(lokis(count), '#')), {
      count,
      unit: 'installation',
    });
    line(`${count} of them with NetworkPolicies`, await best(() => render(lokis(count, {}), '#')), {
      count,
      unit: 'installation',
    });
  }
}

// A closed pipe, as in `npm run bench | head`, is no failure.
process.stdout.on('error', () => process.exit());
void main();
