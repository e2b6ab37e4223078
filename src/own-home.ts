import { userInfo } from "node:os";
import { ConfigError, printable } from "./base/index.ts";

interface OwnHome {
  readonly home: string;
  /** With a HOME that means the same to whoever reads it, where there is one. */
  readonly env: ReadonlyMap<string, string>;
}

/**
 * Where this process's user has their home: HOME, or the account's where that is unset, empty or relative. Those would be another folder wherever
 * one stands, and with it other profiles and other files that are protected. Throws a `ConfigError` where there is neither.
 */
export function ownHome(env: ReadonlyMap<string, string>): OwnHome {
  const stated = env.get("HOME");
  if (stated?.startsWith("/") === true) return { home: stated, env };
  const home = accountHome();
  if (home?.startsWith("/") === true)
    return { home, env: stated === undefined ? env : new Map([...env, ["HOME", home]]) };
  const what = stated === undefined ? "is not set" : `is \`${printable(stated)}\`, which is no absolute path`;
  throw new ConfigError("config/usage", `HOME ${what}, and this user has no home of its own: set HOME to a folder`);
}

function accountHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined; // this user has no entry
  }
}
