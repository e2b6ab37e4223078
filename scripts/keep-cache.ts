/**
 * Preloaded by the build for one real run: when that run ends, the machine code of every function it needed is
 * kept beside the bundle for `load-cached.ts`.
 */
import { renameSync, writeFileSync } from "node:fs";
import vm from "node:vm";

const { Script } = vm;
vm.Script = class extends Script {
  constructor(source: string, options: vm.ScriptOptions & { readonly filename: string }) {
    const { cachedData: _stale, ...rest } = options;
    super(source, rest);
    const cache = `${options.filename}.cache`;
    process.once("exit", () => {
      writeFileSync(`${cache}.${process.pid}`, this.createCachedData());
      renameSync(`${cache}.${process.pid}`, cache);
    });
  }
};
