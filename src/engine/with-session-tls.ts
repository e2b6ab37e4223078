import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAbsolutePath } from "../base/index.ts";
import { openOwnedFolder, sweepOwned } from "../changes/index.ts";
import { type CompiledPolicy, type EffectiveProfile, interceptsAny } from "../policy/index.ts";
import type { OpenNetwork } from "./network.ts";
import type { Session } from "./session.ts";

/** A way out on which TLS is opened where the policy wants it. */
interface OpenedTls {
  /** PEM; what clients must trust. */
  readonly bundle: string;
  readonly openNetwork: OpenNetwork;
  readonly missing: (policy: CompiledPolicy) => readonly string[];
}

/** The composition root's: a new authority for each session. */
export type OpenTls = () => Promise<OpenedTls>;

export interface SessionWithTls extends Disposable {
  readonly session: Session;
  /** What the caller should know: secrets that are not there. */
  readonly lines: readonly string[];
}

/** Variables by which programs find whom to trust; the system's own file stays as it is. */
const trustVariables = [
  "SSL_CERT_FILE",
  "CURL_CA_BUNDLE",
  "REQUESTS_CA_BUNDLE",
  "NODE_EXTRA_CA_CERTS",
  "GIT_SSL_CAINFO",
  "PIP_CERT",
  "CARGO_HTTP_CAINFO",
  "AWS_CA_BUNDLE",
  "DENO_CERT",
] as const;

const unchanged = (session: Session): SessionWithTls => ({ session, lines: [], [Symbol.dispose]: () => undefined });

/** The session with what opens TLS inside of its sandboxes, where its policy opens any. Disposed, nothing of it is left. */
export async function withSessionTls(session: Session): Promise<SessionWithTls> {
  const { surroundings, loaded } = session;
  const { openTls, openNetwork } = surroundings;
  if (openTls === undefined || openNetwork === undefined || !interceptsAny(loaded.policy)) return unchanged(session);
  const tls = await openTls();
  const start = "/tmp/sallyport-trust-";
  sweepOwned(start);
  // The folders of this user's own are never shown to a sandbox, and this one has to be.
  const { path: folder, [Symbol.dispose]: dispose } = openOwnedFolder(start);
  const file = join(folder, "authorities.pem");
  writeFileSync(file, tls.bundle, { mode: 0o444 });
  chmodSync(folder, 0o755);
  return {
    session: {
      ...session,
      surroundings: { ...surroundings, openNetwork: tls.openNetwork },
      loaded: { ...loaded, profile: trusting(loaded.profile, file) },
    },
    lines: tls.missing(loaded.policy),
    [Symbol.dispose]: dispose,
  };
}

function trusting(profile: EffectiveProfile, file: string): EffectiveProfile {
  const { files, sandbox } = profile;
  const source = { file: "built-in", pointer: "/trust" };
  const entry = { text: file, path: parseAbsolutePath(file), glob: false, folder: false, source };
  const set = new Map([...trustVariables.map((name) => [name, file] as const), ...sandbox.env.set]);
  return {
    ...profile,
    files: { ...files, readOnly: [...files.readOnly, entry] },
    sandbox: { ...sandbox, env: { ...sandbox.env, set } },
  };
}
