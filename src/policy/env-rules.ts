import { type EnvRule, onlyWords } from "./env-rule.ts";
import { toolEnvRules } from "./env-rules-tools.ts";

const empty = /^$/u;
/** Pagers and editors that only copy, or do nothing. */
const inert = /^(?:|cat|\/bin\/cat|\/usr\/bin\/cat|true|:)$/u;
const systemShell = /^(?:\/usr(?:\/local)?)?\/bin\/(?:ba|da|z|k|mk|fi)?sh$/u;
/** Text and plain variables: neither a command, nor an escape that stands for one (`\044`), nor a subscript. */
const plainPrompt = /^(?:[^$`\\]|\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\})*$/u;

/** Of `less`: neither a command to start with (`+!…`), nor files of keys and logs. */
const lessOptions = onlyWords(String.raw`-?[AaCcEeFfGgIiJKLMmNnqQRrSsuUVWwXx\d]+|--[A-KM-Za-jm-z][A-Za-z-]*(?:=\d+)?`);
const nodeOptions = onlyWords(
  [
    String.raw`--(?:max[-_](?:old|semi)[-_]space[-_]size|stack-trace-limit|max-http-header-size)=\d+`,
    "--(?:no|trace|throw|pending)-(?:deprecation|warnings)|--trace-uncaught|--enable-source-maps",
    String.raw`--unhandled-rejections=\w+|--dns-result-order=\w+|--disable-warning=[\w:]+`,
    "--experimental-vm-modules|--(?:no-)?experimental-strip-types|--no-network-family-autoselection",
    "--openssl-legacy-provider|--preserve-symlinks(?:-main)?",
  ].join("|"),
);
const javaOptions = onlyWords(
  [
    String.raw`-X(?:mx|ms|mn|ss)\d+[kmgKMG]?`,
    String.raw`-XX:(?:Max|Initial|Min)RAMPercentage=[\d.]+|-XX:MaxMetaspaceSize=\d+[kmgKMG]?|-XX:ActiveProcessorCount=\d+|-XX:\+Use\w+GC`,
    String.raw`-D(?:file\.encoding|user\.timezone|java\.awt\.headless|org\.gradle\.(?:daemon|parallel|caching))=[\w/.-]*`,
  ].join("|"),
);

/** Semantics 25: what loads code or changes what runs. A family without stars speaks first, then the first that holds a name. */
export const envRules: readonly EnvRule[] = [
  { names: "IFS", exceptFor: ["read", "mapfile", "readarray"] },
  { names: "PATH BASH_CMDS BASH_ALIASES SHELLOPTS BASHOPTS BASH_LOADABLES_PATH BASH_COMPAT POSIXLY_CORRECT" },
  { names: "BASH_FUNC_* INPUTRC EXECIGNORE GLOBIGNORE HOME ZDOTDIR" },
  { names: "BASH_ENV ENV CDPATH FPATH PROMPT_COMMAND", except: empty },
  { names: "PS0 PS1 PS2 PS4", except: plainPrompt },
  { names: "SHELL", except: systemShell },
  { names: "HISTFILE", except: /^(?:|\/dev\/null)$/u },
  { names: "LD_BIND_NOW LD_BIND_NOT LD_DEBUG LD_SHOW_AUXV LD_WARN", free: true },
  { names: "LD_* DYLD_*", except: empty },
  { names: "GCONV_PATH OPENSSL_CONF OPENSSL_CONF_INCLUDE OPENSSL_MODULES OPENSSL_ENGINES HOSTALIASES" },
  { names: "GLIBC_TUNABLES", except: /^(?:glibc\.\w+\.\w+=[\w,-]*(?::(?=g)|$))*$/u },
  { names: "PARALLEL PARALLEL_SHELL PARALLEL_HOME PARALLEL_SSH PARALLEL_RSYNC_OPTS" },
  { names: "XDG_CONFIG_HOME XDG_CONFIG_DIRS XDG_DATA_HOME XDG_DATA_DIRS" },
  {
    names: "PAGER MANPAGER *_PAGER GIT_*PAGER EDITOR VISUAL *_EDITOR GIT_*EDITOR FCEDIT SYSTEMD_PAGERSECURE",
    except: inert,
  },
  { names: "BROWSER", except: /^(?:|none|cat|echo|true|:)$/u },
  { names: "LESSOPEN LESSCLOSE LESSEDIT LESSKEYIN LESSKEY LESSKEY_CONTENT MANROFFOPT MANOPT", except: empty },
  { names: "LESS SYSTEMD_LESS MANLESS", except: lessOptions },
  {
    names:
      "GIT_TERMINAL_PROMPT GIT_AUTHOR_* GIT_COMMITTER_* GIT_OPTIONAL_LOCKS GIT_MERGE_AUTOEDIT GIT_TRACE GIT_TRACE_* GIT_CONFIG_NOSYSTEM",
    free: true,
  },
  { names: "GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM", except: /^\/dev\/null$/u },
  { names: "GIT_SSH* GIT_EXTERNAL_DIFF GIT_CONFIG* GIT_EXEC_PATH GIT_COMMON_DIR" },
  { names: "GIT_ASKPASS SSH_ASKPASS SUDO_ASKPASS", except: inert },
  { names: "GIT_TEMPLATE_DIR GIT_PROXY_COMMAND GIT_ALLOW_PROTOCOL GIT_PROTOCOL_FROM_USER" },
  { names: "NODE_OPTIONS", except: nodeOptions },
  { names: "NODE_PATH NODE_COMPILE_CACHE NODE_REPL_EXTERNAL_MODULE ELECTRON_RUN_AS_NODE", except: empty },
  { names: "TS_NODE_COMPILER TS_NODE_COMPILER_OPTIONS TS_NODE_PROJECT TS_NODE_CWD TS_NODE_DIR TS_NODE_TRANSPILER" },
  { names: "BUN_OPTIONS BUN_INSPECT* BUN_INSTALL* BUN_CONFIG_* BUN_RUNTIME_TRANSPILER_CACHE_PATH" },
  { names: "DENO_DIR DENO_INSTALL_ROOT DENO_V8_FLAGS DENO_CONDITIONS DENO_PERMISSION_BROKER_PATH" },
  {
    names:
      "PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHONHASHSEED PYTHONIOENCODING PYTHONUTF8 PYTHONFAULTHANDLER PYTHONTRACEMALLOC " +
      "PYTHONOPTIMIZE PYTHONDEBUG PYTHONVERBOSE PYTHONNOUSERSITE PYTHONSAFEPATH PYTHONASYNCIODEBUG PYTHONMALLOC PYTHONMALLOCSTATS " +
      "PYTHONPROFILEIMPORTTIME PYTHONCOERCECLOCALE PYTHONDEVMODE PYTHONWARNDEFAULTENCODING PYTHONINTMAXSTRDIGITS " +
      "PYTHONNODEBUGRANGES PYTHONPERFSUPPORT PYTHON_PERF_JIT_SUPPORT PYTHON_COLORS PYTHON_GIL PYTHON_JIT PYTHON_CPU_COUNT PYTHON_BASIC_REPL",
    free: true,
  },
  // A category with a dot in its name is imported.
  { names: "PYTHONWARNINGS", except: /^(?:\w+(?:::\w+)?(?:,(?=\w)|$))*$/u },
  { names: "PYTEST_ADDOPTS", except: onlyWords(String.raw`-[vqxs]+|--color=\w+|--tb=\w+|--maxfail=\d+`) },
  { names: "PYTHON* PYTEST_PLUGINS", except: empty },
  { names: "VIRTUALENV_* PIPENV_*" },
  {
    names:
      "PERL_MM_USE_DEFAULT PERL_HASH_SEED PERL_HASH_SEED_DEBUG PERL_PERTURB_KEYS PERL_UNICODE PERL_SIGNALS PERL_BADLANG " +
      "PERL_DL_NONLAZY PERL_MEM_LOG PERL_DESTRUCT_LEVEL",
    free: true,
  },
  { names: "PERL5* PERLLIB PERLIO PERLDB_OPTS PERL_*", except: empty },
  { names: "RUBY_GC_* RUBY_THREAD_* RUBY_YJIT_ENABLE", free: true },
  { names: "RUBYOPT", except: onlyWords(String.raw`-(?:W\d?|W:(?:no-)?\w+|w|v)`) },
  { names: "RUBY* GEM_HOME GEM_PATH", except: empty },
  {
    names:
      "BUNDLE_WITHOUT BUNDLE_WITH BUNDLE_JOBS BUNDLE_RETRY BUNDLE_FROZEN BUNDLE_DEPLOYMENT BUNDLE_CLEAN BUNDLE_SILENCE_ROOT_WARNING " +
      "BUNDLE_FORCE_RUBY_PLATFORM BUNDLE_NO_PRUNE BUNDLE_TIMEOUT BUNDLE_DISABLE_VERSION_CHECK",
    free: true,
  },
  { names: "BUNDLE_*" },
  {
    names: "JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JAVA_OPTS MAVEN_OPTS GRADLE_OPTS SBT_OPTS",
    except: javaOptions,
  },
  { names: "CLASSPATH MAVEN_ARGS", except: empty },
  {
    names: bothCases(
      "loglevel yes audit fund progress update_notifier color unicode legacy_peer_deps strict_peer_deps engine_strict jobs offline " +
        "prefer_offline fetch_retries fetch_timeout maxsockets save_exact production ignore_scripts",
    ),
    free: true,
  },
  {
    names:
      "YARN_ENABLE_* YARN_SILENT YARN_HTTP_TIMEOUT YARN_HTTP_RETRY YARN_NETWORK_CONCURRENCY YARN_NODE_LINKER YARN_CHECKSUM_BEHAVIOR " +
      "COREPACK_ENABLE_* COREPACK_DEFAULT_TO_LATEST",
    free: true,
  },
  { names: "npm_config_* NPM_CONFIG_* pnpm_config_* PNPM_CONFIG_* npm_execpath npm_node_execpath YARN_*" },
  { names: "PNPM_HOME COREPACK_*" },
  {
    names:
      "COMPOSER_ALLOW_SUPERUSER COMPOSER_NO_INTERACTION COMPOSER_MEMORY_LIMIT COMPOSER_PROCESS_TIMEOUT COMPOSER_NO_DEV COMPOSER_NO_AUDIT " +
      "COMPOSER_DISABLE_XDEBUG_WARN COMPOSER_DISCARD_CHANGES COMPOSER_ROOT_VERSION COMPOSER_MAX_PARALLEL_HTTP COMPOSER_FUND",
    free: true,
  },
  { names: "PHPRC PHP_INI_SCAN_DIR COMPOSER COMPOSER_*" },
  {
    names:
      "LUA_INIT* LUA_PATH* LUA_CPATH* R_PROFILE* R_ENVIRON* R_LIBS* ERL_*FLAGS ERL_LIBS ELIXIR_ERL_OPTIONS MIX_EXS",
  },
  { names: "JULIA_LOAD_PATH JULIA_DEPOT_PATH JULIA_PROJECT JULIA_BINDIR JULIA_SHELL JULIA_PKG_SERVER" },
  { names: "DOTNET_STARTUP_HOOKS DOTNET_ADDITIONAL_DEPS CORECLR_* COR_*" },
  { names: "VIM VIMINIT VIMRUNTIME MYVIMRC EXINIT GVIMINIT EMACSLOADPATH", except: empty },
  { names: "CARGO_BUILD_JOBS CARGO_BUILD_TARGET CARGO_BUILD_TARGET_DIR CARGO_BUILD_INCREMENTAL", free: true },
  { names: "RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER", except: empty },
  {
    names:
      "RUSTC RUSTDOC CARGO_HOME CARGO_ALIAS_* CARGO_BUILD_* CARGO_TARGET_*_LINKER CARGO_TARGET_*_RUNNER CARGO_TARGET_*_RUSTFLAGS " +
      "CARGO_TARGET_*_RUSTDOCFLAGS CARGO_REGISTRY_CREDENTIAL_PROVIDER CARGO_REGISTRIES_*_CREDENTIAL_PROVIDER",
  },
  { names: "RUSTUP_TOOLCHAIN", except: /^(?:stable|beta|nightly|\d+\.\d+(?:\.\d+)?)(?:-[\w-]+)?$/u },
  { names: "RUSTUP_HOME RUSTUP_DIST_* RUSTUP_UPDATE_ROOT" },
  {
    names: "MAKEFLAGS GNUMAKEFLAGS",
    except: onlyWords(String.raw`-?[jksiwBnqrRSt]+\d*|\d+|--no-print-directory|--silent|(?:-O|--output-sync=?)\w*`),
  },
  {
    names: "GOFLAGS",
    except: onlyWords(
      String.raw`--?(?:v|race|trimpath|short|json|modcacherw|failfast|mod=\w+|count=\d+|p=\d+|tags=[\w,]+|buildvcs=\w+|vet=\w+|timeout=\w+)`,
    ),
  },
  {
    names:
      "MAKEFILES GOROOT GOENV GOTOOLDIR TAR_OPTIONS ZIPOPT RSYNC_RSH RSYNC_CONNECT_PROG CVS_RSH SVN_SSH GREP_OPTIONS WGETRC CURL_HOME",
  },
  {
    names:
      "PIP_DISABLE_PIP_VERSION_CHECK PIP_NO_CACHE_DIR PIP_NO_INPUT PIP_QUIET PIP_VERBOSE PIP_DEFAULT_TIMEOUT PIP_TIMEOUT PIP_RETRIES " +
      "PIP_PROGRESS_BAR PIP_ROOT_USER_ACTION PIP_BREAK_SYSTEM_PACKAGES PIP_REQUIRE_VIRTUALENV PIP_ONLY_BINARY PIP_PREFER_BINARY " +
      "PIP_NO_DEPS PIP_PRE PIP_NO_COLOR PIP_NO_COMPILE PIP_NO_WARN_SCRIPT_LOCATION PIP_NO_PYTHON_VERSION_WARNING PIP_UPGRADE PIP_NO_INDEX",
    free: true,
  },
  { names: "PIP_*" },
  { names: "UV_PYTHON_PREFERENCE UV_PYTHON_DOWNLOADS", free: true },
  {
    names:
      "UV_PYTHON UV_PYTHON_* UV_PYPY_* UV_INDEX* UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS UV_CONFIG_FILE UV_ENV_FILE UV_PROJECT " +
      "UV_PROJECT_ENVIRONMENT UV_WORKING_DIR UV_WORKING_DIRECTORY UV_TOOL_* UV_CACHE_DIR UV_OVERRIDE UV_CONSTRAINT UV_BUILD_CONSTRAINT " +
      "UV_KEYRING_PROVIDER UV_INSECURE_HOST UV_INSTALL*",
  },
  {
    names:
      "ANSIBLE_HOST_KEY_CHECKING ANSIBLE_FORCE_COLOR ANSIBLE_NOCOLOR ANSIBLE_NOCOWS ANSIBLE_RETRY_FILES_ENABLED ANSIBLE_PIPELINING " +
      "ANSIBLE_DEPRECATION_WARNINGS ANSIBLE_SYSTEM_WARNINGS ANSIBLE_LOCALHOST_WARNING ANSIBLE_GATHERING ANSIBLE_FORKS ANSIBLE_TIMEOUT " +
      "ANSIBLE_DISPLAY_* ANSIBLE_VERBOSITY ANSIBLE_DEBUG",
    free: true,
  },
  { names: "ANSIBLE_* TF_CLI_* CMAKE_*_LAUNCHER CMAKE_TOOLCHAIN_FILE" },
  { names: "AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE DOCKER_HOST DOCKER_CONFIG" },
  ...toolEnvRules,
];

/** npm takes its settings in either case. */
function bothCases(settings: string): string {
  return settings
    .split(" ")
    .flatMap((name) => [`npm_config_${name}`, `NPM_CONFIG_${name.toUpperCase()}`])
    .join(" ");
}
