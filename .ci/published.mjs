// Whether a folder holds what Azure is given, and nothing else of ours. usage: node .ci/published.mjs FOLDER
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true });
const faults = [];

/** Ends if anything was found. */
function judge() {
  for (const fault of faults) console.error(`.ci/published: ${fault}`);
  if (faults.length > 0) process.exit(1);
}

const json = path => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const sources = room => readdirSync(room, { recursive: true }).filter(path => path.endsWith('.cs') && !/(^|\/)(bin|obj)\//.test(path))
  .map(path => readFileSync(join(room, path), 'utf8'));

/** Says what is in one list and not in the other. */
function same(what, expected, found) {
  const without = (some, others) => some.filter(one => !others.includes(one)).sort();
  for (const one of without(expected, found)) faults.push(`${what}: ${one} is missing.`);
  for (const one of without(found, expected)) faults.push(`${what}: ${one} is too many.`);
  if (new Set(found).size !== found.length) faults.push(`${what}: one is there twice.`);
}

for (const needed of ['host.json', 'worker.config.json', 'extensions.json', 'functions.metadata', 'Tasdir.Functions.dll', 'Tasdir.Functions.deps.json',
  '.azurefunctions/function.deps.json', 'ar/Tasdir.Functions.resources.dll', 'ar/Tasdir.Mail.resources.dll',
  'runtimes/linux-x64/native/libSkiaSharp.so', 'runtimes/linux-x64/native/libHarfBuzzSharp.so']) {
  if (!existsSync(join(folder, needed))) faults.push(`${needed} is missing.`);
}
judge();

// The functions: what the build indexed is what the sources declare.
const declared = ['functions', 'workflows'].flatMap(sources)
  .flatMap(text => [...text.matchAll(/\[Function\((?:nameof\()?"?([^)"]*)/g)].map(match => match[1]));
const indexed = json('functions.metadata');
if (declared.length === 0) faults.push('The sources declare no function.');
same('functions.metadata', declared, indexed.map(one => one.name));

// The host's own extensions, by what the functions are bound to; HTTP and timers are the host's own.
const bound = indexed.flatMap(one => one.bindings).map(binding => binding.type);
const extensions = json('extensions.json').extensions;
same('extensions.json', ['Startup', ...bound.includes('queueTrigger') ? ['AzureStorageQueues'] : [], ...bound.includes('orchestrationTrigger') ? ['DurableTask'] : []],
  extensions.map(one => one.name));
for (const { name, hintPath } of extensions) {
  if (!hintPath.startsWith('./.azurefunctions/') || !existsSync(join(folder, hintPath))) faults.push(`The assembly of the host's extension ${name} is missing: ${hintPath}.`);
}
for (const entry of [json('worker.config.json').description.defaultWorkerPath, ...new Set(indexed.map(one => one.scriptFile))]) {
  if (!existsSync(join(folder, entry))) faults.push(`The entry point is missing: ${entry}.`);
}

// Of ours, the rooms that are deployed; of the machine it was built on, nothing.
same('assemblies', ['Domain', 'Functions', 'Inspection', 'Mail', 'Storage', 'Workflows'].map(room => `Tasdir.${room}.dll`),
  files.map(path => basename(path)).filter(name => /^Tasdir\..*(?<!\.resources)\.dll$/.test(name)));
for (const path of files.filter(path => /^(local\.settings|\.tasdir)/.test(basename(path)) || /SQLite|xunit|TestPlatform/i.test(path))) {
  faults.push(`${path} is not for Azure.`);
}
if (/Tasdir\.(Local|TestKit)/.test(readFileSync(join(folder, 'Tasdir.Functions.deps.json'), 'utf8'))) faults.push('Tasdir.Functions.deps.json names an assembly that is not deployed.');

judge();
console.log(`Published: ${indexed.length} functions, ${extensions.length} extensions of the host, ${files.length} files.`);
