/** Documents that must load as they stand, in the shapes that people publish. */
export const validDocuments: readonly (readonly [name: string, text: string])[] = [
  ["nothing", "{}"],
  [
    "empty sections with comments",
    '{ "name": "x", "permissions": { "file_access": { /* later */ }, "network_access": {}, }, // end\n}',
  ],
  ["a byte order mark", "\uFEFF{}"],
  [
    "relative denied entries",
    '{"permissions": {"file_access": {"allowed_paths": ["${project_root}"], "denied_paths": [".env", "secrets/", "**/test/**", "${home}/.ssh", ".env.*"]}}}',
  ],
  [
    "one path both allowed and read-only",
    '{"permissions": {"file_access": {"allowed_paths": ["${workspace}"], "read_only_paths": ["${workspace}"]}}}',
  ],
  [
    "every kind of domain",
    '{"permissions": {"network_access": {"allowed_domains": ["example.com", "*.example.com", "**.example.com", "*", "example.com:8443", "*:443", "10.0.0.1", "::1", "[::1]:8080", "@registries", "my_host.internal", "xn--bcher-kva.example"], "blocked_domains": ["*.onion", "*.local", "localhost", "127.0.0.1"]}}}',
  ],
  [
    "a proxy",
    '{"permissions": {"network_access": {"proxy_config": {"http_proxy": "http://proxy.example.com:8080", "https_proxy": "http://proxy.example.com:8080", "no_proxy": ["localhost", "127.0.0.1", "*.local", ".example.com", "10.0.0.0/8"]}}}}',
  ],
  [
    "all commands blocked, none allowed",
    '{"permissions": {"tool_permissions": {"bash": {"allowed_commands": [], "blocked_commands": ["*"]}}}}',
  ],
  [
    "a longer block below an allowed command",
    '{"permissions": {"tool_permissions": {"bash": {"allowed_commands": ["git", "rm"], "blocked_commands": ["git push --force", "rm -rf /"], "require_confirmation": ["git"]}}}}',
  ],
  ["a confirmation for everything", '{"permissions": {"tool_permissions": {"bash": {"require_confirmation": ["*"]}}}}'],
  [
    "writing",
    '{"permissions": {"tool_permissions": {"write": {"max_file_size_mb": 10, "allowed_extensions": [".py", ".d.ts"], "blocked_patterns": ["*.exe", "core.*"], "backup_on_overwrite": true, "require_confirmation": ["*.env", "Dockerfile"]}}}}',
  ],
  [
    "agents",
    '{"permissions": {"agent_permissions": {"model_selection": {"allowed_models": ["small", "large"], "default_model": "small", "require_approval_for_opus": true, "cost_limits": {"daily_budget_usd": 0.5}}, "parallel_execution": {"max_concurrent_agents": 3, "timeout_seconds": 300}, "resource_limits": {"session_timeout_minutes": 60}}}}',
  ],
  [
    "security policies",
    '{"security_policies": {"prevent_secrets_exposure": true, "secrets_detection": {"enabled": true, "tools": ["one"], "block_on_detection": true, "alert_on_detection": true, "custom_patterns": ["sk-[a-zA-Z0-9]{48}"], "exclude_patterns": ["test_.*"]}, "vulnerability_scanning": {"enabled": true, "severity_threshold": "medium", "block_on_high": true}}}',
  ],
  [
    "requests and secrets",
    '{"permissions": {"network_access": {"intercept": ["*.example.com", "10.0.0.1"], "intercept_except": ["pinned.example.com"], "allow": ["GET api.example.com/v1/**", "GET,HEAD **.example.com:8443", "* example.com/a*/**/b"], "credentials": [{"variable": "API_TOKEN", "domains": ["api.example.com", "localhost:8080"], "headers": ["x-api-key"], "placeholder": "key_000000000000", "from_env": "REAL_TOKEN"}, {"variable": "OTHER", "domains": ["*.example.org"], "from_file": "${home}/.config/token"}]}}}',
  ],
  ["a level alone", '{"level": "standard", "description": "Balanced"}'],
  [
    "rules of every form",
    '{"tools": ["Bash", "mcp__shop__search"], "allowed_tools": ["Read", "Bash(git:*)", "Bash(npm install)", "Bash(git * main)", "Read(./src/**)", "Edit(~/notes/*)", "Write(//srv/x)", "WebFetch(domain:*.example.com)", "mcp__shop", "mcp__shop__*", "Task(reviewer)", "Skill(doc-*)", "UnknownTool"], "disallowed_tools": ["Bash(git push:*)"]}',
  ],
  [
    "roles and times",
    '{"roles": {"viewer": {"tools": ["Read"]}}, "schedule": {"time_zone": "Europe/Berlin", "windows": [{"days": ["mon", "fri"], "from": "22:00", "to": "06:00", "disallowed_tools": ["Edit"]}, {"from": "00:00", "to": "24:00", "allowed_tools": []}]}, "hooks": {"PreToolUse": []}}',
  ],
  [
    "a sandbox",
    '{"sandbox": {"backend": "bubblewrap", "root": "${temp}/root", "env": {"pass": ["PATH", "LC_*"], "set": {"CI": "1"}}, "limits": {"processes": 64}, "layers": {"exec-gate": "preferred"}, "exec": "guarded", "transaction": "off", "unix_sockets": ["/run/x.sock"], "caches": "private"}}',
  ],
];
