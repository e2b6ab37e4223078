/** One family of variables that change what runs. */
export interface EnvRule {
  /** Names, separated by spaces; `*` stands for any run of characters. */
  readonly names: string;
  /** True when no value changes anything, for names that a wider family would hold. */
  readonly free?: boolean;
  /** Values that change nothing after all. */
  readonly except?: RegExp;
  /** Commands for which a prefix assignment changes nothing. */
  readonly exceptFor?: readonly string[];
}

/** Pagers and editors that only copy, or do nothing. */
const inert = /^(?:|cat|\/bin\/cat|\/usr\/bin\/cat|true|:)$/u;

/** Semantics 25. The first family that holds a name speaks for it. */
export const envRules: readonly EnvRule[] = [
  { names: "IFS", exceptFor: ["read", "mapfile", "readarray"] },
  {
    names:
      "PATH BASH_CMDS BASH_ALIASES BASH_ENV ENV SHELLOPTS BASHOPTS BASH_LOADABLES_PATH BASH_COMPAT POSIXLY_CORRECT PS0 PS1 PS2 PS4 CDPATH GLOBIGNORE",
  },
  { names: "PROMPT_COMMAND BASH_FUNC_* INPUTRC FCEDIT HISTFILE EXECIGNORE HOME SHELL ZDOTDIR FPATH" },
  {
    names: "LD_* DYLD_* GCONV_PATH GLIBC_TUNABLES MALLOC_CONF OPENSSL_CONF OPENSSL_MODULES OPENSSL_ENGINES HOSTALIASES",
  },
  { names: "XDG_CONFIG_HOME XDG_CONFIG_DIRS XDG_DATA_HOME XDG_DATA_DIRS" },
  {
    names: "PAGER MANPAGER *_PAGER GIT_*PAGER EDITOR VISUAL BROWSER *_EDITOR GIT_*EDITOR SYSTEMD_PAGERSECURE",
    except: inert,
  },
  { names: "LESSOPEN LESSCLOSE LESSEDIT LESSKEYIN LESSKEY MANROFFOPT MANPATH", except: /^$/u },
  {
    names:
      "GIT_TERMINAL_PROMPT GIT_AUTHOR_* GIT_COMMITTER_* GIT_OPTIONAL_LOCKS GIT_MERGE_AUTOEDIT GIT_TRACE GIT_TRACE_*",
    free: true,
  },
  { names: "GIT_SSH* GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_CONFIG* GIT_EXEC_PATH GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR" },
  { names: "GIT_ASKPASS SSH_ASKPASS SUDO_ASKPASS", except: inert },
  {
    names:
      "GIT_TEMPLATE_DIR GIT_PROXY_COMMAND GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_INDEX_FILE GIT_NAMESPACE",
  },
  {
    names:
      "GIT_ALLOW_PROTOCOL GIT_PROTOCOL_FROM_USER GIT_ATTR_* GIT_REPLACE_REF_BASE SSH_AUTH_SOCK SSH_ASKPASS_REQUIRE",
  },
  { names: "NODE_OPTIONS", except: /^(?:|--max[-_]old[-_]space[-_]size=\d+)$/u },
  { names: "NODE_PATH NODE_REPL_EXTERNAL_MODULE TS_NODE_* BUN_* DENO_*" },
  { names: "PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHONHASHSEED PYTHONIOENCODING PYTHONUTF8", free: true },
  { names: "PYTHON* PYTEST_ADDOPTS PYTEST_PLUGINS VIRTUALENV_* PIPENV_*" },
  { names: "PERL5* PERLLIB PERL_*", except: /^$/u },
  { names: "RUBY* GEM_HOME GEM_PATH BUNDLE_*" },
  {
    names:
      "JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JAVA_OPTS CLASSPATH MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS SBT_OPTS",
  },
  { names: "npm_config_* NPM_CONFIG_* npm_execpath npm_node_execpath npm_lifecycle_* YARN_* PNPM_* COREPACK_*" },
  {
    names:
      "PHPRC PHP_INI_SCAN_DIR COMPOSER_* LUA_INIT* LUA_PATH* LUA_CPATH* R_PROFILE* R_ENVIRON* R_LIBS* ERL_*FLAGS JULIA_*",
  },
  {
    names:
      "DOTNET_STARTUP_HOOKS DOTNET_ADDITIONAL_DEPS CORECLR_* COR_* VIMINIT VIMRUNTIME MYVIMRC EXINIT GVIMINIT EMACSLOADPATH",
  },
  {
    names:
      "RUSTC RUSTDOC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER CARGO_HOME CARGO_ALIAS_* CARGO_BUILD_* CARGO_TARGET_* RUSTUP_*",
  },
  { names: "MAKEFLAGS GNUMAKEFLAGS", except: /^-?j? ?\d*$/u },
  { names: "GOFLAGS", except: /^-(?:mod=\w+|count=\d+|tags=[\w,]+)$/u },
  {
    names:
      "MAKEFILES GOROOT GOENV GOTOOLDIR TAR_OPTIONS ZIPOPT RSYNC_RSH RSYNC_CONNECT_PROG CVS_RSH GREP_OPTIONS WGETRC CURL_HOME",
  },
  {
    names:
      "PIP_* UV_* CMAKE_*_LAUNCHER CMAKE_TOOLCHAIN_FILE ANSIBLE_* TF_CLI_* AWS_CONFIG_FILE DOCKER_HOST DOCKER_CONFIG",
  },
];
