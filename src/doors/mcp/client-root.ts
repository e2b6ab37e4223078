import { realpathSync, statSync } from "node:fs";
import type { Server } from "@modelcontextprotocol/server";
import { type AbsolutePath, isBeneath, parseAbsolutePath, printable } from "../../base/index.ts";

/** Milliseconds that a client has to name its folders; then it has none. */
const patience = 10_000;

interface Following {
  readonly project: AbsolutePath;
  readonly enter: (folder: AbsolutePath) => void;
  readonly say: (line: string) => void;
}

/**
 * Has commands begin in the folder that the client works in: the first of its roots that is a folder of the project, with links resolved. A
 * root elsewhere counts for nothing, as what may be reached is the profile's to say. Returns what settles once the client has been heard.
 */
export function followClientRoot(server: Server, { project, enter, say }: Following): () => Promise<void> {
  let heard = Promise.resolve();
  const ask = async (): Promise<void> => {
    const folder = await clientRoot(server, project, say);
    if (folder !== undefined) enter(folder);
  };
  const begin = (): void => void (heard = ask());
  server.oninitialized = begin;
  server.setNotificationHandler("notifications/roots/list_changed", begin);
  return async () => await heard;
}

async function clientRoot(
  server: Server,
  project: AbsolutePath,
  say: (line: string) => void,
): Promise<AbsolutePath | undefined> {
  if (server.getClientCapabilities()?.roots === undefined) return undefined;
  const roots = await namedRoots(server);
  const folders = roots.map((uri) => ({ uri, folder: folderOf(uri) }));
  const inside = folders.find(({ folder }) => folder !== undefined && isBeneath(folder, project));
  for (const { uri, folder } of inside === undefined ? folders : [])
    say(
      `the client's root ${printable(folder ?? uri, 400)} is no folder of the project ${printable(project)}: start the server there`,
    );
  return inside?.folder;
}

async function namedRoots(server: Server): Promise<readonly string[]> {
  try {
    const { roots } = await server.listRoots(undefined, { timeout: patience });
    return roots.map(({ uri }) => uri);
  } catch {
    return []; // it does not answer, or with an error
  }
}

function folderOf(uri: string): AbsolutePath | undefined {
  try {
    const { protocol, hostname, pathname } = new URL(uri);
    if (protocol !== "file:" || !["", "localhost"].includes(hostname)) return undefined;
    const folder = realpathSync(decodeURIComponent(pathname));
    return statSync(folder).isDirectory() ? parseAbsolutePath(folder) : undefined;
  } catch {
    return undefined; // no URL, or nothing is there
  }
}
