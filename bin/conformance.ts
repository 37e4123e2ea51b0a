import path from 'node:path';
import { runConformance } from '../conformance/command';
import { machine } from '../conformance/programs/places';
import { layoutOf } from '../lib/cli/report';
import { runProcess } from '../lib/synth/process';
import { environments } from '../main';

const complain = (line: string): void => void process.stderr.write(`${line}\n`);

runProcess(() =>
  runConformance({
    args: process.argv.slice(2),
    known: Object.keys(environments),
    outDir: path.join(__dirname, '..', 'dist'),
    places: machine(complain),
    isCi: !['', 'false', undefined].includes(process.env['CI']),
    color: layoutOf(process.stdout).color === true,
    print: (line) => void process.stdout.write(`${line}\n`),
    complain,
  }),
);
