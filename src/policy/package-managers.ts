/** A place to load from that a manager uses until a setting takes it. */
interface Usual {
  readonly hosts: readonly string[];
  /** Lines of its files, and variables, that take the place. */
  readonly replacedBy: RegExp;
  readonly replacingVariables: readonly string[];
}

/** Where one package manager says where it loads from. */
export interface Manager {
  readonly files: readonly string[];
  /** Variables that name a further file. */
  readonly fileVariables: readonly string[];
  readonly variables: readonly string[];
  /** Lines of its files that name a place to load from. */
  readonly setting: RegExp;
  readonly usual: readonly Usual[];
}

const npmVariables = [
  "npm_config_registry",
  "NPM_CONFIG_REGISTRY",
  "YARN_REGISTRY",
  "YARN_NPM_REGISTRY_SERVER",
  "BUN_CONFIG_REGISTRY",
  "COREPACK_NPM_REGISTRY",
];
const indexVariables = ["PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX"];

/** By the names that profiles use. What a project brings along is not read: it is not the machine's. */
export const managers: ReadonlyMap<string, Manager> = new Map([
  [
    "@npm",
    {
      files: [
        "/etc/npmrc",
        "/usr/etc/npmrc",
        "/usr/local/etc/npmrc",
        "~/.npmrc",
        "~/.config/pnpm/rc",
        "~/.yarnrc",
        "~/.yarnrc.yml",
        "~/.bunfig.toml",
      ],
      fileVariables: [
        "npm_config_userconfig",
        "NPM_CONFIG_USERCONFIG",
        "npm_config_globalconfig",
        "NPM_CONFIG_GLOBALCONFIG",
      ],
      variables: npmVariables,
      setting: /^\s*(?:@[^:\s]+:)?registry[\s=]|^\s*npmRegistryServer:|^\s*"@[\w-]+"\s*=/u,
      usual: [
        {
          hosts: ["registry.npmjs.org", "registry.yarnpkg.com"],
          replacedBy: /^\s*(?:registry[\s=]|npmRegistryServer:)/mu,
          replacingVariables: npmVariables,
        },
      ],
    },
  ],
  [
    "@pip",
    {
      files: [
        "/etc/pip.conf",
        "/etc/xdg/pip/pip.conf",
        "~/.pip/pip.conf",
        "~/.config/pip/pip.conf",
        "/etc/uv/uv.toml",
        "~/.config/uv/uv.toml",
      ],
      fileVariables: ["PIP_CONFIG_FILE", "UV_CONFIG_FILE"],
      variables: [
        ...indexVariables,
        "PIP_EXTRA_INDEX_URL",
        "PIP_FIND_LINKS",
        "UV_INDEX",
        "UV_EXTRA_INDEX_URL",
        "UV_FIND_LINKS",
      ],
      setting: /^\s*(?:extra[-_])?index[-_]url\s*=|^\s*find[-_]links\s*=|^\s*url\s*=|^\s+"?https?:/u,
      usual: [
        {
          hosts: ["pypi.org", "files.pythonhosted.org"],
          replacedBy: /^\s*index[-_]url\s*=(?!\s*"?https:\/\/pypi\.org\/)/mu,
          replacingVariables: indexVariables,
        },
      ],
    },
  ],
  [
    "@cargo",
    {
      files: ["~/.cargo/config.toml", "~/.cargo/config"],
      fileVariables: [],
      variables: [],
      setting: /^\s*(?:registry|index|git)\s*=/u,
      usual: [
        {
          hosts: ["crates.io", "index.crates.io", "static.crates.io"],
          replacedBy: /^\s*replace-with\s*=/mu,
          replacingVariables: [],
        },
      ],
    },
  ],
  [
    "@go",
    {
      files: ["~/.config/go/env"],
      fileVariables: ["GOENV"],
      variables: ["GOPROXY", "GOSUMDB"],
      setting: /^\s*GO(?:PROXY|SUMDB)\s*=/u,
      usual: [
        {
          hosts: ["proxy.golang.org"],
          replacedBy: /^\s*GOPROXY\s*=(?!.*proxy\.golang\.org)/mu,
          replacingVariables: ["GOPROXY"],
        },
        // A proxy need not answer for the checksums, too.
        {
          hosts: ["sum.golang.org"],
          replacedBy: /^\s*GOSUMDB\s*=(?!\s*"?sum\.golang\.org)/mu,
          replacingVariables: ["GOSUMDB"],
        },
      ],
    },
  ],
  [
    "@apt",
    {
      files: ["/etc/apt/sources.list", "/etc/apt/sources.list.d/*", "/etc/apt/mirrors/*"],
      fileVariables: [],
      variables: [],
      setting: /^\s*(?:deb(?:-src)?\s|URIs:|https?:)/u,
      usual: [
        {
          hosts: ["deb.debian.org", "security.debian.org", "archive.ubuntu.com", "security.ubuntu.com"],
          replacedBy: /^\s*(?:deb\s|URIs:)/mu,
          replacingVariables: [],
        },
      ],
    },
  ],
  [
    "@maven",
    {
      files: ["/etc/maven/settings.xml", "~/.m2/settings.xml"],
      fileVariables: [],
      variables: [],
      setting: /<url>/u,
      usual: [
        {
          hosts: ["repo.maven.apache.org", "repo1.maven.org"],
          replacedBy: /<mirrorOf>\s*(?:\*|external:\*|central)/u,
          replacingVariables: [],
        },
      ],
    },
  ],
]);

/** All of them together. */
export const everyGroup = "@registries";

/** The groups that a profile can name. */
export const groupNames: readonly string[] = [...managers.keys(), everyGroup];
