import type { IssueCode } from "../../src/base/index.ts";

export interface IssueRow {
  readonly name: string;
  readonly text: string;
  /** In the order of the text: `line:column code pointer`. */
  readonly issues: readonly string[];
  /** The spelling wanted by the first issue, where the row is about it. */
  readonly wanted?: string;
  /** True when the shape alone is wrong, so that an editor with the JSON Schema sees it too. */
  readonly shape: boolean;
}

const issue = (place: string, code: IssueCode, pointer: string): string => `${place} ${code} ${pointer}`;

function oneValue(
  name: string,
  path: readonly string[],
  json: string,
  code: IssueCode,
  wanted?: string,
  shape = false,
): IssueRow {
  const isEntry = json.startsWith("[");
  const open = path.map((key) => `{"${key}":`).join("");
  const text = `${open}\n${json}${"}".repeat(path.length)}`;
  const row = {
    name,
    text,
    shape,
    issues: [issue(isEntry ? "2:2" : "2:1", code, `/${path.join("/")}${isEntry ? "/0" : ""}`)],
  };
  return wanted === undefined ? row : { ...row, wanted };
}

const file = ["permissions", "file_access"];
const net = ["permissions", "network_access"];
const bash = ["permissions", "tool_permissions", "bash"];
const write = ["permissions", "tool_permissions", "write"];
const agent = ["permissions", "agent_permissions"];

const paths: readonly (readonly [name: string, list: string, entry: string, wanted: string])[] = [
  ["a relative path", "allowed_paths", "src/lib", "${project_root}/src/lib"],
  ["a relative pattern", "allowed_paths", "**/src", "${project_root}/**/src"],
  ["a path of the home folder as the shell writes it", "read_only_paths", "~/notes", "${home}/notes"],
  ["a variable of the shell", "allowed_paths", "$HOME/notes", "${home}/notes"],
  ["the home folder in a denied list", "denied_paths", "~/.ssh", "${home}/.ssh"],
  ["a misspelled path variable", "allowed_paths", "${project_rot}/src", "${project_root}"],
  [
    "an unknown path variable",
    "denied_paths",
    "${nothing_like_it}/src",
    "one of ${project_root} ${home} ${workspace} ${temp}",
  ],
  ["an unclosed variable", "allowed_paths", "${home", "one of ${project_root} ${home} ${workspace} ${temp}"],
  ["an absolute path with ..", "allowed_paths", "/srv/../etc", "/etc"],
  ["a climb out of the project", "allowed_paths", "${project_root}/../other", "the absolute path itself, without `..`"],
  ["a relative climb in a denied list", "denied_paths", "../other", "the absolute path itself, without `..`"],
  [
    "a variable in the middle",
    "allowed_paths",
    "/srv/${home}",
    "a variable stands first and is followed by / or nothing",
  ],
  ["an empty path", "allowed_paths", "", "an absolute path or ${project_root}/…"],
  ["a drive letter", "allowed_paths", "C:\\\\work", "an absolute path that starts with /"],
];

const domains: readonly (readonly [name: string, entry: string, wanted: string])[] = [
  ["a URL", "https://Example.com/path", "example.com"],
  ["upper case", "Api.Example.com", "api.example.com"],
  ["upper case below a star and with a port", "*.Example.com:8443", "*.example.com:8443"],
  ["a path", "example.com/docs", "example.com"],
  ["a star inside a label", "api*.example.com", "*.example.com"],
  ["a double star alone", "**", "*"],
  ["a name outside of ASCII", "bücher.example", "xn--bcher-kva.example"],
  ["a short address", "127.1", "127.0.0.1"],
  ["a long address", "[0:0:0:0:0:0:0:1]", "[::1]"],
  ["a trailing dot", "example.com.", "example.com"],
  ["a space", " example.com", "example.com"],
  ["a port out of range", "example.com:70000", "a port from 1 to 65535"],
];

const limits: readonly (readonly [name: string, path: readonly string[], json: string, shape: boolean])[] = [
  ["a negative timeout", [...bash, "timeout_seconds"], "-5", true],
  ["a timeout of nothing", [...net, "timeout_seconds"], "0", true],
  ["a fraction of a redirect", [...net, "max_redirects"], "1.5", true],
  ["a size as a text", [...file, "max_file_size_mb"], '"10"', true],
  ["a size that is no number", [...write, "max_file_size_mb"], "null", true],
  ["a list for a limit", ["sandbox", "limits", "processes"], "{}", true],
  ["a timeout that no timer can hold", [...bash, "timeout_seconds"], "99999999999", true],
  ["a number beyond all numbers", ["sandbox", "limits", "memory_mb"], "1e999", false],
  ["a session without time", [...agent, "resource_limits", "session_timeout_minutes"], "-1", true],
];

const requests: readonly (readonly [name: string, entry: string, wanted?: string])[] = [
  ["a request without methods", "api.example.com/v1/**", "* api.example.com/v1/**"],
  ["a request by its URL", "https://api.example.com/v1", "* api.example.com/v1"],
  ["a method in lower case", "get api.example.com/v1/**", "GET api.example.com/v1/**"],
  ["a request with a query", "GET api.example.com/v1?x=1", "GET api.example.com/v1"],
  ["a request with a climb", "GET api.example.com/v1/../v2"],
  ["a request with an escape", "GET api.example.com/%76"],
  ["a request with half a **", "GET api.example.com/v**"],
  ["a request with two spaces", "GET  api.example.com/"],
  ["a request to nothing", "GET /v1"],
];

/** One fault in one credential: what stands at `key` in the second line, and the issue's pointer below the entry. */
const credentials: readonly (readonly [name: string, key: string, json: string, code: IssueCode, below?: string])[] = [
  ["a literal secret", "secret", '"hunter2"', "SchemaValidationError"],
  ["a secret with two sources", "from_file", '"/etc/token"', "ConflictingRulesError"],
  ["a secret file that is not absolute", "from_file", '"token"', "InvalidPathError"],
  ["a placeholder that is too short", "placeholder", '"x"', "SchemaValidationError"],
  ["a placeholder with a space", "placeholder", '"xxxx xxxx"', "SchemaValidationError"],
  ["a secret in a header that frames", "headers", '["content-length"]', "SchemaValidationError", "/0"],
  ["a header in upper case", "headers", '["X-Api-Key"]', "SchemaValidationError", "/0"],
];

const values: readonly (readonly [
  name: string,
  path: readonly string[],
  json: string,
  wanted: string,
  shape: boolean,
])[] = [
  ["an unclosed rule", ["allowed_tools"], '["Bash(git status"]', "Bash(git status)", false],
  ["a rule without a pattern", ["ask_tools"], '["Bash()"]', "Bash", false],
  [
    "a rule with a tail",
    ["disallowed_tools"],
    '["Bash(ls) and more"]',
    "Tool, Tool(pattern), Bash(command:*), WebFetch(domain:example.com) or mcp__server__tool",
    false,
  ],
  ["a rule among commands", [...bash, "allowed_commands"], '["Bash(git:*)"]', "git", false],
  ["a rule among tools", ["tools"], '["Bash(git:*)"]', "Bash", false],
  ["a tool in lower case", ["disallowed_tools"], '["bash"]', "Bash", false],
  [
    "a rule of a tool in upper case",
    ["allowed_tools"],
    '["WEBFETCH(domain:example.com)"]',
    "WebFetch(domain:example.com)",
    false,
  ],
  ["a tool in another case among tools", ["tools"], '["Todowrite"]', "TodoWrite", false],
  ["an extension without a dot", [...write, "allowed_extensions"], '["py"]', ".py", false],
  ["an extension as a pattern", [...file, "allowed_extensions"], '["*.py"]', ".py", false],
  ["a negated pattern", [...file, "blocked_patterns"], '["!*.key"]', "*.key", false],
  [
    "an unknown mode",
    ["permission_mode"],
    '"yolo"',
    "one of default, manual, acceptEdits, plan, dontAsk, bypassPermissions",
    true,
  ],
  ["an unknown level", ["level"], '"paranoid"', "one of restricted, standard, extended, trusted", true],
  [
    "a proxy that is no URL",
    [...net, "proxy_config", "http_proxy"],
    '"proxy:8080"',
    "a URL such as http://proxy.example.com:8080",
    false,
  ],
  ["a variable with a dash", ["sandbox", "env", "pass"], '["NO-DASH"]', "a name such as CI, or LC_*", false],
  ["a version from the future", ["version"], "2", "1", true],
  ["a text for a flag", [...net, "require_https"], '"yes"', "true or false", true],
  ["a text for a list", [...net, "allowed_domains"], '"example.com"', "a list [ … ]", true],
  ["a word for a layer", ["sandbox", "layers", "seccomp"], '"maybe"', "required or preferred", true],
];

const others: readonly IssueRow[] = [
  {
    name: "a budget of nothing",
    text: '{"permissions": {"agent_permissions": {"model_selection": {"allowed_models": ["m"], "default_model": "m",\n"cost_limits": {"daily_budget_usd": 0}}}}}',
    issues: [
      issue(
        "2:37",
        "InvalidResourceLimitError",
        "/permissions/agent_permissions/model_selection/cost_limits/daily_budget_usd",
      ),
    ],
    shape: true,
  },
  ...["(?=x)y", "(?<!x)y", "(a)\\\\1", "p\u00e4ss"].map((pattern) => ({
    name: `a pattern of a secret that can't be run over bytes in linear time: ${pattern}`,
    text: `{"security_policies": {"secrets_detection": {"enabled": true,\n"exclude_patterns": ["${pattern}"]}}}`,
    issues: [issue("2:22", "SchemaValidationError", "/security_policies/secrets_detection/exclude_patterns/0")],
    shape: false,
  })),
  ...["", " ", "a*", "(?:b|)"].map((pattern) => ({
    name: `a pattern of a secret that fits where nothing stands: \`${pattern}\``,
    text: `{"security_policies": {"secrets_detection": {"enabled": true,\n"custom_patterns": ["${pattern}"]}}}`,
    issues: [issue("2:21", "SchemaValidationError", "/security_policies/secrets_detection/custom_patterns/0")],
    shape: false,
  })),
  {
    name: "a scanner without a name",
    text: '{"security_policies": {\n"vulnerability_scanning": {"enabled": true, "tools": ["safety", " "]}}}',
    issues: [issue("2:65", "SchemaValidationError", "/security_policies/vulnerability_scanning/tools/1")],
    shape: false,
  },
  ...['""', '"a\\nHost: b"', '"caf\u00e9"'].map((name) => ({
    name: `a user agent that can't stand in a header: ${name}`,
    text: `{"permissions": {"network_access": {\n"user_agent": ${name}}}}`,
    issues: [issue("2:15", "SchemaValidationError", "/permissions/network_access/user_agent")],
    shape: false,
  })),
  oneValue(
    "a command that holds NUL",
    [...bash, "blocked_commands"],
    '["git\\u0000x"]',
    "SchemaValidationError",
    "gitx",
  ),
  {
    name: "a matcher that is blank",
    text: '{"hooks": {"PreToolUse": [\n{"matcher": " ", "hooks": [{"type": "command", "command": "a"}]}]}}',
    issues: [issue("2:13", "SchemaValidationError", "/hooks/PreToolUse/0/matcher")],
    shape: false,
  },
  {
    name: "a broken pattern of a secret",
    text: '{"security_policies": {"secrets_detection": {"enabled": true,\n"custom_patterns": ["(("]}}}',
    issues: [issue("2:21", "SchemaValidationError", "/security_policies/secrets_detection/custom_patterns/0")],
    shape: false,
  },
  {
    name: "a time zone of another planet and a day of another language",
    text: '{"schedule": {"time_zone": "Mars/Olympus", "windows": [\n{"days": ["lundi"], "from": "25:00", "to": "06:00", "tools": []}]}}',
    issues: [
      issue("1:28", "SchemaValidationError", "/schedule/time_zone"),
      issue("2:11", "SchemaValidationError", "/schedule/windows/0/days/0"),
      issue("2:29", "SchemaValidationError", "/schedule/windows/0/from"),
    ],
    shape: true,
  },
  {
    name: "matchers that no tool fits",
    text: '{"hooks": {"PreToolUse": [\n{"matcher": "Edit|bash", "hooks": [{"type": "command", "command": "a"}]},\n{"matcher": "Bash(git:*)", "hooks": [{"type": "command", "command": "a"}]}]}}',
    issues: [
      issue("2:13", "SchemaValidationError", "/hooks/PreToolUse/0/matcher"),
      issue("3:13", "SchemaValidationError", "/hooks/PreToolUse/1/matcher"),
    ],
    shape: false,
  },
  {
    name: "a misspelled key",
    text: '{\n  "permissions": {\n    "file_acess": {}\n  }\n}',
    issues: [issue("3:5", "SchemaValidationError", "/permissions/file_acess")],
    wanted: "file_access",
    shape: true,
  },
  {
    name: "a key in another style",
    text: '{"allowedTools": []}',
    issues: [issue("1:2", "SchemaValidationError", "/allowedTools")],
    wanted: "allowed_tools",
    shape: true,
  },
  {
    name: "a key at the wrong place",
    text: '{ "file_access": {} }',
    issues: [issue("1:3", "SchemaValidationError", "/file_access")],
    wanted: "/permissions/file_access",
    shape: true,
  },
  {
    name: "a name with a slash and a tilde in the pointer",
    text: '{ "a/b~c": 1 }',
    issues: [issue("1:3", "SchemaValidationError", "/a~1b~0c")],
    shape: true,
  },
  {
    name: "a missing key",
    text: '{"permissions": {"agent_permissions": {"model_selection": {"allowed_models": ["m"]}}}}',
    issues: [issue("1:59", "SchemaValidationError", "/permissions/agent_permissions/model_selection/default_model")],
    wanted: '"default_model": a text',
    shape: true,
  },
  {
    name: "a key that stands twice",
    text: '{\n "name": "a",\n "name": "b"\n}',
    issues: [issue("3:2", "SchemaValidationError", "/name")],
    shape: false,
  },
  {
    name: "the prototype as a key",
    text: '{"sandbox": {"env": {"set": {"__proto__": "x"}}}}',
    issues: [issue("1:30", "SchemaValidationError", "/sandbox/env/set/__proto__")],
    shape: false,
  },
  {
    name: "a command both allowed and blocked, written differently",
    text: '{"permissions": {"tool_permissions": {"bash": {\n"allowed_commands": ["git  push"],\n"blocked_commands": ["rm", "git push:*"]}}}}',
    issues: [issue("3:28", "ConflictingRulesError", "/permissions/tool_permissions/bash/blocked_commands/1")],
    shape: false,
  },
  {
    name: "every command both allowed and blocked",
    text: '{"permissions": {"tool_permissions": {"bash": {"allowed_commands": ["*"],\n"blocked_commands": ["*"]}}}}',
    issues: [issue("2:22", "ConflictingRulesError", "/permissions/tool_permissions/bash/blocked_commands/0")],
    shape: false,
  },
  {
    name: "a rule and a command that are the same",
    text: '{"permissions": {"tool_permissions": {"bash": {"allowed_commands": ["npm publish"]}}},\n"disallowed_tools": ["Bash(npm  publish:*)"]}',
    issues: [issue("2:22", "ConflictingRulesError", "/disallowed_tools/0")],
    shape: false,
  },
  {
    name: "a role that contradicts itself",
    text: '{"roles": {"viewer": {"allowed_tools": ["Bash(*)"], "disallowed_tools": ["Bash"]}}}',
    issues: [issue("1:74", "ConflictingRulesError", "/roles/viewer/disallowed_tools/0")],
    shape: false,
  },
  {
    name: "rewriting that says nothing, or two things",
    text: '{"rewrite": [\n{"match": "Bash(a:*)"},\n{"match": "Bash(a:*)", "instead": "b", "wrap": "nice"},\n{"match": "Read", "wrap": "nice"},\n{"match": "Read", "instead": "b"}]}',
    issues: [
      issue("2:1", "SchemaValidationError", "/rewrite/0"),
      issue("3:1", "SchemaValidationError", "/rewrite/1"),
      issue("4:11", "SchemaValidationError", "/rewrite/2/match"),
    ],
    wanted: "`instead` with a word, or `strip`, `wrap` or both",
    shape: false,
  },
  {
    name: "rewriting that leaves nothing out, or one option twice",
    text: '{"rewrite": [\n{"match": "Bash", "strip": []},\n{"match": "Bash", "strip": ["-f", "-v", "-f"]}]}',
    issues: [
      issue("2:28", "SchemaValidationError", "/rewrite/0/strip"),
      issue("3:41", "SchemaValidationError", "/rewrite/1/strip/2"),
    ],
    wanted: "options such as --force, or no `strip`",
    shape: false,
  },
  {
    name: "windows of no length, and what stands twice in them",
    text: '{"schedule": {"windows": [\n{"from": "08:00", "to": "08:00", "name": "a", "tools": []},\n{"from": "24:00", "to": "00:00", "tools": []},\n{"from": "08:00", "to": "09:00", "name": "a", "days": ["mon", "mon"], "tools": []}]}}',
    issues: [
      issue("2:25", "SchemaValidationError", "/schedule/windows/0/to"),
      issue("3:25", "SchemaValidationError", "/schedule/windows/1/to"),
      issue("4:42", "SchemaValidationError", "/schedule/windows/2/name"),
      issue("4:63", "SchemaValidationError", "/schedule/windows/2/days/1"),
    ],
    wanted: "a time other than `from`; all day is 00:00 to 24:00",
    shape: false,
  },
  {
    name: "conditions of one name",
    text: '{"when": [{"name": "a", "context": {"A": "b"}, "tools": []},\n{"name": "a", "context": {"A": "c"}, "tools": []}]}',
    issues: [issue("2:10", "SchemaValidationError", "/when/1/name")],
    shape: false,
  },
  {
    name: "windows and conditions under which nothing is different",
    text: '{"schedule": {"windows": [\n{"from": "08:00", "to": "09:00", "name": "a"},\n{"from": "08:00", "to": "09:00", "disallowed_tools": [], "ask_tools": []},\n{"from": "08:00", "to": "09:00", "allowed_tools": []}]},\n"when": [{"context": {"A": "b"}},\n{"context": {"A": "b"}, "permission_mode": "plan"}]}',
    issues: [
      issue("2:1", "SchemaValidationError", "/schedule/windows/0"),
      issue("3:1", "SchemaValidationError", "/schedule/windows/1"),
      issue("5:10", "SchemaValidationError", "/when/0"),
    ],
    wanted: "a `permission_mode`, or lists such as `disallowed_tools`",
    shape: false,
  },
  {
    name: "a rule both allowed and denied under one condition",
    text: '{"when": [{"context": {"A": "b"}, "allowed_tools": ["Bash(ls:*)"],\n"disallowed_tools": ["Bash(ls:*)"]}]}',
    issues: [issue("2:22", "ConflictingRulesError", "/when/0/disallowed_tools/0")],
    shape: false,
  },
  {
    name: "hooks and callbacks without words",
    text: '{"hooks": {"PreToolUse": [{"hooks": [{"type": "command", "command": " "},\n{"type": "module", "path": ""}]}]},\n"can_use_tool": ""}',
    issues: [
      issue("1:38", "SchemaValidationError", "/hooks/PreToolUse/0/hooks/0"),
      issue("2:1", "SchemaValidationError", "/hooks/PreToolUse/0/hooks/1"),
      issue("3:17", "SchemaValidationError", "/can_use_tool"),
    ],
    shape: false,
  },
  {
    name: "matchers that ask nobody",
    text: '{"hooks": {"PreToolUse": [{"matcher": "Bash", "hooks": []}],\n"SessionEnd": [{"hooks": []}]}}',
    issues: [
      issue("1:56", "SchemaValidationError", "/hooks/PreToolUse/0/hooks"),
      issue("2:26", "SchemaValidationError", "/hooks/SessionEnd/0/hooks"),
    ],
    wanted: "a program or a module, or no such entry",
    shape: false,
  },
  {
    name: "roles that nobody gets",
    text: '{"roles": {"a": {}},\n"role_by": {}}',
    issues: [issue("2:12", "SchemaValidationError", "/role_by")],
    shape: false,
  },
  {
    name: "keys of which there are none",
    text: '{"roles": {"a": {}}, "role_by": {\n"keys": {}}}',
    issues: [issue("2:9", "SchemaValidationError", "/role_by/keys")],
    shape: false,
  },
  {
    name: "a default model that is not allowed, and models twice",
    text: '{"permissions": {"agent_permissions": {"model_selection": {\n"allowed_models": ["small", "", "small"],\n"default_model": "large"}}}}',
    issues: [
      issue("2:29", "SchemaValidationError", "/permissions/agent_permissions/model_selection/allowed_models/1"),
      issue("2:33", "SchemaValidationError", "/permissions/agent_permissions/model_selection/allowed_models/2"),
      issue("3:18", "SchemaValidationError", "/permissions/agent_permissions/model_selection/default_model"),
    ],
    shape: false,
  },
  {
    name: "no model at all",
    text: '{"permissions": {"agent_permissions": {"model_selection": {\n"allowed_models": [], "default_model": "m"}}}}',
    issues: [issue("2:19", "SchemaValidationError", "/permissions/agent_permissions/model_selection/allowed_models")],
    wanted: "at least one model",
    shape: false,
  },
  {
    name: "a condition that names nothing",
    text: '{"when": [{"context": {"A": "b"}, "tools": []},\n{"context": {}, "tools": []}]}',
    issues: [issue("2:13", "SchemaValidationError", "/when/1/context")],
    shape: false,
  },
  {
    name: "rewriting without words",
    text: '{"rewrite": [\n{"match": "Bash(a:*)", "instead": " "},\n{"match": "Bash", "wrap": ""},\n{"match": "Bash", "strip": ["force"]}]}',
    issues: [
      issue("2:35", "SchemaValidationError", "/rewrite/0/instead"),
      issue("3:27", "SchemaValidationError", "/rewrite/1/wrap"),
      issue("4:29", "SchemaValidationError", "/rewrite/2/strip/0"),
    ],
    wanted: "a text that says something",
    shape: false,
  },
  {
    name: "a secret for every host, and one without hosts",
    text: '{"permissions": {"network_access": {"credentials": [\n{"variable": "A", "domains": ["*"]},\n{"variable": "B", "domains": []}]}}}',
    issues: [
      issue("2:31", "ConflictingRulesError", "/permissions/network_access/credentials/0/domains/0"),
      issue("3:30", "InvalidDomainError", "/permissions/network_access/credentials/1/domains"),
    ],
    shape: false,
  },
  {
    name: "two secrets in one variable",
    text: '{"permissions": {"network_access": {"credentials": [{"variable": "A", "domains": ["a.test"]},\n{"variable": "A", "domains": ["b.test"]}]}}}',
    issues: [issue("2:14", "ConflictingRulesError", "/permissions/network_access/credentials/1/variable")],
    shape: false,
  },
  {
    name: "a blocked domain in a rule",
    text: '{"allowed_tools": ["WebFetch(domain:https://example.com)"]}',
    issues: [issue("1:20", "InvalidDomainError", "/allowed_tools/0")],
    wanted: "example.com",
    shape: false,
  },
  {
    name: "a limit that is not a number in JSON either",
    text: '{"sandbox": {"limits": {"open_files": NaN}}}',
    issues: [
      issue("1:39", "InvalidResourceLimitError", "/sandbox/limits/open_files"),
      issue("1:42", "SchemaValidationError", "/sandbox/limits/open_files"),
    ],
    shape: false,
  },
  { name: "an empty document", text: "", issues: [issue("1:1", "SchemaValidationError", "")], shape: false },
  { name: "a list", text: "[]", issues: [issue("1:1", "SchemaValidationError", "")], shape: true },
  {
    name: "a missing brace",
    text: '{\r\n"name": "a"',
    issues: [issue("2:12", "SchemaValidationError", "/name")],
    shape: false,
  },
  {
    name: "brackets without end",
    text: "[".repeat(200_000),
    issues: [issue("1:65", "SchemaValidationError", "")],
    shape: false,
  },
  {
    name: "a document that is too long",
    text: " ".repeat(1024 * 1024 + 1),
    issues: [issue("1:1", "SchemaValidationError", "")],
    shape: false,
  },
  {
    name: "more entries than any profile has",
    text: `[${"0,".repeat(60_000)}0]`,
    issues: [issue("1:100003", "SchemaValidationError", "")],
    shape: false,
  },
  {
    name: "several mistakes at once",
    text: '{\n"level": "none",\n"permissions": {"file_access": {"allowed_paths": ["a"], "max_file_size_mb": 0}},\n"extra": 1}',
    issues: [
      issue("2:10", "SchemaValidationError", "/level"),
      issue("3:51", "InvalidPathError", "/permissions/file_access/allowed_paths/0"),
      issue("3:77", "InvalidResourceLimitError", "/permissions/file_access/max_file_size_mb"),
      issue("4:1", "SchemaValidationError", "/extra"),
    ],
    shape: true,
  },
];

export const issueRows: readonly IssueRow[] = [
  ...paths.map(([name, list, entry, wanted]) =>
    oneValue(name, [...file, list], `["${entry}"]`, "InvalidPathError", wanted),
  ),
  ...domains.map(([name, entry, wanted]) =>
    oneValue(`${name} as a domain`, [...net, "blocked_domains"], `["${entry}"]`, "InvalidDomainError", wanted),
  ),
  ...["a..b", ".*\\\\.com", "*.*.example.com", "user@example.com", "exam ple.com", "-a.example", "@Group", ""].map(
    (entry) => oneValue(`no domain: ${entry}`, [...net, "allowed_domains"], `["${entry}"]`, "InvalidDomainError"),
  ),
  ...requests.map(([name, entry, wanted]) =>
    oneValue(name, [...net, "allow"], `["${entry}"]`, "SchemaValidationError", wanted),
  ),
  ...["@npm", "a..b"].map((entry) =>
    oneValue(`no host to open: ${entry}`, [...net, "intercept"], `["${entry}"]`, "InvalidDomainError"),
  ),
  oneValue("a request to no host", [...net, "allow"], '["GET https:x/"]', "InvalidDomainError"),
  ...credentials.map(([name, key, json, code, below = ""]): IssueRow => {
    const source = key === "from_file" && code === "ConflictingRulesError" ? '"from_env": "T", ' : "";
    const start = `{"permissions": {"network_access": {"credentials": [{"variable": "T", "domains": ["a.test"], ${source}`;
    const at = key === "secret" ? "2:1" : `2:${key.length + 5 + (below === "" ? 0 : 1)}`;
    return {
      name,
      text: `${start}\n"${key}": ${json}}]}}}`,
      issues: [issue(at, code, `/permissions/network_access/credentials/0/${key}${below}`)],
      shape: key === "secret",
    };
  }),
  ...limits.map(([name, path, json, shape]) =>
    oneValue(name, path, json, "InvalidResourceLimitError", undefined, shape),
  ),
  ...values.map(([name, path, json, wanted, shape]) =>
    oneValue(name, path, json, "SchemaValidationError", wanted, shape),
  ),
  ...others,
];
