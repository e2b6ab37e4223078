/**
 * Preloaded by the build for real runs: when one ends, the machine code of every function that it or an earlier one needed is
 * kept beside the bundle for `load-cached.ts`.
 */
import { renameSync, writeFileSync } from "node:fs";
import vm from "node:vm";

const { Script } = vm;
vm.Script = class extends Script {
  constructor(source: string, options: vm.ScriptOptions & { readonly filename: string }) {
    super(source, options);
    const cache = `${options.filename}.cache`;
    process.once("exit", () => {
      writeFileSync(`${cache}.${process.pid}`, this.createCachedData());
      renameSync(`${cache}.${process.pid}`, cache);
    });
  }
};
