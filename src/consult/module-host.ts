/**
 * A process of its own for one question to a module of the profile's: what hangs, crashes or leaves something behind there is ended with it. The
 * question comes by standard input, the answer goes to descriptor 3; what the module prints is nobody's answer.
 */
import { readFileSync, realpathSync, writeSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

interface Asked {
  readonly module: string;
  readonly wanted: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly projectRoot: string;
}

try {
  const asked: Asked = JSON.parse(readFileSync(0, "utf8"));
  const answer = await ask(asked);
  writeAll(3, answer === undefined ? "" : JSON.stringify(answer));
  process.exit(0);
} catch (error) {
  writeAll(2, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exit(1);
}

async function ask({ module, wanted, event, projectRoot }: Asked): Promise<unknown> {
  const file = realpathSync(module);
  guardImports(file, projectRoot);
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href);
  const found = functionIn(exported, wanted);
  if (found === undefined) throw new Error(`it exports no function, neither as default nor as ${wanted}`);
  const { signal } = new AbortController();
  const id = event["tool_use_id"];
  if (wanted === "hook") return found(freeze(event), id, { signal });
  return found(event["tool_name"], freeze(event["tool_input"]), { ...event, signal, toolUseID: id });
}

/** By default or by name; the default of a CommonJS file holds all that it exports. */
function functionIn(exported: Readonly<Record<string, unknown>>, wanted: string): Asking | undefined {
  const names = wanted === "canUseTool" ? ["canUseTool", "can_use_tool"] : [wanted];
  const whole = exported["default"];
  const inWhole =
    typeof whole === "object" && whole !== null ? new Map<string, unknown>(Object.entries(whole)) : undefined;
  return [whole, ...names.flatMap((name) => [exported[name], inWhole?.get(name)])].find(
    (found): found is Asking => typeof found === "function",
  );
}

type Asking = (...words: readonly unknown[]) => unknown;

/** Only the module itself is protected from the commands of the project: what else lies there they could have written. */
function guardImports(file: string, projectRoot: string): void {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const path = found.url.startsWith("file:") ? fileURLToPath(found.url) : undefined;
      if (path !== undefined && path !== file && path.startsWith(`${projectRoot}/`))
        throw new Error(`it imports ${path}, which commands may write; put all of it into one file`);
      return found;
    },
  });
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}

function writeAll(fd: 2 | 3, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
}
