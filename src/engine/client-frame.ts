import { dirname } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import { type CompiledPolicy, pathAccess } from "../policy/index.ts";
import { type Edit, type Frame, unwrapFrame } from "../shell/index.ts";
import { realTarget } from "./real-target.ts";
import type { JudgeHost } from "./judge.ts";

export interface ClientFrame {
  /** Around the command that alone is to be judged; absent when the text is to be judged as it stands. */
  readonly frame: Frame | undefined;
  /** What the client expects to be written on the host. */
  readonly files: readonly AbsolutePath[];
  /** The real bash in the place of Sallyport's own path. */
  readonly bash: Edit | undefined;
}

const none: ClientFrame = { frame: undefined, files: [], bash: undefined };

/**
 * The client's own text around a command. What it reads runs unjudged, so anything of it that the agent could have
 * made makes it ordinary text; its files are the client's only in the client's own places.
 */
export function readFrame(text: string, policy: CompiledPolicy, host: JudgeHost): ClientFrame {
  const frame = unwrapFrame(text);
  if (frame === undefined) return none;
  const files = frame.frameWrites.map((path) => parseAbsolutePath(path));
  if (!files.every((path) => isClientFile(path, frame.client, host))) return none;
  const { shell } = frame;
  const bash = shell === undefined ? undefined : realShell(shell.path, host);
  if (shell !== undefined && bash === undefined) return none;
  const relied = [...frame.frameSources, ...frame.frameSearches].map((path) => parseAbsolutePath(path));
  if (relied.some((path) => isOpenToAgent(path, policy, host))) return { ...none, files };
  return { frame, files, bash: shell && bash !== undefined ? { at: shell.at, value: bash } : undefined };
}

/** Directly in a temporary folder, or in the folder that the client makes for each command there. */
function isClientFile(path: AbsolutePath, client: Frame["client"], { clientTemps }: JudgeHost): boolean {
  const folder = parseAbsolutePath(dirname(path));
  const above = parseAbsolutePath(dirname(folder));
  return clientTemps.includes(folder) || (client === "gemini" && clientTemps.includes(above));
}

/** Whether a command could have written there, or have put a link there. */
function isOpenToAgent(path: AbsolutePath, { files, profile }: CompiledPolicy, { places }: JudgeHost): boolean {
  const { cwd, home, projectRoot, temp } = places;
  const real = realTarget(path);
  const context = { cwd, home, projectRoot, programs: new Map(), realPaths: new Map([[path, real]]) };
  const isShown = (place: AbsolutePath): boolean =>
    profile.files.allowed.some((entry) => entry.glob || isBeneath(place, entry.path));
  return [path, real].some((place) => {
    // A command has a temporary folder of its own, gone after it.
    if (isBeneath(place, temp) && profile.sandbox.backend !== "none" && !isShown(place)) return false;
    return pathAccess(files, place, context) === "writable";
  });
}

/** The real bash for itself and for Sallyport's own path, which stands in for it; nothing for any other program. */
function realShell(path: string, { places, bash }: JudgeHost): string | undefined {
  if (/^\/(?:usr\/)?bin\/bash$/u.test(path)) return path;
  const own = parseAbsolutePath(`${dirname(places.shipped)}/scripts/sallyport`);
  return realTarget(parseAbsolutePath(path)) === realTarget(own) ? bash : undefined;
}
