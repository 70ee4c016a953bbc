// Writes tcf.jsonl and gpp.jsonl into the folder that is its argument: node generate.mjs ../../corpora/signals
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gppStrings } from './gpp.mjs';
import { Random } from './random.mjs';
import { tcfStrings } from './tcf.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  throw new Error('usage: node generate.mjs FOLDER');
}

for (const [name, strings] of [
  ['tcf', tcfStrings(new Random(2023), 2400)],
  ['gpp', gppStrings(new Random(7), 2400)],
]) {
  const lines = Array.from(strings, (entry) => JSON.stringify(entry));
  writeFileSync(join(folder, `${name}.jsonl`), lines.join('\n') + '\n');
  console.log(`${name}: ${lines.length} strings`);
}
