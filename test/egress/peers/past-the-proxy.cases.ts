import type { Login, RealServers } from "./real-servers.ts";

export interface PastTheProxy {
  readonly name: string;
  /** Which server it asks. */
  readonly server: keyof Pick<RealServers, "https" | "git" | "ssh" | "postgres">;
  /** Files in the project that name the host, so that the words of the command do not. */
  readonly files: (host: string, port: number, login: Login) => Readonly<Record<string, string>>;
  readonly text: string;
  /** What is printed when the server was reached. */
  readonly reached: RegExp;
  /** What the client itself makes of a refusal. */
  readonly refused: RegExp;
}

export const pastTheProxy: readonly PastTheProxy[] = [
  {
    name: "curl",
    server: "https",
    files: (host, port) => ({ to: `url = "https://${host}:${port}/hello"\ncacert = "ca.pem"\nnoproxy = "*"\n` }),
    text: "curl -sS -K to",
    reached: /^from nginx$/mu,
    refused: /access denied/u,
  },
  {
    name: "python",
    server: "https",
    files: (host, port) => ({
      "ask.py": [
        "import ssl, urllib.request as u",
        "context = ssl.create_default_context(cafile='ca.pem')",
        "opener = u.build_opener(u.ProxyHandler({}), u.HTTPSHandler(context=context))",
        `print(opener.open("https://${host}:${port}/hello", timeout=20).read().decode())`,
      ].join("\n"),
    }),
    text: "/usr/bin/python3 ask.py",
    reached: /^from nginx$/mu,
    refused: /access denied/iu,
  },
  {
    name: "node",
    server: "https",
    files: (host, port) => ({
      "ask.mjs": [
        'import { get } from "node:https"; import { readFileSync } from "node:fs";',
        `get("https://${host}:${port}/hello", { ca: readFileSync("ca.pem") }, (answer) => answer.pipe(process.stdout))`,
        '.on("error", (error) => { console.log(error.message); process.exitCode = 1; });',
      ].join("\n"),
    }),
    text: `${process.execPath} ask.mjs`,
    reached: /^from nginx$/mu,
    refused: /access denied/u,
  },
  {
    name: "git",
    server: "git",
    files: (host, port) => ({
      ".git/config": `[core]\n\trepositoryformatversion = 0\n[remote "there"]\n\turl = git://${host}:${port}/repo.git\n`,
    }),
    text: "git ls-remote there",
    reached: /^[0-9a-f]{40}\trefs\/heads\/main$/mu,
    refused: /fatal: /u,
  },
  {
    name: "ssh",
    server: "ssh",
    files: (host, port, { user, key }) => ({
      conf: `Host there\nHostName ${host}\nPort ${port}\nBatchMode yes\nUser ${user}\nIdentityFile key\nStrictHostKeyChecking no\nUserKnownHostsFile known\n`,
      key,
    }),
    text: "chmod 600 key && ssh -F conf -s there sftp < /dev/null && echo logged in",
    reached: /^logged in$/mu,
    refused: /closed by|Connection reset/u,
  },
  {
    name: "psql",
    server: "postgres",
    files: (host, port) => ({ svc: `[there]\nhost=${host}\nport=${port}\nuser=me\ndbname=x\n` }),
    text: "PGSERVICEFILE=$PWD/svc psql -X -A -t service=there -c 'select 1'",
    reached: /^from the database$/mu,
    refused: /server closed the connection/u,
  },
  {
    name: "npm",
    server: "https",
    files: (host, port) => ({
      ".npmrc": `registry=https://${host}:${port}/\ncafile=ca.pem\nnoproxy=*\ncache=kept\nfetch-retries=0\naudit=false\nfund=false\n`,
      "package.json": "{}",
    }),
    text: "npm install tiny && cat node_modules/tiny/index.js",
    reached: /^module\.exports = 'from the package';$/mu,
    refused: /npm (?:error|ERR!)/u,
  },
];
