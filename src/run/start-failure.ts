import { readFileSync } from "node:fs";
import { EnforcementError, printable } from "../base/index.ts";

interface Cure {
  readonly file: string;
  readonly value: string;
  readonly advice: string;
}

/** Switches by which hosts forbid user namespaces to ordinary users, and how to allow them. */
const cures: readonly Cure[] = [
  {
    file: "/proc/sys/kernel/unprivileged_userns_clone",
    value: "0",
    advice: "allow them with `sudo sysctl -w kernel.unprivileged_userns_clone=1`",
  },
  {
    file: "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
    value: "1",
    advice:
      "give bwrap an AppArmor profile that allows them, or `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`",
  },
  {
    file: "/proc/sys/user/max_user_namespaces",
    value: "0",
    advice: "allow them with `sudo sysctl -w user.max_user_namespaces=15000`",
  },
];

const inContainer =
  "inside a container, start it with a seccomp profile that allows them (docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined)";

const namespaceTrouble =
  /namespace|uid map|gid map|Operation not permitted|No space left on device|mount proc|setgroups/iu;

/** The helper did not start: it is not there, or there is no room for another process or an open file. */
export function helperFailure(cause: unknown): EnforcementError {
  const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
  const told = cause instanceof Error ? printable(cause.message) : "it ended without a word";
  const why = isMissing ? "build it with `npm run build`" : told;
  return new EnforcementError(
    "enforcement/start-failed",
    `the native helper could not be started: ${why}`,
    {},
    { cause },
  );
}

/** Why the exec gate can't stand here, in the words of errno, and what would help. */
export function gateNote(why: string): string {
  return `the kernel gave no listener for started programs (${why}): another one stands above, as inside a container or another sandbox that watches system calls; run it outside of that`;
}

/** What went wrong before the command itself existed, as an error that says what to do. */
export function startFailure(step: string, message: string): EnforcementError {
  const text = printable(message.trim(), 500);
  const details = { step, message: text };
  const missing = (layer: string, why: string): EnforcementError =>
    new EnforcementError("enforcement/layer-missing", why, { ...details, layer });
  if (text.endsWith("Too many open files")) {
    const advice = "allow more of them, by sandbox.limits.open_files or for the caller (`ulimit -n`)";
    return new EnforcementError("enforcement/start-failed", `${advice}: ${text} (${step})`, details);
  }
  if (step === "gate") return missing("exec-gate", `the profile requires the layer \`exec-gate\`: ${gateNote(text)}`);
  if (step === "network")
    return missing(
      "network",
      `this host permits no network namespace to set up, without which no host can be reached: ${userNamespaceAdvice()} (${text})`,
    );
  if (step === "landlock")
    return missing(
      "landlock",
      `Landlock can't hold a command here (${text}); bubblewrap needs user namespaces: ${userNamespaceAdvice()}`,
    );
  if (step === "bubblewrap" && namespaceTrouble.test(withoutPaths(message)))
    return missing(
      "namespaces",
      `this host does not permit user namespaces, without which there is no sandbox: ${userNamespaceAdvice()} (${text})`,
    );
  const why = isOfOtherBuild(step, text)
    ? "the native helper is of another build, as when the package was replaced meanwhile: start this program again"
    : `the sandbox could not be set up (${step}): ${text}`;
  return new EnforcementError("enforcement/start-failed", why, details);
}

/** An older helper knows no word for it. */
function isOfOtherBuild(step: string, text: string): boolean {
  return step === "speech" || (step === "order" && text.startsWith("unknown key"));
}

/** What bubblewrap says around a path, which may be called anything. */
function withoutPaths(message: string): string {
  return message.replace(/\/.*(?=: )/su, "");
}

/** How to allow user namespaces on this host. */
export function userNamespaceAdvice(): string {
  return cures.find(({ file, value }) => readSetting(file) === value)?.advice ?? inContainer;
}

function readSetting(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined; // this kernel has no such switch
  }
}
