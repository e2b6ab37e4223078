import { type EnvRule, onlyWords } from "./env-rule.ts";

const empty = /^$/u;
const nullFile = /^(?:|\/dev\/null)$/u;
/** A program of the system's, by its path. */
const systemProgram = /^(?:|(?:\/usr(?:\/local)?)?\/s?bin\/[\w+-][\w.+-]*)$/u;
/** A tool that makes code out of code, found along `PATH`, with options that choose no program and no file. */
const compiler = new RegExp(
  String.raw`^(?:(?:s?ccache|distcc)\s+)?(?:(?:/usr(?:/local)?)?/bin/)?(?:\w[\w.]*-)*` +
    String.raw`(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|cpp|c99|tcc|icx|icpx|nvcc|gfortran|ifx|ld|lld|mold|gold|ar|as|nm|ranlib|strip|objcopy|objdump|gccgo|pkg-config|pkgconf)` +
    String.raw`(?:-\d[\d.]*)?(?:\s+-(?:m\d+|m(?:arch|tune)=[\w-]+|std=[\w+]+|O\w?|g\d?|W[\w-]*|fPIC|static|pthread|pipe))*$|^$`,
  "u",
);
/** Only a name, so that `PATH` says which file it is. */
const bareTool = /^(?:|(?:samu|ninja|ninja-build|g?m4|[gmno]?awk|bison|byacc|flex|gmake|make)(?:-\d[\d.]*)?)$/u;
const rustFlags = onlyWords(
  String.raw`-[DWAF]|-C|-g|-O|--cfg|-[DWAF][\w:-]+|[a-z_][\w:-]*|feature="?[\w-]+"?|` +
    String.raw`(?:-C)?(?:target-cpu|target-feature|opt-level|debuginfo|debug-assertions|overflow-checks|lto|codegen-units|panic|strip|instrument-coverage|split-debuginfo|force-frame-pointers)(?:=[\w.,+-]+)?`,
);

/** Variables of single tools that load code, name programs, or name files of settings that do. */
export const toolEnvRules: readonly EnvRule[] = [
  // git and other version control
  { names: "GIT_DIR", except: /^(?:\.\/)?\.git\/?$/u },
  { names: "GIT_WORK_TREE", except: /^\.\/?$/u },
  { names: "GIT_DIFFTOOL_EXTCMD GIT_DIFF_TOOL GIT_MERGE_TOOL MERGE_TOOLS_DIR", except: empty },
  { names: "HGRCPATH HGEDITOR HGMERGE CVSEDITOR P4EDITOR P4DIFF P4MERGE P4PAGER P4CONFIG", except: empty },
  { names: "GH_CONFIG_DIR GLAB_CONFIG_DIR JJ_CONFIG SL_CONFIG_PATH BRZ_HOME BZR_HOME LEIN_HOME", except: empty },
  // readers and pagers
  { names: "RIPGREP_CONFIG_PATH BAT_CONFIG_PATH", except: nullFile },
  { names: "BAT_CONFIG_DIR BAT_OPTS ACKRC ACK_OPTIONS ACK_PAGER_COLOR FZF_DEFAULT_*", except: empty },
  { names: "LESSKEYIN_SYSTEM LESSKEY_SYSTEM LESSGLOBALTAGS LESSECHO PERLDOC LYNX_CFG MAILCAPS", except: empty },
  { names: "GROFF_BIN_PATH GROFF_COMMAND_PREFIX GROFF_TMAC_PATH GROFF_FONT_PATH", except: empty },
  { names: "AWKLIBPATH AWKPATH", except: empty },
  { names: "TEXMFCNF TEXEDIT MPEDIT shell_escape_commands", except: empty },
  { names: "shell_escape", except: /^[0fnp]?$/u },
  { names: "MAGICK_HOME MAGICK_CONFIGURE_PATH MAGICK_CODER_MODULE_PATH MAGICK_FILTER_MODULE_PATH", except: empty },
  // compilers and builds
  {
    names: "CC CXX CPP LD AR AS NM RANLIB STRIP OBJCOPY FC F77 HOSTCC HOSTCXX HOSTLD GCCGO CUDACXX PKG_CONFIG",
    except: compiler,
  },
  { names: "NINJA M4 AWK YACC LEX MAKE", except: bareTool },
  { names: "AUTOCONF AUTOMAKE ACLOCAL AUTOHEADER AUTOM4TE AUTOM4TE_CFG autom4te_perllibdir", except: empty },
  { names: "COMPILER_PATH GCC_EXEC_PREFIX CCC_OVERRIDE_OPTIONS", except: empty },
  { names: "CCACHE_PREFIX CCACHE_PREFIX_CPP CCACHE_COMPILER CCACHE_PATH CCACHE_CONFIGPATH", except: empty },
  {
    names:
      "ASAN_SYMBOLIZER_PATH MSAN_SYMBOLIZER_PATH TSAN_SYMBOLIZER_PATH UBSAN_SYMBOLIZER_PATH LSAN_SYMBOLIZER_PATH LLVM_SYMBOLIZER_PATH",
    except: systemProgram,
  },
  { names: "CONFIG_SITE", except: nullFile },
  { names: "SCONSFLAGS", except: onlyWords(String.raw`-[Qsnkqi]|-j\d*|--debug=\w+`) },
  { names: "GETCONF_DIR APT_CONFIG", except: nullFile },
  { names: "RUSTFLAGS RUSTDOCFLAGS", except: rustFlags },
  { names: "CARGO_ENCODED_RUSTFLAGS CARGO_ENCODED_RUSTDOCFLAGS GOCACHEPROG", except: empty },
  { names: "GOAUTH", except: /^(?:|off|netrc)$/u },
  { names: "GOTOOLCHAIN", except: /^(?:|local|(?:go\d[\w.]*\+)?(?:auto|path)|go\d[\w.]*)$/u },
  // languages
  { names: "HARNESS_PERL HARNESS_PERL_SWITCHES HARNESS_SUBCLASS", except: empty },
  { names: "TCL_LIBRARY TK_LIBRARY TCLLIBPATH", except: empty },
  {
    names: "JAVA_HOME JDK_HOME JRE_HOME",
    except: /^(?:|\/usr\/(?:lib|java)\/[\w+-][\w.+-]*(?:\/[\w+-][\w.+-]*)*\/?)$/u,
  },
  { names: "JAVACMD", except: systemProgram },
  {
    names: "JDK_JAVAC_OPTIONS GRADLE_USER_HOME GRADLE_HOME MAVEN_HOME M2_HOME ANT_HOME ANT_OPTS ANT_ARGS",
    except: empty,
  },
  { names: "SPEC_OPTS", except: onlyWords(String.raw`--(?:no-)?colou?r|--fail-fast|--format(?:=\w+)?|-f|\w+`) },
  { names: "RAKEOPT", except: onlyWords(String.raw`-[qsntv]|--(?:trace|quiet|silent|verbose)`) },
  { names: "COVERAGE_PROCESS_START COVERAGE_RCFILE PYLINTRC IPYTHONDIR", except: nullFile },
  { names: "MPLBACKEND", except: /^\w*$/u },
  { names: "TS_NODE_REQUIRE NAPI_RS_NATIVE_LIBRARY_PATH ESBUILD_BINARY_PATH SWC_BINARY_PATH", except: empty },
  { names: "PRISMA_*_LIBRARY PRISMA_*_BINARY", except: empty },
  { names: "PUPPETEER_EXECUTABLE_PATH CHROME_BIN CHROME_PATH FIREFOX_BIN", except: systemProgram },
  { names: "PREFIX", except: empty, onlyFor: ["npm", "npx", "pnpm", "yarn"] },
  { names: "ZIP", except: empty, onlyFor: ["zip", "zipcloak", "zipnote", "zipsplit"] },
  // network, keys, data and clusters
  { names: "SYSTEM_WGETRC PSQLRC KRB5_CONFIG", except: nullFile },
  { names: "SSH_SK_HELPER SSH_SK_PROVIDER SSH_PKCS11_HELPER GNUPGHOME", except: empty },
  { names: "LIBMYSQL_PLUGINS LIBMYSQL_PLUGIN_DIR MYSQL_HOME", except: empty },
  {
    names: "DBUS_SESSION_BUS_ADDRESS DBUS_SYSTEM_BUS_ADDRESS DBUS_STARTER_ADDRESS",
    except: /^(?:(?:unix|tcp|disabled):[^;]*(?:;(?=[utd])|$))*$/u,
  },
  { names: "KUBERC", except: /^(?:|off|\/dev\/null)$/u },
  { names: "CONTAINERS_CONF CONTAINERS_CONF_OVERRIDE", except: nullFile },
  { names: "KUBECONFIG KUBECTL_EXTERNAL_DIFF HELM_PLUGINS DOCKER_CLI_PLUGIN_EXTRA_DIRS", except: nullFile },
  { names: "RCLONE_CONFIG RCLONE_PASSWORD_COMMAND RESTIC_PASSWORD_COMMAND BORG_PASSCOMMAND BORG_RSH", except: empty },
  { names: "CLOUDSDK_PYTHON CLOUDSDK_PYTHON_ARGS CLOUDSDK_CONFIG AZURE_EXTENSION_DIR AZURE_CONFIG_DIR", except: empty },
];
