import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readFolder } from '../lib/app/diff/read/folder';
import { readObjects } from '../lib/app/diff/read/objects';
import { mapsAt, textAt } from '../lib/values/data';
import { fill, newFolder } from './folders';

const ROOT = path.join(__dirname, '..');
const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const [, before = ''] = /### What `dist\/eks` needs beforehand\n([\s\S]*?)\nThe lab reproduces/.exec(readme) ?? [];
const [, script = ''] = /```sh\n(for system[\s\S]*?)```/.exec(before) ?? [];
const objects = [...readFolder(path.join(ROOT, 'dist', 'eks'))].flatMap(([file, text]) => readObjects(text, file));

test('the steps for IAM attach the policy of each role to it, with files that are there', () => {
  const folder = newFolder();
  const program = `#!/bin/sh
echo "$(basename "$0") $*" >> ${folder}/asked
case "$*" in *create-policy*) echo arn-of $*;; esac
`;
  fill(folder, { 'bin/aws': program, 'bin/kubectl': program });
  for (const name of ['aws', 'kubectl']) chmodSync(path.join(folder, 'bin', name), 0o755);
  const env = { ...process.env, PATH: `${folder}/bin:${process.env['PATH']}` };
  expect(spawnSync('bash', ['-euc', script], { cwd: ROOT, env }).status).toBe(0);
  const asked = readFileSync(path.join(folder, 'asked'), 'utf8').split('\n');

  const roles = readdirSync(path.join(ROOT, 'iam', 'eks')).flatMap(
    (file) => /^(.*)\.policy\.json$/.exec(file)?.[1] ?? [],
  );
  expect(roles.length).toBeGreaterThan(0);
  for (const role of roles) {
    expect(asked).toContain(
      `aws iam create-role --role-name ${role} --assume-role-policy-document file://iam/eks/${role}.trust.json`,
    );
    const attached = asked.find((line) =>
      line.startsWith(`aws iam attach-role-policy --role-name ${role} --policy-arn arn-of`),
    );
    expect(attached).toContain(`--policy-document file://iam/eks/${role}.policy.json`);
  }
});

test('it names every storage class, every ingress class and every definition that dist/eks needs', () => {
  const classes = objects.flatMap(({ content }) => [
    textAt(content, 'spec.storageClassName') ?? [],
    textAt(content, 'spec.ingressClassName') ?? [],
    mapsAt(content, 'spec.volumeClaimTemplates').flatMap((claim) => textAt(claim, 'spec.storageClassName') ?? []),
  ]);
  const kinds = objects.flatMap(({ content }) =>
    content.apiVersion.startsWith('monitoring.coreos.com/') ? [content.kind] : [],
  );
  const needed = new Set([...classes.flat(), ...kinds]);
  expect(needed.size).toBeGreaterThan(3);
  for (const name of needed) expect(before).toContain(name);
});
