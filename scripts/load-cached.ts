// Imported by name, `node:fs` would load all of its streams for the sake of its exports, and so would `node:process`.
const { existsSync, readFileSync } = process.getBuiltinModule("node:fs");
const { createRequire } = process.getBuiltinModule("node:module");
const { fileURLToPath } = process.getBuiltinModule("node:url");
const vm = process.getBuiltinModule("node:vm");

/**
 * Loads a CommonJS bundle together with the machine code that the build kept beside it, which halves the time to
 * start. Unlike Node's own compile cache it needs no writable folder and serves every user. V8 refuses a
 * cache made by another version or with other flags, and then compiles as usual.
 */
export function loadCached(url: string): Record<string, unknown> {
  const filename = fileURLToPath(url);
  const cache = `${filename}.cache`;
  const script = new vm.Script(readFileSync(filename, "latin1"), {
    filename,
    ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const loaded = { exports: {} };
  script.runInThisContext()(loaded.exports, createRequire(url), loaded, filename, import.meta.dirname, url);
  return loaded.exports;
}
