import type { PathAccess } from "../../src/policy/index.ts";
import type { ProfileBody } from "./policy-of.ts";

export interface AccessCase {
  readonly name: string;
  readonly lists: ProfileBody;
  readonly path: string;
  readonly access: PathAccess;
}

type Row = readonly [lists: ProfileBody, path: string, access: PathAccess];

const root = "${project_root}";
const project = { allowed_paths: [root] };

const rows: readonly Row[] = [
  [{}, "/home/ann/shop/a", "readable"],
  [{}, "/home/ann/notes", "hidden"],
  [{}, "/usr/bin/git", "readable"],
  [{}, "/etc/shadow", "denied"],
  [{}, "/etc/krb5.keytab", "denied"],
  [{}, "/etc/kubernetes/admin.conf", "denied"],
  [project, "/etc/wireguard/wg0.conf", "denied"],
  [{}, "/tmp/x", "writable"],
  [{}, "/", "readable"],
  [{}, "/dev/null", "writable"],
  [{}, "/dev/sda", "hidden"],
  [project, "/home/ann/shop", "writable"],
  [project, "/home/ann/shop/a/b", "writable"],
  [project, "/home/ann/shopping", "hidden"],
  [{ allowed_paths: [`${root}/src`] }, "/home/ann/shop/README.md", "hidden"],
  [{ ...project, read_only_paths: [`${root}/lib`] }, "/home/ann/shop/lib/a", "read-only"],
  [{ ...project, read_only_paths: [root] }, "/home/ann/shop/a", "read-only"],
  [{ allowed_paths: [`${root}/src`], read_only_paths: [root] }, "/home/ann/shop/src/a", "writable"],
  [{ allowed_paths: [`${root}/src`], read_only_paths: [root] }, "/home/ann/shop/b", "read-only"],
  [{ ...project, read_only_paths: [`${root}/**/*.lock`] }, "/home/ann/shop/a/b.lock", "read-only"],
  [{ ...project, denied_paths: [".env"] }, "/home/ann/shop/.env", "denied"],
  [{ ...project, denied_paths: [".env"] }, "/home/ann/shop/sub/.env", "writable"],
  [{ ...project, denied_paths: ["secrets/"] }, "/home/ann/shop/secrets/a/b", "denied"],
  [{ ...project, denied_paths: [".env.*"] }, "/home/ann/shop/.env.local", "denied"],
  [{ ...project, denied_paths: ["**/test/**"] }, "/home/ann/shop/x/test/y", "denied"],
  [{ ...project, denied_paths: ["secrets/"] }, "/home/ann/shop/src/secret-link", "denied"],
  [project, "/home/ann/shop/src/away", "hidden"],
  [project, "/home/ann/shop/out/link", "readable"],
  [project, `/home/ann/shop/${"a/".repeat(3000)}`, "hidden"],
];

export const accessCases: readonly AccessCase[] = rows.map(([lists, path, access]) => ({
  lists,
  path,
  access,
  name: `${path.slice(0, 60)} is ${access} [${JSON.stringify(lists)}]`,
}));
