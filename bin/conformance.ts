import path from 'node:path';
import { runConformance } from '../conformance/command';
import { testEnvironments } from '../conformance/environments';
import { machine } from '../conformance/programs/places';
import { layoutOf } from '../lib/app/cli/report';
import { runProcess } from '../lib/app/synth/process';
import { environments } from '../main';

runProcess(() =>
  runConformance({
    args: process.argv.slice(2),
    environments,
    testEnvironments,
    layout: layoutOf(process.stdout),
    outDir: path.join(__dirname, '..', 'dist'),
    places: machine((line) => void process.stderr.write(`${line}\n`)),
    isCi: !['', 'false', undefined].includes(process.env['CI']),
  }),
);
