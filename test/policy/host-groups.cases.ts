export interface GroupRow {
  readonly name: string;
  readonly group: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
}

const npm = ["registry.npmjs.org", "registry.yarnpkg.com"];

export const groupCases: readonly GroupRow[] = [
  { name: "nothing set up", group: "@npm", hosts: npm },
  {
    name: "a mirror in place of the registry, its password left out",
    group: "@npm",
    files: { "~/.npmrc": "; mine\nregistry=https://u:p@mirror.test:8443/npm/\n//mirror.test/:_authToken=secret\n" },
    hosts: ["mirror.test:8443"],
  },
  {
    name: "a registry for one scope beside the usual one",
    group: "@npm",
    files: { "~/.npmrc": "@mine:registry = https://npm.mine.test\n" },
    hosts: ["npm.mine.test", ...npm],
  },
  {
    name: "a variable",
    group: "@npm",
    env: { npm_config_registry: "http://localhost:4873/" },
    hosts: ["localhost:4873"],
  },
  {
    name: "newer yarn, and bun with a scope",
    group: "@npm",
    files: {
      "~/.yarnrc.yml": 'npmRegistryServer: "https://yarn.mine.test/npm"\n',
      "~/.bunfig.toml":
        '[install]\nregistry = { url = "https://bun.mine.test/", token = "t" }\n[install.scopes]\n"@mine" = "https://scope.mine.test/"\n',
    },
    hosts: ["yarn.mine.test", "bun.mine.test", "scope.mine.test"],
  },
  {
    name: "a file that a variable names",
    group: "@npm",
    env: { npm_config_userconfig: "/srv/npmrc" },
    files: { "/srv/npmrc": "registry=https://srv.test/\n" },
    hosts: ["srv.test"],
  },
  {
    name: "a proxy for requests is no registry",
    group: "@npm",
    files: { "~/.npmrc": "https-proxy=http://proxy.test:3128/\n" },
    hosts: npm,
  },
  { name: "a comment is no setting", group: "@npm", files: { "~/.npmrc": "# registry=https://x.test\n" }, hosts: npm },
  {
    name: "an index and a further one",
    group: "@pip",
    files: {
      "/etc/pip.conf":
        "[global]\nindex-url = https://pypi.mine.test/simple\nextra-index-url =\n    https://a.test/simple\n    https://b.test/simple\n",
    },
    hosts: ["pypi.mine.test", "a.test", "b.test"],
  },
  { name: "python as it comes", group: "@pip", hosts: ["pypi.org", "files.pythonhosted.org"] },
  {
    name: "a replaced source",
    group: "@cargo",
    files: {
      "~/.cargo/config.toml":
        '[source.crates-io]\nreplace-with = "m"\n[source.m]\nregistry = "sparse+https://crates.mine.test/"\n',
    },
    hosts: ["crates.mine.test"],
  },
  {
    name: "a list of proxies, with the usual checksums",
    group: "@go",
    env: { GOPROXY: "https://go.mine.test,direct" },
    hosts: ["go.mine.test", "sum.golang.org"],
  },
  {
    name: "nothing but a proxy",
    group: "@go",
    files: { "~/.config/go/env": "GOPROXY=https://go.mine.test\nGOSUMDB=off\n" },
    hosts: ["go.mine.test"],
  },
  {
    name: "another database of checksums",
    group: "@go",
    env: { GOSUMDB: "sum.mine.test+0123+abc https://sums.mine.test" },
    hosts: ["sums.mine.test", "proxy.golang.org"],
  },
  { name: "go as it comes", group: "@go", hosts: ["proxy.golang.org", "sum.golang.org"] },
  {
    name: "both forms of sources",
    group: "@apt",
    files: {
      "/etc/apt/sources.list":
        "# deb http://old.test/ x main\ndeb [arch=amd64] http://mirror.test/debian bookworm main\n",
      "/etc/apt/sources.list.d/*": "Types: deb\nURIs: https://deb.mine.test/debian http://two.test/x\n",
    },
    hosts: ["mirror.test", "deb.mine.test", "two.test"],
  },
  {
    name: "a mirror of everything",
    group: "@maven",
    files: { "~/.m2/settings.xml": "<mirror><url>https://maven.mine.test/r</url><mirrorOf>*</mirrorOf></mirror>" },
    hosts: ["maven.mine.test"],
  },
  {
    name: "a mirror that is commented out",
    group: "@maven",
    files: {
      "/etc/maven/settings.xml":
        "<!-- <mirror>\n<url>https://old.test/r</url>\n<mirrorOf>*</mirrorOf></mirror> -->\n<repository><url>https://more.test/r</url></repository>",
    },
    hosts: ["more.test", "repo.maven.apache.org", "repo1.maven.org"],
  },
  {
    name: "a list of mirrors",
    group: "@apt",
    files: {
      "/etc/apt/sources.list": "deb mirror+file:/etc/apt/mirrors/debian.list bookworm main\n",
      "/etc/apt/mirrors/*": "https://one.test/debian\nhttps://two.test/debian priority:2\n",
    },
    hosts: ["one.test", "two.test"],
  },
];
