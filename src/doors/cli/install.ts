import { ConfigError, printable } from "../../base/index.ts";
import {
  type ClientName,
  type FileChanged,
  installClient,
  type Installed,
  type Installing,
  patchOf,
  uninstallClient,
  type Way,
  ways,
} from "../../setup/index.ts";
import { writeAll } from "../world.ts";
import { clientAsked } from "./client-asked.ts";
import { colourOf } from "./colour.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

const scopes = new Map([
  ["--scope", "value"],
  ["--print", "flag"],
] as const);

/** `install CLIENT [--as hook,shell,mcp,all] [--scope user|project] [--print]`: brings a client to ask Sallyport, and shows what was changed. */
export const install: Command = {
  options: new Map([...scopes, ["--as", "value"]]),
  run(invocation) {
    const asked = clientAsked(invocation, "install");
    return told(invocation, installClient({ ...asked, ways: waysOf(invocation, asked.client) }), asked);
  },
};

/** `uninstall CLIENT [--scope user|project] [--print]`: takes it out again. */
export const uninstall: Command = {
  options: new Map(scopes),
  run(invocation) {
    const asked = clientAsked(invocation, "uninstall");
    return told(invocation, uninstallClient(asked), asked);
  },
};

function waysOf(invocation: Invocation, client: ClientName): readonly Way[] {
  const known = [...ways[client].keys()];
  const said = ownValue(invocation, "--as");
  if (said === "all") return known;
  if (said === undefined) return known.slice(0, 1);
  return said.split(",").map((word) => {
    const way = known.find((name) => name === word);
    if (way !== undefined) return way;
    throw new ConfigError("config/usage", `install: for ${client} --as takes ${known.join(", ")} or all`);
  });
}

function told(
  invocation: Invocation,
  { changes, left }: Installed,
  { client, isDry }: Omit<Installing, "ways">,
): number {
  const colour = colourOf(invocation.world, false);
  if (changes.length === 0) writeAll(1, "nothing to change\n");
  for (const { file, before, after } of changes) {
    writeAll(1, `${colour("bold", printable(file, 1000))}\n`);
    for (const line of patchOf(before ?? "", after ?? "").flatMap(({ lines }) =>
      lines.filter((one) => !one.startsWith("\\")),
    )) {
      const kind = line.startsWith("+") ? "green" : line.startsWith("-") ? "red" : undefined;
      const text = `  ${printable(line, 2000)}`;
      writeAll(1, `${kind === undefined ? text : colour(kind, text)}\n`);
    }
  }
  if (!isDry && changes.length > 0) writeAll(1, `\n${hints(client, changes)}try it: sallyport verify ${client}\n`);
  for (const file of left)
    writeAll(
      1,
      `${printable(file, 1000)} names Sallyport in what is not of this installation: take that out by hand\n`,
    );
  return 0;
}

/** What only the user can do. */
function hints(client: ClientName, changes: readonly FileChanged[]): string {
  const link = changes.find(({ file, after }) => file.endsWith("/shell/bash") && after !== undefined);
  const path =
    link === undefined
      ? ""
      : `start the client with this folder first on its PATH: ${link.file.replace(/\/bash$/u, "")}\n`;
  const isHook = changes.some(({ file, after }) => file.endsWith("/hooks.json") && after !== undefined);
  const trust =
    client === "codex" && isHook
      ? "Codex runs no hook that you have not looked at: start it, and trust the hook there\n"
      : "";
  return path + trust;
}
