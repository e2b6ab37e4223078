/** Credential-shaped texts are put together here, so that no scanner takes this file for a leak. */
const run = (length: number, alphabet = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z"): string =>
  Array.from({ length }, (_, index) => alphabet[index % alphabet.length]).join("");

export interface RedactionCase {
  readonly name: string;
  readonly text: string;
  /** The text that must not be left; absent when nothing may change. */
  readonly secret?: string;
  readonly kind?: string;
}

const form = (kind: string, prefix: string, length: number, alphabet?: string): RedactionCase => {
  const secret = `${prefix}${run(length, alphabet)}`;
  return { name: `${kind} by its form ${prefix}`, text: `echo ${secret} done`, secret, kind };
};
const upper = "ABCDEFGHJKLMNPQR234567";
const hex = "0123456789abcdef";

export const redactionCases: readonly RedactionCase[] = [
  form("anthropic-key", "sk-ant-api03-", 80),
  form("openai-key", "sk-proj-", 48),
  form("api-key", "sk-", 48),
  form("github-token", "ghp_", 36),
  form("github-token", "gho_", 36),
  form("github-token", "github_pat_", 60),
  form("gitlab-token", "glpat-", 20),
  form("slack-token", "xoxb-", 40),
  form("slack-token", "xoxp-", 40),
  form("aws-access-key-id", "AKIA", 16, upper),
  form("aws-access-key-id", "ASIA", 16, upper),
  form("google-api-key", "AIza", 35),
  form("npm-token", "npm_", 36),
  form("pypi-token", "pypi-", 100),
  form("huggingface-token", "hf_", 34),
  form("stripe-key", "sk_live_", 24),
  form("twilio-key", "SK", 32, hex),
  form("digitalocean-token", "dop_v1_", 64, hex),
  form("vault-token", "hvs.", 24),
  form("vendor-token", "gsk_", 52),
  form("telegram-token", "123456789:AA", 33),
  { name: "jwt", text: `x eyJ${run(20)}.eyJ${run(30)}.${run(43)}`, secret: run(43), kind: "jwt" },
  {
    name: "private key",
    text: `-----BEGIN RSA PRIVATE KEY-----\n${run(64)}\n-----END RSA PRIVATE KEY-----\nafter`,
    secret: run(64),
    kind: "private-key",
  },
  {
    name: "private key cut off",
    text: `-----BEGIN PRIVATE KEY-----\n${run(64)}`,
    secret: run(64),
    kind: "private-key",
  },
  {
    name: "bearer header",
    text: `curl -H "Authorization: Bearer abc123def" u`,
    secret: "abc123def",
    kind: "authorization",
  },
  {
    name: "basic header",
    text: `curl -H 'Authorization: Basic dXNlcjpw' u`,
    secret: "dXNlcjpw",
    kind: "authorization",
  },
  { name: "header by its name", text: `curl -H 'X-Api-Key: a1b2c3d4e5f6g7'`, secret: "a1b2c3d4e5f6g7", kind: "named" },
  { name: "password option", text: "tool --password hunter2 --x", secret: "hunter2", kind: "option" },
  { name: "password option glued", text: "tool --password=hunter2", secret: "hunter2", kind: "option" },
  { name: "password option quoted", text: "tool --password 'hunter 2'", secret: "hunter 2", kind: "option" },
  { name: "all-digit password", text: "tool --password 123456", secret: "123456", kind: "option" },
  { name: "token option", text: "tool --auth-token abc", secret: "abc", kind: "option" },
  { name: "mysql -p glued", text: "mysql -u root -phunter2 db", secret: "hunter2", kind: "option" },
  { name: "mysql -p quoted", text: "mysqldump -p'hunter 2' db", secret: "hunter 2", kind: "option" },
  { name: "sshpass -p", text: "sshpass -p hunter2 ssh host", secret: "hunter2", kind: "option" },
  { name: "curl -u", text: "curl -u me:hunter2 https://x.test", secret: "hunter2", kind: "option" },
  { name: "curl --user", text: "curl --user me:hunter2 https://x.test", secret: "hunter2", kind: "option" },
  { name: "docker login -p", text: "docker login -u me -p hunter2 r.test", secret: "hunter2", kind: "option" },
  { name: "redis-cli -a", text: "redis-cli -a hunter2 ping", secret: "hunter2", kind: "option" },
  { name: "unzip -P", text: "unzip -P hunter2 a.zip", secret: "hunter2", kind: "option" },
  { name: "ssh-keygen -N", text: "ssh-keygen -f k -N hunter2", secret: "hunter2", kind: "option" },
  { name: "cookie", text: "curl -H 'Cookie: sid=hunter2; b=c' u", secret: "hunter2", kind: "cookie" },
  { name: "aws configure", text: `aws configure set aws_secret_access_key ${run(40)}`, secret: run(40), kind: "named" },
  {
    name: "lower-case password",
    text: "kubectl create secret generic x --from-literal=password=hunter2",
    secret: "hunter2",
    kind: "named",
  },
  { name: "YAML password", text: "echo 'password: hunter2' > f", secret: "hunter2", kind: "named" },
  { name: "npm's own file", text: "npm config set //r.test/:_authToken=abc-def", secret: "abc-def", kind: "named" },
  { name: "openssl pass:", text: "openssl rsa -passin pass:hunter2", secret: "hunter2", kind: "option" },
  { name: "URL with password", text: "git clone https://me:hunter2@x.test/r", secret: "hunter2", kind: "url-password" },
  { name: "database URL", text: "psql postgres://app:hun-ter2@db/x", secret: "hun-ter2", kind: "url-password" },
  { name: "URL with token", text: `git clone https://${run(20)}@x.test/r`, secret: run(20), kind: "url-password" },
  { name: "variable TOKEN", text: "export DEPLOY_TOKEN=abc make", secret: "abc", kind: "named" },
  { name: "variable PASSWORD quoted", text: `DB_PASSWORD="hunter2" x`, secret: "hunter2", kind: "named" },
  { name: "variable PASSWORD with digits", text: "PGPASSWORD=123456 psql", secret: "123456", kind: "named" },
  { name: "variable in pieces", text: `MY_SECRET=ab"c d"'ef' x`, secret: "c d", kind: "named" },
  { name: "variable KEY", text: "env API_KEY=k x", secret: "API_KEY=k", kind: "named" },
  { name: "variable CREDENTIALS", text: "CREDENTIALS=user", secret: "user", kind: "named" },
  {
    name: "aws secret key",
    text: `aws_secret_access_key = ${run(40)}`,
    secret: run(40),
    kind: "aws-secret-access-key",
  },
  { name: "JSON field", text: `{"password": "hunter2"}`, secret: "hunter2", kind: "named" },
  {
    name: "JSON in a double-quoted word",
    text: String.raw`-d "{\"api_key\": \"hunter2\"}"`,
    secret: "hunter2",
    kind: "named",
  },
  { name: "query parameter", text: "curl 'https://x.test/?api_key=a1b2c3d4e5'", secret: "a1b2c3d4e5", kind: "named" },

  { name: "commit", text: "git show 5f20834a1b2c3d4e5f60718293a4b5c6d7e8f901" },
  { name: "commit in a variable", text: "GIT_COMMIT=5f20834a1b2c3d4e5f60718293a4b5c6d7e8f901 make" },
  { name: "uuid", text: "id 6f1c2d3e-4b5a-4978-8899-aabbccddeeff" },
  { name: "digest", text: `sha256:${run(64, hex)}` },
  { name: "branch", text: "git switch task-force-sk-something-quite-long-name" },
  { name: "word that begins alike", text: "npm_config_registry=https://registry.npmjs.org npm ci" },
  { name: "tokenizers", text: "TOKENIZERS_PARALLELISM=false python3 t.py" },
  { name: "count of tokens", text: "MAX_TOKENS=4096 run --max-tokens 100" },
  { name: "keyboard", text: "KEYBOARD=us MONKEY=banana" },
  { name: "path of a key", text: "ssh -i ~/.ssh/id SSH_KEY_PATH=/k --key-file k.pem --key cert.pem" },
  { name: "reference", text: `curl -H "Authorization: Bearer $TOKEN" -u "$U:$P" API_KEY=$KEY --password "$PW"` },
  { name: "password from a file", text: "tool --password-file f --password-stdin" },
  { name: "sort key", text: "sort --key=2,2 -k1 f; mkdir -p a/b; docker run -p 80:80 -u 1000:1000 i" },
  { name: "typed code", text: "function f(token: string, key: number): void {} const token = next();" },
  { name: "python call", text: "sorted(x, key=lambda v: v.name)" },
  { name: "python password call", text: "connect(password=getpass.getpass(), key=k)" },
  { name: "commit after a word", text: "the token 5f20834a1b2c3d4e5f60718293a4b5c6d7e8f901 was key" },
  { name: "other programs' -p and -N", text: "docker run -p 80:80 i; zip -r a b; ssh -N h; docker compose -p name up" },
  { name: "lower-case words", text: "the password is not here; secret: nothing" },
  { name: "ssh address", text: "git clone git@github.com:me/repo.git && ssh me@host && npm i react@19.0.0" },
  { name: "already redacted", text: "API_KEY=[redacted:named] --token [redacted:option]" },
];
