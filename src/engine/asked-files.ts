import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { AskedProgram, EffectiveProfile } from "../policy/index.ts";
import type { Places } from "./places.ts";

/** What looks like a path in a command: the script that an interpreter is given stands in a word of its own. */
const spelledPath = /[^\s"';|&<>()`$]+/gu;

/** The profile with the files of its modules, which it names from where it stands itself. */
export function withModuleFiles(profile: EffectiveProfile, cwd: string): EffectiveProfile {
  const found = <T extends AskedProgram>(program: T): T => {
    if (program.kind !== "module") return program;
    const { file } = program.source;
    return { ...program, path: resolve(file.startsWith("/") ? dirname(file) : cwd, program.path) };
  };
  const { hooks, callback } = profile;
  return {
    ...profile,
    hooks: hooks.map((entry) => ({ ...entry, program: found(entry.program) })),
    callback: callback && found(callback),
  };
}

/** Files of programs and modules that are asked outside of the sandbox: whoever changes them decides. */
export function askedFiles(
  { hooks, callback }: Pick<EffectiveProfile, "hooks" | "callback">,
  { projectRoot }: Pick<Places, "projectRoot">,
): readonly string[] {
  const programs = [...hooks.map(({ program }) => program), ...(callback === undefined ? [] : [callback])];
  return programs.flatMap((program) =>
    program.kind === "module" ? [program.path] : filesOfCommand(program.command, projectRoot),
  );
}

/** Files that stand in a command, seen from where it is started. */
export function filesOfCommand(command: string, folder: string): readonly string[] {
  return (command.match(spelledPath) ?? [])
    .filter((word) => word.includes("/") || word.includes("."))
    .map((word) => resolve(folder, word))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}
