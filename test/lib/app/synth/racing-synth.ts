// A run of its own process, for race.test.ts: OUT_DIR TEXT TIMES
import { run } from '../../../../lib/app/synth/run';
import { ConfigMaps } from './config-maps';

const [outDir = '', text = '', times] = process.argv.slice(2);

async function main(): Promise<void> {
  for (let n = 0; n < Number(times); n++) {
    const lab = async () => new ConfigMaps(`${text} ${n}`);
    process.exitCode = await run({ args: [], environments: { lab }, outDir, print: () => {} });
    if (process.exitCode !== 0) return;
  }
}

void main();
