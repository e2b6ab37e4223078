import type { Row } from "../row.ts";

/** Builders of the C family, and generators and checkers of its code. */
export function buildRows(): readonly Row[] {
  const makeOptions = [
    "-C|--directory=:cd -f|--file|--makefile=:r -I|--include-dir=:r -E|--eval= -o|--old-file|--assume-old= -W|--what-if|--new-file|--assume-new= -j|--jobs? -l|--load-average|--max-load? -O|--output-sync? --debug? --shuffle? --jobserver-style=",
    "-b -m -B|--always-make -d -e|--environment-overrides -h|--help -i|--ignore-errors -k|--keep-going -L|--check-symlink-times -n|--just-print|--dry-run|--recon -p|--print-data-base -q|--question -r|--no-builtin-rules -R|--no-builtin-variables",
    "-s|--silent|--quiet -S|--no-keep-going|--stop -t|--touch --trace -v|--version -w|--print-directory --no-print-directory --warn-undefined-variables --no-silent",
  ].join(" ");

  const cmakeOptions = [
    "-S=:r -B=:O -C=:r -D= -U= -G= -T= -A= -P=:p,r --toolchain=:r --install-prefix=:O --prefix=:O --preset= --list-presets? --build= --install= --open= --graphviz=:o --system-information? --log-level|--loglevel= --profiling-format= --profiling-output=:o --trace-format= --trace-redirect=:o --trace-source=",
    "--parallel|-j= --target|-t= --config= --component= --default-directory-permissions= --resolve-package-references= --debug-find-pkg= --debug-find-var= --workflow --fresh --clean-first --use-stderr --strip --verbose|-v -E -L -LA -LAH -LH -N --find-package --debug-output --debug-find --trace --trace-expand --warn-uninitialized --no-warn-unused-cli --version|-version --help? -Wdev -Wno-dev -Werror? -Wdeprecated -Wno-deprecated -Wno-error?",
  ].join(" ");

  const ctestOptions = [
    "--preset= --list-presets -C|--build-config= -j|--parallel= -L|--label-regex= -R|--tests-regex= -E|--exclude-regex= -LE|--label-exclude= -FA|--fixture-exclude-any= -FS|--fixture-exclude-setup= -FC|--fixture-exclude-cleanup= -D|--dashboard= -M|--test-model= -T|--test-action= -S|--script=:r -SP|--script-new-process=:r -A|--add-notes=:r -I|--tests-information=",
    "--output-log|-O=:o --output-junit=:o --timeout= --stop-time= --repeat= --repeat-until-fail= --max-width= --test-dir=:cd --test-load= --group= --resource-spec-file=:r --schedule-random --test-output-size-passed= --test-output-size-failed= --test-output-truncation= --no-tests= --http-header= --overwrite= --build-and-test= --build-generator= --build-target= --build-options= --build-makeprogram= --test-command= --test-timeout= --interactive-debug-mode= --extra-submit= --submit-index=",
    "-V|--verbose -VV|--extra-verbose --progress --debug --output-on-failure --stop-on-failure -F -Q|--quiet -N|--show-only? -U|--union --rerun-failed --print-labels --no-label-summary",
  ].join(" ");

  const cmakeTool: Row = {
    // `cmake -E` is a small command line of its own
    names: "cmake",
    options: cmakeOptions,
    style: "words",
    reader: "cmakeTool",
  };

  const mesonSetup =
    "-D= --prefix=:O --bindir= --datadir= --includedir= --infodir= --libdir= --libexecdir= --localedir= --localstatedir= --mandir= --sbindir= --sharedstatedir= --sysconfdir= --auto-features= --backend= --buildtype= --cross-file=:r --native-file=:r --default-library= --default-both-libraries= --debug --layout= --optimization= --warnlevel= --wrap-mode= --pkg-config-path= --build.pkg-config-path= --cmake-prefix-path= --force-fallback-for= --unity= --unity-size= --werror --strip --reconfigure --wipe --vsenv --errorlogs --stdsplit --fatal-meson-warnings -v|--version";

  const bazelOptions =
    "--bazelrc=:r,@ --output_base=:O --output_user_root=:O --install_base=:O --host_jvm_args= --server_javabase=:r,@ --max_idle_secs= --connect_timeout_secs= --local_startup_timeout_secs= --unlimit_coredumps --workspace_rc --nohome_rc --noworkspace_rc --nosystem_rc --batch --home_rc --system_rc";

  const bazelBuild =
    "--config= -c|--compilation_mode= -j|--jobs= --run_under=:xs --test_filter= --test_output= --test_arg= --test_env= --test_tag_filters= --build_tag_filters= --copt= --cxxopt= --conlyopt= --linkopt= --host_copt= --define= --action_env= --host_action_env= --repo_env= --platforms= --cpu= --disk_cache=:O --remote_cache=:u --remote_executor=:u --bes_backend=:u --remote_header= --output_groups= --override_repository= --override_module= --features= --local_test_jobs= --runs_per_test= --test_timeout= --flaky_test_attempts= --output= --symlink_prefix= --target_pattern_file=:r --workspace_status_command=:xs --keep_going|-k --stamp --verbose_failures --sandbox_debug --nocache_test_results -s|--subcommands --script_path=:o";

  return [
    { names: "make gmake bmake nmake", options: makeOptions, reader: "makeTargets" },
    { names: "ninja samu", options: "-C=:cd -f=:r -j= -k= -l= -t= -d= -w= -n -v|--verbose --quiet -h --version" },
    cmakeTool,
    { names: "ctest", options: ctestOptions, style: "words" },
    {
      names: "cpack",
      options: "-G= -C= -D= --config=:r -P= -R= -B=:O --vendor= --preset= -V|--verbose --debug --trace",
      style: "words",
    },
    {
      names: "meson",
      options: mesonSetup,
      sub: [
        { names: "setup", options: mesonSetup, operands: "W r" },
        { names: "configure", options: mesonSetup },
        {
          names: "compile",
          options: "-C=:cd -j|--jobs= -l|--load-average= --ninja-args= --vs-args= --xcode-args= --clean -v|--verbose",
        },
        {
          names: "test",
          options:
            "-C=:cd --suite= --no-suite= --wrap|--wrapper=:xs --logbase= --num-processes|-j= --repeat= --timeout-multiplier|-t= --setup= --test-args= --maxfail= --gdb --gdb-path=:x --no-rebuild --list --print-errorlogs --benchmark --interactive|-i -v|--verbose -q|--quiet",
        },
        {
          names: "install",
          options:
            "-C=:cd --destdir=:O --tags= --skip-subprojects? --no-rebuild --only-changed --quiet -n|--dry-run --strip",
        },
        {
          names: "devenv",
          options: "-C=:cd --workdir|-w=:cd --dump? --dump-format=",
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
        },
        ...[
          "dist",
          "init",
          "introspect",
          "rewrite",
          "subprojects",
          "wrap",
          "env2mfile",
          "format",
          "reprocess",
          "help",
        ].map((names): Row => ({ names, options: "-C=:cd" })),
      ],
    },
    {
      names: "bazel bazelisk",
      options: bazelOptions,
      sub: [
        { names: "run", options: bazelBuild, style: "stop" },
        ...[
          "build",
          "test",
          "coverage",
          "clean",
          "query",
          "cquery",
          "aquery",
          "fetch",
          "sync",
          "info",
          "mod",
          "shutdown",
          "version",
          "dump",
          "help",
          "license",
          "mobile-install",
          "print_action",
          "analyze-profile",
          "canonicalize-flags",
          "vendor",
        ].map((names): Row => ({ names, options: `${bazelBuild} --expunge --expunge_async` })),
      ],
    },
    {
      names: "buck buck2 pants please",
      options: "--config|-c= --config-file=:r --isolation-dir=",
      sub: [
        "build",
        "run",
        "test",
        "query",
        "clean",
        "install",
        "targets",
        "fmt",
        "lint",
        "check",
        "package",
        "publish",
      ].map((names): Row => ({ names, options: "--target-platforms= --config|-c= --out=:o -j|--num-threads=" })),
    },
    {
      names: "scons",
      options:
        "-C|--directory=:cd -f|--file|--makefile|--sconstruct=:r -j|--jobs= -Y|--repository|--srcdir= -I|--include-dir= --site-dir= --cache-dir= --config= --debug= --profile=:o -c|--clean|--remove -n|--dry-run -k|--keep-going -s|--silent|--quiet -u|--up",
    },
    {
      names: "autoconf automake autoreconf aclocal libtoolize autoheader autopoint autoscan autoupdate",
      options:
        "-o|--output=:o -W|--warnings= -I|--include=:r -B|--prepend-include=:r -f|--force -i|--install -s|--symlink -m|--make -v|--verbose -t|--trace= -a|--add-missing -c|--copy --foreign --acdir= --install",
    },
    {
      names: "pkg-config pkgconf",
      options:
        "--define-variable= --variable= --atleast-version= --exact-version= --max-version= --print-variables --cflags --libs --exists --modversion --list-all --static --print-errors --silence-errors --with-path= --define-prefix --errors-to-stdout --short-errors --atleast-pkgconfig-version=",
    },
    {
      names: "m4 gperf flex lex bison yacc byacc re2c ragel",
      options:
        "-o|--output|--outfile|--output-file=:o -b|--file-prefix= -p|--name-prefix= -P|--prefix= -D|--define= -U= -I|--include=:r -S|--skeleton=:r -L|--language= -W|--warnings? -F|--feature= -T= -t -d|--defines? -H|--header? -v|--verbose -g|--graph? -l|--no-lines -k|--token-table -s --header-file=:o",
      operands: "r*",
    },
    {
      names: "clang-format",
      options:
        "-i:i --style|-style= --fallback-style|-fallback-style= --assume-filename|-assume-filename= --lines|-lines= --offset|-offset= --length|-length= --cursor|-cursor= --files=:r -n|--dry-run -Werror|--Werror --verbose|-verbose --sort-includes|-sort-includes --dump-config|-dump-config",
      operands: "r*",
      style: "words",
      reader: "inPlace",
    },
    {
      names: "clang-tidy run-clang-tidy clang-check",
      options:
        "-p= --checks|-checks= --config|-config= --config-file|-config-file=:r --export-fixes|-export-fixes=:o --extra-arg|-extra-arg= --extra-arg-before|-extra-arg-before= --header-filter|-header-filter= --line-filter|-line-filter= --warnings-as-errors|-warnings-as-errors= --fix|-fix:i --fix-errors|-fix-errors:i --format-style|-format-style= --vfsoverlay= --store-check-profile=:O -j= --quiet|-quiet --use-color",
      operands: "r*",
      style: "words",
      reader: "inPlace",
    },
    {
      names: "cppcheck",
      options:
        "--project=:r --output-file=:o --xml --enable= --disable= --std= --language|-x= --platform= --suppress= --suppressions-list=:r --template= --addon= --file-list=:r --includes-file=:r --include=:r --cppcheck-build-dir=:O --checkers-report=:o --error-exitcode= --max-configs= -D= -U= -I=:r -i= -j= -l= -q|--quiet -v|--verbose -f|--force --inconclusive --inline-suppr --library=:r --rule= --rule-file=:r",
      operands: "r*",
    },
    {
      names: "ctags etags universal-ctags cscope gtags",
      options:
        "-f|-o|--output=:o -L=:r -R|--recurse? -e -a|--append? -I= -D= -h= -n --languages= --exclude= --options=:r --fields= --extras= --kinds= --langmap= --langdef= --regex= --sort= -x -b -q -k -d -u -i=:r -s=:r -p= -F=:r",
      operands: "r*",
    },
    { names: "doxygen", options: "-g -l -u -w -s -d= -x -v|--version", operands: "r" },
    {
      names: "protoc",
      options:
        "-I|--proto_path=:r --descriptor_set_out=:o --descriptor_set_in=:r --dependency_out=:o --encode= --decode= --plugin= --cpp_out=:O --java_out=:O --python_out=:O --pyi_out=:O --go_out=:O --go-grpc_out=:O --grpc_out=:O --js_out=:O --ts_out=:O --ruby_out=:O --php_out=:O --csharp_out=:O --kotlin_out=:O --objc_out=:O --rust_out=:O --dart_out=:O --doc_out=:O --go_opt= --go-grpc_opt= --include_imports --include_source_info --error_format= --fatal_warnings --print_free_field_numbers",
      operands: "r*",
    },
    {
      names: "buf",
      options: "--debug --log-format= --timeout= --verbose|-v",
      style: "everywhere",
      sub: [
        {
          names: "generate",
          options:
            "-o|--output=:O --template= --config= --path= --exclude-path= --type= --include-imports --include-wkt --clean",
        },
        {
          names: "format",
          options: "-w|--write:i -d|--diff --exit-code -o|--output=:o --config= --path=",
          operands: "r",
          reader: "inPlace",
        },
        ...[
          "build",
          "lint",
          "breaking",
          "push",
          "export",
          "convert",
          "curl",
          "ls-files",
          "beta",
          "config",
          "dep",
          "mod",
          "registry",
          "plugin",
          "stats",
          "lsp",
        ].map((names): Row => ({
          names,
          options:
            "-o|--output=:o --config= --path= --exclude-path= --against= --error-format= --type= --tag= --branch= --draft= --label= --create-visibility=",
        })),
      ],
    },
  ];
}
