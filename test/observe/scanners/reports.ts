/** What the real programs print, cut to one or two findings each. */
const npm = {
  auditReportVersion: 2,
  vulnerabilities: {
    lodash: {
      name: "lodash",
      severity: "high",
      isDirect: true,
      via: [
        {
          source: 1106913,
          name: "lodash",
          dependency: "lodash",
          title: "Command Injection in lodash",
          url: "https://github.com/advisories/GHSA-35jh-r3h4-6jhm",
          severity: "high",
          cwe: ["CWE-77", "CWE-94"],
          cvss: { score: 7.2, vectorString: "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H" },
          range: "<4.17.21",
        },
        {
          source: 1094499,
          name: "lodash",
          dependency: "lodash",
          title: "Regular Expression Denial of Service (ReDoS) in lodash",
          url: "https://github.com/advisories/GHSA-29mw-wpgm-hmr9",
          severity: "moderate",
          range: "<4.17.21",
        },
      ],
      effects: ["async"],
      range: "<=4.17.20",
      nodes: ["node_modules/lodash"],
      fixAvailable: true,
    },
    async: { name: "async", severity: "high", isDirect: true, via: ["lodash"], effects: [], range: "2.x", nodes: [] },
  },
  metadata: { vulnerabilities: { info: 0, low: 0, moderate: 1, high: 2, critical: 0, total: 3 } },
};

const npm6 = {
  actions: [],
  advisories: {
    "1523": {
      id: 1523,
      module_name: "lodash",
      vulnerable_versions: "<4.17.19",
      severity: "low",
      title: "Prototype Pollution",
      url: "https://npmjs.com/advisories/1523",
    },
  },
};

const vulnerability = {
  vulnerability_id: "44742",
  package_name: "django",
  ignored: false,
  analyzed_version: "1.8",
  advisory: "Django before 2.2.28 is affected.",
  severity: null,
  CVE: "CVE-2022-28346",
  more_info_url: "https://pyup.io/v/44742/97c/",
};

const safety = {
  report_meta: { scan_target: "files", safety_version: "2.3.5", json_version: 1 },
  scanned_packages: { django: { name: "django", version: "1.8" } },
  vulnerabilities: [
    vulnerability,
    {
      ...vulnerability,
      CVE: null,
      severity: { source: "CVE-1", cvssv2: null, cvssv3: { base_score: 9.8, base_severity: "CRITICAL" } },
    },
  ],
  ignored_vulnerabilities: [],
};

const bandit = {
  errors: [],
  generated_at: "2024-01-01T00:00:00Z",
  metrics: { _totals: { loc: 2 } },
  results: [
    {
      code: "1 import subprocess\n",
      col_offset: 0,
      filename: "/p/app.py",
      issue_confidence: "HIGH",
      issue_cwe: { id: 78, link: "https://cwe.mitre.org/data/definitions/78.html" },
      issue_severity: "HIGH",
      issue_text: "subprocess call with shell=True identified, security issue.",
      line_number: 2,
      line_range: [2],
      test_id: "B602",
      test_name: "subprocess_popen_with_shell_equals_true",
    },
  ],
};

const eslint = [
  {
    filePath: "/p/app.js",
    messages: [
      {
        ruleId: "security/detect-eval-with-expression",
        severity: 1,
        message: "eval with argument of type Identifier",
        line: 3,
        column: 1,
        nodeType: "CallExpression",
      },
      { ruleId: "semi", severity: 2, message: "Missing semicolon.", line: 1, column: 9 },
    ],
    suppressedMessages: [],
    errorCount: 1,
    fatalErrorCount: 0,
    warningCount: 1,
  },
];

const semgrep = {
  version: "1.50.0",
  results: [
    {
      check_id: "python.lang.security.audit.eval-detected",
      path: "/p/app.py",
      start: { line: 7, col: 1, offset: 80 },
      end: { line: 7, col: 10, offset: 89 },
      extra: { message: "Detected the use of eval().", severity: "WARNING", metadata: {}, lines: "eval(x)" },
    },
  ],
  errors: [],
  paths: { scanned: ["/p/app.py"] },
};

export const reports = { npm, npm6, safety, bandit, eslint, semgrep };
