import {
  type Effect,
  printable,
  type Reason,
  type ReasonCode,
  reasonCodes,
  type RuleRef,
  type Span,
} from "../base/index.ts";
import type { Verdict } from "./verdict.ts";

const effectWords = { allow: "allowed", ask: "needs confirmation", deny: "denied" } as const satisfies Record<
  Effect,
  string
>;

/** What would make it work, for codes where that is the same for every subject. */
const remedies: Partial<Readonly<Record<ReasonCode, string>>> = {
  "mode/plan": "leave plan mode to run it",
  "command/untrusted-path": "call the program by its bare name, or name its path in a rule",
  "command/refused-builtin": "write the command out instead",
  "shell/unparsable": "check the quoting with bash -n",
  "shell/misread": "write it in a plainer way",
  "shell/too-long": "put the text into a script file",
  "shell/too-deep": "split it into several commands",
  "shell/not-text": "send valid UTF-8 without NUL",
  "shell/opaque-command": "spell the command's name out",
  "shell/opaque-operand": "put -- before it, or spell it out",
  "shell/opaque-text": "spell the text out, or allow the shell with a rule of its own",
  "shell/opaque-arithmetic": "use literal numbers, or variables assigned from digits",
  "shell/opaque-cwd": "spell the folder out, or use absolute paths",
  "env/changes-what-runs": "leave it out, or list the variable in bash.allowed_env",
  "path/denied": "use another path, or take it off the denied paths",
  "path/read-only": "write elsewhere, or take it off the read-only paths",
  "path/opaque": "spell the path out",
  "path/device": "use /dev/null or a file",
  "path/blocked-pattern": "use another file name, or take the pattern off the list",
  "path/extension": "use a listed extension, or add this one to allowed_extensions",
  "path/too-large": "write less at once, or raise max_file_size_mb (for commands sandbox.limits.file_size_mb, too)",
  "secret/unsearched": "make it smaller and readable, or check that it works by itself",
  "secret/found": "take it out, or list its form in security_policies.secrets_detection.exclude_patterns",
  "scan/found":
    "use what has no such weak spot, or set security_policies.vulnerability_scanning.block_on_high to false",
  "scan/unscanned":
    "let the scanner do its work, or list the tools that are to look in security_policies.vulnerability_scanning.tools",
  "agent/model-not-allowed": "name one of allowed_models, or none",
  "command/longer-than-allowed": "put it into a script, or raise validators.max_command_length",
  "command/chained": "send one command at a time",
  "net/denied": "use another host, or take it off the blocked domains",
  "net/opaque-host": "spell the host out",
  "net/not-https": "use https",
  "net/bad-target": "name a host and a port, or a whole URL, without user names and other spellings",
  "net/bad-request": "send a plain HTTP/1.1 request",
  "net/bad-length": "send one content-length, or transfer-encoding: chunked alone",
  "net/method-refused": "use another method",
  "net/address-not-listed": "use the host's name, or list the address itself",
  "net/address-refused": "list the address itself to allow it",
  "net/address-changed": "try again",
  "net/unresolved": "check the name",
  "net/host-mismatch": "name the same host everywhere",
  "net/bad-hello": "start TLS in the usual way",
  "net/server-name-missing": "send the server's name when TLS starts, or allow it with missing_server_name",
  "net/server-name-mismatch": "connect to the host that is named",
  "net/hidden-server-name": "turn encrypted client hello off, or allow it with encrypted_client_hello",
  "net/too-many-redirects": "follow fewer, or raise max_redirects",
  "net/too-many-requests": "raise max_network_requests_per_session",
  "net/unknown-client": "send the credentials of the proxy variables",
  "net/request-not-allowed": "add a rule such as `GET host/path` to permissions.network_access.allow",
  "net/ambiguous-request": "write the path without dots, control characters and doubled escapes",
  "tool/not-available": "add it to tools",
  "tool/denied": "take it off disallowed_tools",
  "tool/bad-input": "send the tool's documented input",
};

const ruleWords: Partial<Readonly<Record<ReasonCode, string>>> = {
  "rule/allowed": "allow rule",
  "rule/asked": "ask rule",
  "rule/denied": "deny rule",
  "command/not-rewritten": "not certain how to rewrite it for",
  "scan/found": "too severe for",
  "scan/unscanned": "that scan is needed for",
};

/** One line: what was judged, why, which rule spoke, and what would make it work. */
export function reasonMessage(verdict: Verdict, effect: Effect): string {
  const { code, rule, subject, advice } = verdict;
  const why = ruleWords[code] ?? reasonCodes[code];
  const spoken =
    rule === undefined ? "" : ` ${printable(rule.text)} (${printable(`${rule.source.file} ${rule.source.pointer}`)})`;
  const said = rule?.instead ?? (advice === undefined ? remedies[code] : adviceText(code, advice));
  const remedy = effect === "allow" || said === undefined ? undefined : printable(said, 400);
  const what = subject === "" ? "" : ` ${printable(subject)}:`;
  return `${effectWords[effect]}:${what} ${why}${spoken}${remedy === undefined ? "" : `; ${remedy}`}`;
}

function adviceText(code: ReasonCode, advice: string): string {
  if (code === "net/host-not-allowed")
    return `allow it with --allow-domain ${printable(advice)}, or in allowed_domains`;
  return `add ${printable(advice)} to allowed_tools to allow it`;
}

/** Why it is not certain how a command is to be rewritten. */
export type Unsure = "hidden" | "inner-text" | "unread" | "option" | "unplaced" | "misread" | "endless";

/** What would make it certain. */
const certainties = {
  hidden: "spell the command out",
  "inner-text": "write it as a command of its own, not as text for another shell",
  unread: "the shell itself does it: use a program in its place",
  option: "put -- before what only exists at run time, and each option into a word of its own",
  unplaced: "spell the command out where it runs",
  misread: "write it in a plainer way",
  endless: "the profile's rewritings undo each other: change them",
} as const satisfies Record<Unsure, string>;

interface Doubted {
  readonly subject: string;
  readonly at: Span | undefined;
  /** What is to be rewritten. */
  readonly rule: RuleRef;
}

/** The denial of a command that the profile wants rewritten, where that can't be done for certain. */
export function unsureReason(why: Unsure, { subject, at, rule }: Doubted): Reason {
  const told = {
    effect: "deny",
    code: "command/not-rewritten",
    subject,
    rule: { ...rule, instead: certainties[why] },
  } as const;
  return { ...told, ...(at && { at }), message: reasonMessage({ ...told, at }, "deny") };
}
