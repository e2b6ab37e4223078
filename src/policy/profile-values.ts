import * as z from "zod/mini";
import { type IssueCode, printable } from "../base/index.ts";
import { domainFault, hostFault } from "./domain-entry.ts";
import type { Fault } from "./fault.ts";
import { absolutePathFault, deniedPathFault, onePathFault } from "./path-spelling.ts";
import { requestRuleFault } from "./request-rule.ts";
import { commandFault, ruleFault, toolFault } from "./rule-spelling.ts";
import * as judge from "./text-faults.ts";

/** What an issue at a value is called and which spelling it wants, whatever was found there instead. */
interface ValueKind {
  readonly code: IssueCode;
  readonly wanted: string;
}

/** Looked up when an issue is reported, so that a text where a number belongs is named like a negative one. */
export const valueKinds = z.registry<ValueKind>();

// Profiles are read once per process: compiling a parser costs more than it saves, and may be forbidden.
z.config({ jitless: true });

interface Judged {
  readonly kind: ValueKind;
  readonly description: string;
  readonly fault: (text: string) => Fault | undefined;
}

function text({ kind, description, fault }: Judged): z.ZodMiniString {
  const schema = z.string().check((payload) => {
    const found = fault(payload.value);
    if (found === undefined) return;
    const { message, wanted, code = kind.code } = found;
    payload.issues.push({ code: "custom", input: payload.value, message, params: { wanted, code } });
  });
  return schema.register(valueKinds, kind).register(z.globalRegistry, { description });
}

/** A positive whole number up to `most`; beyond it timers and kernel limits would wrap around. */
export function limit(description: string, most = 2_147_483_647): z.ZodMiniNumber {
  const wanted = `a whole number from 1 to ${most}`;
  return z
    .number()
    .check(z.int(), z.gte(1), z.lte(most))
    .register(valueKinds, { code: "InvalidResourceLimitError", wanted })
    .register(z.globalRegistry, { description });
}

/** Timers of the platform hold 31 bits of milliseconds. */
export const seconds = (description: string): z.ZodMiniNumber => limit(description, 2_147_483);
export const minutes = (description: string): z.ZodMiniNumber => limit(description, 35_791);

export function dollars(description: string): z.ZodMiniNumber {
  return z
    .number()
    .check(z.gt(0))
    .register(valueKinds, { code: "InvalidResourceLimitError", wanted: "a number above 0" })
    .register(z.globalRegistry, { description });
}

export function flag(description: string): z.ZodMiniBoolean {
  return z
    .boolean()
    .register(valueKinds, { code: "SchemaValidationError", wanted: "true or false" })
    .register(z.globalRegistry, { description });
}

export function choice<const T extends readonly string[]>(
  values: T,
  description: string,
): z.ZodMiniEnum<{ [K in T[number]]: K }> {
  const wanted = `one of ${values.join(", ")}`;
  return z
    .enum(values)
    .register(valueKinds, { code: "SchemaValidationError", wanted })
    .register(z.globalRegistry, { description });
}

const schemaKind = (wanted: string): ValueKind => ({ code: "SchemaValidationError", wanted });
const pathKind: ValueKind = {
  code: "InvalidPathError",
  wanted: "an absolute path, or one that starts with ${project_root}, ${home}, ${workspace} or ${temp}",
};

export const anyText = (description: string): z.ZodMiniString =>
  text({
    kind: schemaKind("a text"),
    description,
    fault: (value) =>
      value.includes("\0") ? { message: `\`${printable(value)}\` holds NUL`, wanted: "a text without NUL" } : undefined,
  });

/** A text that somebody is to read. */
export const someText = (description: string): z.ZodMiniString =>
  text({ kind: schemaKind("a text that says something"), description, fault: judge.wordlessFault });

export const option = () =>
  text({
    kind: schemaKind("an option such as --force"),
    description: "An option, in any of its spellings.",
    fault: judge.optionFault,
  });
export const wrapper = () =>
  text({
    kind: schemaKind("a wrapper such as timeout 30"),
    description: "A program that starts the command behind it as it is: timeout 30, nice, nohup.",
    fault: judge.wordlessFault,
  });
export const absolutePath = () =>
  text({
    kind: pathKind,
    description: "An absolute path or pattern; may start with ${project_root}, ${home}, ${workspace} or ${temp}.",
    fault: absolutePathFault,
  });
export const deniedPath = () =>
  text({
    kind: pathKind,
    description: "A path or pattern; a relative one counts from ${project_root}.",
    fault: deniedPathFault,
  });
export const onePath = () =>
  text({
    kind: pathKind,
    description: "One absolute path, without patterns.",
    fault: onePathFault,
  });
export const domain = () =>
  text({
    kind: { code: "InvalidDomainError", wanted: "a host such as example.com or *.example.com" },
    description:
      "A host: example.com, *.example.com (one label), **.example.com (any depth), *, an address, or @group; :port if wanted.",
    fault: domainFault,
  });
export const host = () =>
  text({
    kind: { code: "InvalidDomainError", wanted: "a host such as example.com or *.example.com" },
    description:
      "A host: example.com, *.example.com (one label), **.example.com (any depth), *, an address; :port if wanted.",
    fault: hostFault,
  });
export const requestRule = () =>
  text({
    kind: schemaKind("a request such as GET api.example.com/v1/**"),
    description:
      "Methods (or *), a host, and a path in which * stands for part of a segment and ** for any number of them.",
    fault: requestRuleFault,
  });
export const placeholder = () =>
  text({
    kind: schemaKind("8 to 256 letters, digits and ._~-"),
    description: "What commands see in place of the secret; made from the variable's name when absent.",
    fault: judge.placeholderFault,
  });
export const headerName = () =>
  text({
    kind: schemaKind("a header such as authorization"),
    description: "The name of a header, in lower case.",
    fault: judge.headerFault,
  });
export const rule = () =>
  text({
    kind: schemaKind("a rule such as Bash(git push:*)"),
    description: "A permission rule: Bash(npm run:*), Read(./src/**), WebFetch(domain:example.com), mcp__server__tool.",
    fault: ruleFault,
  });
export const tool = () =>
  text({
    kind: schemaKind("the name of a tool"),
    description: "The name of a tool.",
    fault: toolFault,
  });
export const command = () =>
  text({
    kind: schemaKind("a command such as git push"),
    description: "A command and the words it starts with; * is any command.",
    fault: commandFault,
  });
export const extension = () =>
  text({
    kind: schemaKind("an extension such as .ts"),
    description: "A file extension with its dot.",
    fault: judge.extensionFault,
  });
export const filePattern = () =>
  text({
    kind: schemaKind("a file pattern such as *.pem"),
    description: "A gitignore-style file pattern.",
    fault: judge.filePatternFault,
  });
export const regex = () =>
  text({
    kind: schemaKind("a regular expression"),
    description: "A regular expression.",
    fault: judge.regexFault,
  });
export const toolMatcher = () =>
  text({
    kind: schemaKind("a tool, several as Edit|Write, a regular expression, or *"),
    description: "The tools: one name, several as Edit|Write, a regular expression, or * for all.",
    fault: judge.matcherFault,
  });
export const proxyUrl = () =>
  text({
    kind: schemaKind("a URL such as http://proxy.example.com:8080"),
    description: "The URL of a proxy.",
    fault: judge.proxyFault,
  });
export const userAgent = () =>
  text({
    kind: schemaKind("a name such as my-agent/1.0"),
    description: "User-Agent header of requests made for the agent.",
    fault: judge.userAgentFault,
  });
export const timeOfDay = () =>
  text({
    kind: schemaKind("a time such as 22:00"),
    description: "A time of day, HH:MM.",
    fault: judge.timeFault,
  });
export const timeZone = () =>
  text({
    kind: schemaKind("a time zone such as Europe/Berlin"),
    description: "A time zone of the IANA database.",
    fault: judge.timeZoneFault,
  });
export const variableName = () =>
  text({
    kind: schemaKind("the name of a variable, or a start such as LC_*"),
    description: "The name of an environment variable; LC_* stands for all that start so.",
    fault: judge.variableNameFault,
  });
export const setVariableName = () =>
  text({
    kind: schemaKind("the name of a variable"),
    description: "The name of an environment variable.",
    fault: (name) =>
      name.endsWith("*")
        ? { message: `\`${printable(name)}\` names more than one variable`, wanted: "one name" }
        : judge.variableNameFault(name),
  });
export const assignment = () =>
  text({
    kind: schemaKind("a variable such as CI or CI=1"),
    description: "The name of a variable, or a name with the one value it may get.",
    fault: judge.assignmentFault,
  });
export const noProxy = () =>
  text({
    kind: { code: "InvalidDomainError", wanted: "a host such as example.com or .example.com" },
    description: "A host or network reached without the proxy.",
    fault: judge.noProxyFault,
  });
export const roleName = () =>
  text({
    kind: schemaKind("a name such as viewer"),
    description: "The name of a role.",
    fault: judge.roleFault,
  });
export const keyHash = () =>
  text({
    kind: schemaKind("64 hexadecimal digits"),
    description: "The SHA-256 of an API key, in lower-case hexadecimal digits.",
    fault: judge.keyHashFault,
  });
export const contextName = () =>
  text({
    kind: schemaKind("a name such as ENVIRONMENT"),
    description: "A name in the context.",
    fault: judge.contextNameFault,
  });
export const contextPattern = () =>
  text({
    kind: schemaKind("a value such as production, prod-* or staging|production"),
    description: "A value; * is any run of characters, | stands between alternatives.",
    fault: judge.contextPatternFault,
  });
export const agentName = () =>
  text({
    kind: schemaKind("a name such as code-reviewer"),
    description: "The name of an agent.",
    fault: judge.agentFault,
  });
export const version = () =>
  z
    .literal(1)
    .register(valueKinds, schemaKind("1"))
    .register(z.globalRegistry, { description: "Version of the profile format." });
