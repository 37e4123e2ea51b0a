import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pages } from './check-pages';

/** Writes `docs/checks/`: a page for each group of findings, made from the catalog. */
const FOLDER = path.join(__dirname, '..', 'docs', 'checks');

mkdirSync(FOLDER, { recursive: true });
for (const file of readdirSync(FOLDER)) rmSync(path.join(FOLDER, file));
for (const [file, text] of pages()) writeFileSync(path.join(FOLDER, file), text);
