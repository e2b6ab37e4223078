import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { printable } from "../base/index.ts";
import type { AskedProgram, EffectiveProfile, ProfileNote } from "../policy/index.ts";
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
    .filter(isFile);
}

/** What this user can't reach, none of its commands can write either. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG
  }
}

const plainPath = /^(?!-)[\w./@%+:,-]+$/u;
const interpreter = /^(?:.*\/)?(?:ba|da)?sh$|^(?:.*\/)?(?:node|deno|bun|ruby|perl|python[\d.]*)$/u;

/** What is to be asked and is not there: another host may have it, and here each question to it fails. */
export function absentPrograms(
  { hooks, callback }: Pick<EffectiveProfile, "hooks" | "callback">,
  { projectRoot }: Pick<Places, "projectRoot">,
): readonly ProfileNote[] {
  const programs = [...hooks.map(({ program }) => program), ...(callback === undefined ? [] : [callback])];
  return programs.flatMap((program) => {
    const path = program.kind === "module" ? program.path : programOf(program.command, projectRoot);
    if (path === undefined || existsSync(path)) return [];
    const message = `there is no file \`${printable(path)}\` here: each question to it fails`;
    return [{ source: program.source, message }];
  });
}

/** The file that a command starts, or has an interpreter read, where its first words spell that out. */
function programOf(command: string, folder: string): string | undefined {
  const [first = "", second = ""] = command.trim().split(/\s+/u);
  const word = interpreter.test(first) && /[./]/u.test(second) ? second : first;
  return plainPath.test(word) && (word.includes("/") || word === second) ? resolve(folder, word) : undefined;
}
