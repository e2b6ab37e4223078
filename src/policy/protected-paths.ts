import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { PathEntry } from "./effective-profile.ts";
import { coversPath } from "./path-entry.ts";
import type { Variables } from "./variables.ts";

/** Keys, tokens, password stores, browser profiles and histories: never shown, whatever a profile allows. */
const inHome = [
  ".ssh",
  ".gnupg",
  ".aws",
  ".azure",
  ".config/gcloud",
  ".config/doctl",
  ".config/hcloud",
  ".oci",
  ".kube",
  ".docker/config.json",
  ".config/containers/auth.json",
  ".netrc",
  "_netrc",
  ".git-credentials",
  ".config/git/credentials",
  ".config/gh",
  ".config/glab-cli",
  ".config/hub",
  ".npmrc",
  ".yarnrc.yml",
  ".pypirc",
  ".gem/credentials",
  ".cargo/credentials",
  ".cargo/credentials.toml",
  ".m2/settings.xml",
  ".gradle/gradle.properties",
  ".composer/auth.json",
  ".config/composer/auth.json",
  ".terraform.d/credentials.tfrc.json",
  ".terraformrc",
  ".vault-token",
  ".pgpass",
  ".my.cnf",
  ".config/op",
  ".config/Bitwarden",
  ".config/Bitwarden CLI",
  ".config/keepassxc",
  ".password-store",
  ".local/share/keyrings",
  ".local/share/kwalletd",
  ".config/chromium",
  ".config/google-chrome",
  ".config/BraveSoftware",
  ".config/microsoft-edge",
  ".mozilla",
  ".thunderbird",
  ".claude.json",
  ".claude/.credentials.json",
  ".codex/auth.json",
  ".gemini/oauth_creds.json",
  ".gemini/.env",
  ".local/share/opencode/auth.json",
  ".config/github-copilot",
  ".bash_history",
  ".zsh_history",
  ".zhistory",
  ".history",
  ".sh_history",
  ".ash_history",
  ".python_history",
  ".node_repl_history",
  ".psql_history",
  ".mysql_history",
  ".sqlite_history",
  ".rediscli_history",
  ".lesshst",
  ".local/share/fish/fish_history",
  ".config/sallyport",
  ".local/state/sallyport",
];

/** Secrets below folders of the operating system that every profile shows: refused by name, and masked for those who could read them. */
export const systemSecrets: readonly string[] = [
  "/etc/shadow",
  "/etc/shadow-",
  "/etc/gshadow",
  "/etc/gshadow-",
  "/etc/sudoers",
  "/etc/sudoers.d",
  "/etc/security/opasswd",
  "/etc/ssl/private",
  "/etc/pki/tls/private",
  "/etc/krb5.keytab",
  "/etc/wireguard",
  "/etc/openvpn",
  "/etc/ppp/chap-secrets",
  "/etc/ppp/pap-secrets",
  "/etc/NetworkManager/system-connections",
  "/etc/rancher",
  "/etc/kubernetes",
];

const inSystem = [
  ...systemSecrets,
  "/etc/ssh/*_key",
  "/root/.ssh",
  "/var/run/docker.sock",
  "/run/docker.sock",
  "/run/containerd/containerd.sock",
  "/run/podman/podman.sock",
];

/** Built on every command: made directly, without the search for variables that entries of a profile need. */
function builtIn(text: string, base: AbsolutePath | "/", glob = false): PathEntry {
  return {
    text: base === "/" ? text : `~/${text}`,
    path: parseAbsolutePath(text, base),
    glob,
    folder: false,
    source: { file: "built-in", pointer: "/protected" },
  };
}

/**
 * Denied entries that every profile has; `unseen` are those of the home folder where the profile shows nothing they could lie in: there is nothing to
 * mask, and a rule for any file must not open them. A socket of the host that the profile lists in `unix_sockets` is not protected from it.
 */
export function protectedEntries(
  shown: readonly PathEntry[],
  sockets: readonly string[],
  variables: Variables,
): { readonly denied: readonly PathEntry[]; readonly unseen: readonly PathEntry[] } {
  const own = [
    ...inHome.map((path) => builtIn(path, variables.home)),
    ...variables.own.map((path) => builtIn(path, "/")),
  ];
  const isOpen = shown.some((open) => open.glob);
  const isVisible = (entry: PathEntry): boolean =>
    isOpen || shown.some((open) => coversPath(open, entry) || coversPath(entry, open));
  const visible = own.filter(isVisible);
  const system = inSystem.map((path) => builtIn(path, "/", path.includes("*")));
  return {
    denied: [...visible, ...system.filter((entry) => !sockets.includes(entry.path))],
    unseen: own.filter((entry) => !visible.includes(entry)),
  };
}

/** Keys, tokens and histories of a home, whether or not a profile shows anything around them. */
export function protectedInHome(home: AbsolutePath): readonly AbsolutePath[] {
  return inHome.map((path) => parseAbsolutePath(path, home));
}
