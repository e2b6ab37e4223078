/** Texts of the form of a secret are put together here, so that no scanner takes this file for a leak. */
const run = (length: number, alphabet = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z"): string =>
  Array.from({ length }, (_, index) => alphabet[(index * 7 + (index >> 3)) % alphabet.length]).join("");

const letters = "aBdEgHjKmNpQrStUvWxYzCfLnT";
const hex = "0123456789abcdef";

const armour = (name: string, body: string): string => `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----`;
const lines = (count: number): string => Array.from({ length: count }, (_, at) => `MI${run(62)}${at}`).join("\n");

/** What must be found, by a name for it. */
export const secrets: ReadonlyMap<string, string> = new Map([
  ["github", `ghp_${run(36)}`],
  ["github fine-grained", `github_pat_${run(22)}_${run(59)}`],
  ["gitlab", `glpat-${run(20)}`],
  ["anthropic", `sk-ant-api03-${run(93)}AA`],
  ["openai", `sk-proj-${run(74)}T3BlbkFJ${run(74)}`],
  ["openai, old", `sk-${run(20)}T3BlbkFJ${run(20)}`],
  ["aws id", `AKIA${run(16, "QRSTUVWXYZ234567ABCD")}`],
  ["slack", `xoxb-${run(11, "123456789")}-${run(12, "987654321")}-${run(24)}`],
  ["slack webhook", `https://hooks.slack.com/services/T${run(8)}/B${run(8)}/${run(24)}`],
  ["stripe", `sk_live_${run(24)}`],
  ["google", `AIza${run(35)}`],
  ["npm", `npm_${run(36)}`],
  ["pypi", `pypi-AgEIcHlwaS5vcmc${run(60)}`],
  ["hugging face", `hf_${run(34, letters)}`],
  ["sendgrid", `SG.${run(22)}.${run(43)}`],
  ["vault", `hvs.${run(95)}`],
  ["cloudflare", `cfut_${run(40)}${run(8, hex)}`],
  ["grafana", `glsa_${run(32)}_${run(8, hex)}`],
  ["notion", `ntn_${run(11, "123456789")}${run(35)}`],
  ["shopify", `shpat_${run(32, hex)}`],
  ["digitalocean", `dop_v1_${run(64, hex)}`],
  ["databricks", `dapi${run(32, hex)}`],
  ["docker", `dckr_pat_${run(27)}`],
  ["figma", `figd_${run(40)}`],
  ["tailscale", `tskey-auth-${run(16)}-${run(32)}`],
  ["linear", `lin_api_${run(40)}`],
  ["1password", `ops_${btoa(JSON.stringify({ address: "corp.1password.com", key: run(122) }))}`],
  ["anthropic admin", `sk-ant-admin01-${run(93)}AA`],
  ["discord webhook", `https://discord.com/api/webhooks/${run(18, "123456789")}/${run(60)}`],
  ["google oauth", `ya29.${run(60)}`],
  ["twilio", `SK${run(32, hex)}`],
  ["telegram", `${run(9, "123456789")}:AA${run(33)}`],
  ["atlassian", `ATATT3xFfGF0${run(60)}`],
  ["age", `AGE-SECRET-KEY-1${run(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")}`],
  ["azure client secret", `a1B8Q~${run(34)}`],
  ["vercel", `vcp_${run(48)}`],
  ["grafana cloud", `glc_${btoa(JSON.stringify({ o: "1234567", n: "stack", k: run(32) }))}`],
  ["groq", `gsk_${run(52)}`],
  ["jwt", `eyJ${run(30)}.eyJ${run(40)}.${run(43)}`],
  ["rsa key", armour("RSA PRIVATE KEY", lines(12))],
  ["pkcs 8 key", armour("PRIVATE KEY", `MI${run(62)}\n${run(20)}`)],
  ["openssh key", armour("OPENSSH PRIVATE KEY", `b3BlbnNzaC1rZXktdjE${run(45)}\n${lines(5)}`)],
  [
    "encrypted key",
    armour("EC PRIVATE KEY", `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${run(32, hex)}\n\n${lines(3)}`),
  ],
  ["pgp key", armour("PGP PRIVATE KEY BLOCK", `Version: GnuPG v2\n\n${lines(9)}\n=aB3d`)],
  ["key in json", JSON.stringify({ private_key: `${armour("PRIVATE KEY", lines(20))}\n` })],
]);

/** The same, in the surroundings that make it one. */
export const inContext: ReadonlyMap<string, { readonly text: string; readonly secret: string }> = new Map(
  [
    { name: "aws secret", before: 'aws_secret_access_key = "', secret: `${run(20)}/+${run(18)}`, after: '"' },
    { name: "database password", before: "postgres://app:", secret: run(14), after: "@db.internal/app" },
    { name: "url password", before: "https://deploy:", secret: run(14), after: "@git.corp.net/x" },
    { name: "aws secret in json", before: '"SecretAccessKey": "', secret: `${run(30)}/${run(9)}`, after: '"' },
    { name: "linode", before: "LINODE_CLI_TOKEN=", secret: run(64, hex), after: "" },
    { name: "azure storage", before: "AccountName=corp;AccountKey=", secret: `${run(86)}==`, after: ";" },
    { name: "sql server", before: "Server=db;User Id=app;Password=", secret: run(14), after: ";" },
    { name: "mongodb", before: "mongodb+srv://app:", secret: run(14), after: "@cluster0.corp.net/app" },
    { name: "mysql", before: "jdbc:mysql://app:", secret: run(14), after: "@db.internal:3306/app" },
    { name: "redis password", before: "redis://:", secret: run(14), after: "@cache.internal:6379/0" },
    {
      name: "url password with signs",
      before: "https://deploy:",
      secret: `p%40s!${run(14)}`,
      after: "@git.corp.net/x",
    },
    { name: "github by basic", before: "https://", secret: run(40, hex), after: ":x-oauth-basic@github.com/corp/x" },
    { name: "npmrc", before: "//registry.corp.net/:_authToken=", secret: run(30), after: "" },
  ].map(({ name, before, secret, after }) => [name, { text: `${before}${secret}${after}`, secret }]),
);

/** What looks like one and is none. */
export const honest: ReadonlyMap<string, string> = new Map([
  ["a lock file", `      "integrity": "sha512-${run(86)}==",\n      "resolved": "https://r.test/x/-/x-1.2.3.tgz"`],
  ["a checksum", `${run(64, hex)}  dist/main.js\nGOSUM h1:${run(43)}=`],
  ["commits", `commit ${run(40, hex)}\nindex ${run(7, hex)}..${run(7, "fedcba9876543210")} 100644`],
  ["a uuid", "550e8400-e29b-41d4-a716-446655440000"],
  ["a certificate", armour("CERTIFICATE", lines(14))],
  ["a public key", `${armour("PUBLIC KEY", lines(5))}\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${run(43)} me@host`],
  [
    "the borders of a key in a program",
    'if (text.startsWith("-----BEGIN PRIVATE KEY-----") && text.includes("-----END PRIVATE KEY-----")) {}',
  ],
  ["a key left out", armour("PRIVATE KEY", "...")],
  ["a placeholder key", armour("RSA PRIVATE KEY", "x".repeat(64))],
  [
    "placeholders",
    `ghp_${"x".repeat(36)} AKIA${"X".repeat(16)} sk_test_your_key_goes_here_please npm_${"0".repeat(36)}`,
  ],
  ["documented examples", "AKIAIOSFODNN7" + "EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY"],
  ["names of classes", ".sk-folding-cube-animation-2-something-else { } gsk_render_node_get_transform_matrix_2d(x)"],
  [
    "urls",
    "postgres://localhost/app https://user:password@example.com/ http://joe:pass@www.example.org/x http://u:p@localhost:80/ redis://cache:6379/0",
  ],
  [
    "other urls",
    "amqp://guest:guest@localhost:5672 redis://:password@cache:6379 https://x/a@b git+ssh://git@host.net/a",
  ],
  ["connection strings", "Server=.;Password=${SQL_PASSWORD};Server=db;Pwd={0};Server=db;Password=<password>;"],
  [
    "words that begin alike",
    "SG.Foo.bar xoxb-name-of npm_config_registry_url glpat-name _authToken=TOKEN sk-toggleable",
  ],
  ["an interpolated url", "postgres://${USER}:${PASSWORD}@db/app mysql://$(user):$(pass)@db/app"],
  [
    "minified code",
    `!function(e,t){"use strict";var n={a:1},${run(24, letters)}=${run(24, letters)}.AC${run(10, letters)}}();`,
  ],
  ["a data url", `url(data:font/woff2;base64,d09GMgABAAAAA${run(400)})`],
  ["a source map", `{"version":3,"mappings":"AAAA,SAAS,${run(200, "ABCDEFGHIJ,;")}"}`],
  ["words", "password: string; const token = await getToken(); API_KEY=$API_KEY; secret_name: my-secret"],
]);
