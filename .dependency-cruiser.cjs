/** The directions of dependency between rooms; each rule says why. */
const room = (name) => `^src/${name}/`;
const may = (name, comment, allowed, { self = room(name) } = {}) => ({
  name: `${name}-imports`,
  comment,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^(src|rules|bin)/', pathNot: [self, ...allowed.map((a) => `^src/${a}`)] },
});
const FS = ['node:fs', 'fs', 'node:fs/promises', 'fs/promises', 'node:worker_threads', 'worker_threads', 'node:process', 'node:child_process', 'node:net', 'node:http', 'node:https'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'A cycle means two files are one idea.', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-orphans', comment: 'Code nobody reaches is dead.', severity: 'error', from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/model/', 'generated/', '^src/data/compile/'] }, to: {} },
    may('model', 'Everyone agrees on words before anyone imports anyone.', []),
    may('data', 'Tables know nothing of what reads them.', ['model/']),
    { name: 'data-without-files', comment: 'Tables are compiled in at build; zod runs in the build and in tests only.', severity: 'error', from: { path: '^src/data/', pathNot: '^src/data/compile/' }, to: { path: '(^node:)|(^fs)|zod|^src/data/compile/' } },
    may('archive', 'The archive reader knows bytes and names, not formats inside.', ['model/']),
    { name: 'format-imports', comment: 'The formats could be published alone; they do not know each other.', severity: 'error', from: { path: '^src/format/([^/]+)/' }, to: { path: '^(src|rules|bin)/', pathNot: ['^src/format/$1/', '^src/model/', '^src/format/binary/', '^src/format/res-'] } },
    may('apk', 'An app joins archive and formats; it has no opinions.', ['model/', 'archive/', 'format/']),
    may('analysis', 'Facts over dex files, no opinions.', ['model/', 'data/', 'format/dex/', 'format/binary/', 'apk/']),
    may('policy', 'The second input; it never sees an APK.', ['model/', 'data/', 'format/axml/', 'format/binary/']),
    may('artifact', 'The counter where rules order facts.', ['model/', 'data/', 'apk/', 'analysis/', 'policy/']),
    may('rule', 'The small kit a rule author reads in ten minutes.', ['model/']),
    may('verdict', 'The promise of the product depends on words only.', ['model/']),
    may('engine', 'Rules are handed in; the engine never imports them.', ['model/', 'artifact/', 'rule/', 'config/', 'verdict/', 'apk/', 'data/']),
    may('config', 'Configuration is data.', ['model/', 'data/']),
    may('locale', 'Wording is data.', ['model/', 'data/']),
    may('report', 'A reporter sees the result and nothing else.', ['model/', 'locale/']),
    may('batch', 'Removing the folder leaves a working single scan.', ['engine/', 'model/', 'config/', 'composition', 'artifact/']),
    { name: 'rules-imports', comment: 'A rule sees the kit, table look-ups and its own folder.', severity: 'error', from: { path: '^rules/([^/]+)/([^/]+)/' }, to: { path: '^(src|rules|bin)/', pathNot: ['^src/rule/', '^src/data/index', '^rules/$1/$2/'] } },
    { name: 'restrict-fs', comment: 'Only the edge touches files, processes and threads.', severity: 'error', from: { path: '^(src|rules)/', pathNot: ['^src/(archive|config|cli|batch)/', '^src/data/compile/', '^src/index\\.ts$'] }, to: { path: FS.map((m) => `^${m}$`) } },
    { name: 'no-network', comment: 'privscan is offline.', severity: 'error', from: { path: '^(src|rules|bin)/' }, to: { path: ['^(node:)?(net|http|https|http2|dgram|dns|tls)$'] } },
    { name: 'bin-to-cli-only', comment: 'bin is ten lines.', severity: 'error', from: { path: '^bin/' }, to: { path: '^(src|rules)/', pathNot: '^src/cli/' } },
    { name: 'no-dev-dependencies', comment: 'What ships must be installed with it.', severity: 'error', from: { path: '^(src|rules|bin)/', pathNot: '^src/data/compile/' }, to: { dependencyTypes: ['npm-dev'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // AssemblyScript: another language in the same spelling.
    exclude: { path: '^src/format/dex/wasm/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
