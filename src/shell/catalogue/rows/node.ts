import type { Row } from "../row.ts";

/** Runtimes, compilers, linters and test runners of the Node world. */
export function nodeRows(): readonly Row[] {
  const nodeOptions = [
    "-e|--eval|-pe=:p -p|--print?:p -r|--require=:r --import=:r --loader|--experimental-loader=:r --env-file=:r --env-file-if-exists=:r",
    "-C|--conditions= --run=:p --input-type= --title= --icu-data-dir= --openssl-config=:r --snapshot-blob=:r --build-snapshot-config=:r",
    "--experimental-sea-config=:r --experimental-config-file=:r --watch-path= --test-concurrency= --test-name-pattern= --test-skip-pattern= --test-reporter=",
    "--test-reporter-destination= --test-shard= --test-timeout= --test-isolation= --test-global-setup=:r --test-coverage-include= --test-coverage-exclude=",
    "--cpu-prof-dir=:O --cpu-prof-name= --cpu-prof-interval= --heap-prof-dir=:O --heap-prof-name= --heap-prof-interval= --diagnostic-dir=:O --redirect-warnings=:o",
    "--report-dir|--report-directory=:O --report-filename= --report-signal= --tls-cipher-list= --tls-keylog=:o --tls-min-v1.2 --trace-event-categories= --trace-event-file-pattern=",
    "--unhandled-rejections= --disable-warning= --disable-proto= --dns-result-order= --max-http-header-size= --secure-heap= --secure-heap-min= --stack-trace-limit=",
    "--allow-fs-read= --allow-fs-write= --inspect? --inspect-brk? --inspect-wait? --inspect-port|--debug-port= --inspect-publish-uid= --heapsnapshot-signal=",
    "--v8-pool-size= --experimental-default-type= --localstorage-file= --use-largepages= --trace-require-module=",
    "--check|-c --interactive|-i --version|-v --help|-h --test --watch --test-only --experimental-strip-types --experimental-test-coverage --enable-source-maps --no-warnings",
  ].join(" ");

  const denoPermissions = [
    "-A|--allow-all -R|--allow-read? -W|--allow-write? -N|--allow-net? -E|--allow-env? -S|--allow-sys? -I|--allow-import? --allow-run? --allow-ffi? --allow-hrtime",
    "-P|--permission-set? --deny-read? --deny-write? --deny-net? --deny-env? --deny-sys? --deny-run? --deny-ffi? --deny-import? --no-prompt",
    "-c|--config=:r --no-config --import-map=:r --cert=:r --location= --seed= --env-file? --env? --lock? --no-lock --frozen? --v8-flags? --preload=:r --require=:r",
    "-r|--reload? --cached-only --no-check? --check? --no-remote --no-npm --node-modules-dir? --vendor? --unstable --watch? --watch-hmr? --watch-exclude? --inspect? --inspect-brk? --inspect-wait?",
    "-L|--log-level= -q|--quiet --unsafely-ignore-certificate-errors? --strace-ops? --ext= --minimum-dependency-age=",
  ].join(" ");

  const denoRow: Row = {
    names: "deno",
    options: "-L|--log-level= -q|--quiet --unstable -V|--version -h|--help?",
    sub: [
      { names: "run", options: denoPermissions, operands: "u", style: "stop" },
      { names: "serve", options: `${denoPermissions} --port= --host= --parallel`, operands: "u", style: "stop" },
      { names: "eval", options: `${denoPermissions} -p|--print`, style: "stop" },
      {
        names: "test",
        options: `${denoPermissions} --filter= --shuffle? --coverage?:O --junit-path=:o --reporter= --fail-fast? -j|--parallel --ignore? --no-run --doc --permit-no-files`,
      },
      { names: "bench", options: `${denoPermissions} --filter= --ignore? --json --no-run` },
      {
        names: "install i add",
        options: `${denoPermissions} -g|--global -n|--name= --root=:O -f|--force -e|--entrypoint -D|--dev`,
        reader: "addresses",
      },
      { names: "uninstall remove", options: "-g|--global --root=:O" },
      {
        names: "compile",
        options: `${denoPermissions} -o|--output=:o --target= --include= --exclude= --icon=:r`,
        operands: "u",
        style: "stop",
      },
      { names: "task", options: "--cwd=:cd -c|--config=:r -f|--filter= -r|--recursive --eval" },
      { names: "x", options: denoPermissions, style: "stop", wrapper: "deny-only", reader: "packageRunner" },
      {
        names: "fmt",
        options: "--check:q --ext= --ignore? --line-width= --indent-width= -c|--config=:r --watch?",
        operands: "r*",
        reader: "formatter",
      },
      {
        names: "lint",
        options:
          "--fix:i --rules --rules-tags= --rules-include= --rules-exclude= --ignore? --json --compact -c|--config=:r --watch?",
        operands: "r*",
        reader: "inPlace",
      },
      {
        names: "bundle",
        options: `${denoPermissions} -o|--output=:o --outdir=:O --external= --format= --packages= --sourcemap? --platform= --minify`,
        operands: "r*",
      },
      {
        names: "publish",
        options:
          "--token= --dry-run --allow-dirty --allow-slow-types --no-provenance --set-version= -c|--config=:r --no-check?",
      },
      { names: "upgrade", options: "--version= --output=:o --dry-run --force --canary --cert=:r" },
      { names: "cache", options: denoPermissions, reader: "addresses" },
      { names: "check", options: denoPermissions, operands: "r*" },
      { names: "info", options: denoPermissions },
      { names: "doc", options: `${denoPermissions} --output=:O --name= --filter= --html --json --private --lint` },
      { names: "coverage", options: "--include= --exclude= --output=:o --lcov --html --detailed --ignore=" },
      { names: "init", options: "--lib --serve --npm" },
      { names: "outdated", options: "-u|--update --latest -r|--recursive -i|--interactive" },
      { names: "repl", options: `${denoPermissions} --eval= --eval-file=:r` },
      { names: "jupyter", options: "--install --kernel --conn=:r" },
      { names: "types" },
      { names: "completions" },
      { names: "lsp" },
      { names: "clean" },
      { names: "approve-scripts" },
      { names: "audit" },
      { names: "deploy" },
      { names: "help" },
    ],
  };

  const tsNodeOptions = [
    "-e|--eval=:p -p|--print?:p -r|--require=:r -P|--project=:r --cwd=:cd -O|--compiler-options= -C|--compiler= -I|--ignore= -D|--ignore-diagnostics= --scope-dir= --cwd-mode",
    "-T|--transpile-only -H|--compiler-host --files --esm --swc -i|--interactive --type-check --show-config --script-mode -v|--version -h|--help --pretty --skip-project --skip-ignore --prefer-ts-exts --emit",
  ].join(" ");

  const jestOptions = [
    "-c|--config=:r --rootDir=:cd --roots= -t|--testNamePattern= --testPathPattern= --testPathPatterns= --testPathIgnorePatterns= --testMatch= --testRegex= --selectProjects= --ignoreProjects=",
    "--outputFile=:o --coverageDirectory=:O --coverageReporters= --collectCoverageFrom= --coverageProvider= --coverageThreshold= --cacheDirectory=:O --changedSince= -w|--maxWorkers= --workerThreads?",
    "--maxConcurrency= --testTimeout= --reporters= --setupFiles= --setupFilesAfterEnv= --globalSetup=:r --globalTeardown=:r --env= --testEnvironment= --testRunner= --runner= --resolver= --transform= --preset=",
    "--moduleNameMapper= --modulePathIgnorePatterns= --moduleDirectories= --filter=:r --shard= --seed= --notifyMode= --snapshotFormat= --testResultsProcessor= --testSequencer= --testLocationInResults? --projects= -d",
    "-u|--updateSnapshot -i|--runInBand -b|--bail? -o|--onlyChanged -f|--onlyFailures --watch --watchAll? --ci? --coverage? --verbose? --silent? --json --passWithNoTests --findRelatedTests --listTests --runTestsByPath --detectOpenHandles --forceExit --clearCache --no-cache",
  ].join(" ");

  const vitestOptions = [
    "-r|--root=:cd -c|--config=:r -t|--testNamePattern= --dir= --project= --reporter= --outputFile?:o --environment= --pool= --maxWorkers= --minWorkers= --maxConcurrency= --shard= --retry= --bail= --testTimeout=",
    "--hookTimeout= --teardownTimeout= --slowTestThreshold= --mode= --exclude= --diff=:r --inspect? --inspect-brk? --mergeReports? --changed? --browser? --api? --open --logHeapUsage --color",
    "--coverage --coverage.provider= --coverage.reporter= --coverage.reportsDirectory=:O --coverage.include= --coverage.exclude= --coverage.all --coverage.enabled --ui? --typecheck? --standalone",
    "-u|--update? -w|--watch --run --silent? --hideSkippedTests --globals --dom --isolate --no-file-parallelism --passWithNoTests --allowOnly --expandSnapshotDiff --disable-console-intercept -v|--version -h|--help",
  ].join(" ");

  const viteOptions =
    "-c|--config=:r -l|--logLevel= -d|--debug? -f|--filter= -m|--mode= --base= --configLoader= --clearScreen --force --host? --port= --open? --cors --strictPort --profile";
  const viteBuild =
    "--outDir=:O --assetsDir= --assetsInlineLimit= --target= --ssr? --sourcemap? --minify? --manifest? --ssrManifest? --emptyOutDir -w|--watch --app";

  const eslintOptions = [
    "-c|--config=:r --ext= --rulesdir=:r --plugin= --parser= --parser-options= --resolve-plugins-relative-to= --env= --global= --rule= --ignore-path=:r --ignore-pattern= -o|--output-file=:o -f|--format= --max-warnings=",
    "--cache-file=:o --cache-location=:o --cache-strategy= --stdin-filename= --print-config= --fix-type= --report-unused-disable-directives-severity= --report-unused-inline-configs= --flag= --suppressions-location=:o --suppress-rule= --concurrency=",
    "--fix:i --fix-dry-run --quiet --cache --init --debug --stdin --no-eslintrc --no-config-lookup --no-ignore --no-inline-config --no-warn-ignored --color --pass-on-no-patterns --env-info -v|--version -h|--help",
  ].join(" ");

  const prettierOptions = [
    "--config=:r --find-config-path= --file-info= --ignore-path=:r --plugin= --parser= --stdin-filepath= --cache-location=:o --cache-strategy= --config-precedence= --log-level= --arrow-parens= --end-of-line=",
    "--html-whitespace-sensitivity= --print-width= --prose-wrap= --quote-props= --tab-width= --trailing-comma= --object-wrap= --experimental-operator-position= --embedded-language-formatting= --range-start= --range-end= --cursor-offset=",
    "-w|--write:i -c|--check -l|--list-different --use-tabs --single-quote --no-semi --no-config --no-editorconfig --cache -u|--ignore-unknown --with-node-modules --color --support-info -v|--version -h|--help?",
  ].join(" ");

  const mochaOptions = [
    "--config=:r --package=:r -r|--require=:r --extension= --file=:r --ignore= -f|--fgrep= -g|--grep= -j|--jobs= -R|--reporter= -O|--reporter-option|--reporter-options= -S|--sort -s|--slow= -t|--timeout= -u|--ui= --retries= --spec=",
    "--watch-files= --watch-ignore= -n|--node-option= --loader= --import= -w|--watch -b|--bail -p|--parallel -c|--color --recursive --exit --inspect? --inspect-brk? --forbid-only --forbid-pending --check-leaks --dry-run --full-trace -V|--version -h|--help",
  ].join(" ");

  const bundlerOptions: readonly Row[] = [
    {
      names: "webpack webpack-cli",
      options:
        "-c|--config=:r --config-name= -m|--merge --env= --mode= -d|--devtool= -o|--output-path=:O --entry= -t|--target= --stats? -w|--watch --analyze --progress? --json?:o --node-env= --define-process-env-node-env= --name= --port= --host= --open? --hot? --static= --fail-on-warnings --disable-interpret --no-devtool",
      sub: [
        {
          names: "build bundle b",
          options:
            "-c|--config=:r --mode= -o|--output-path=:O --env= -d|--devtool= --entry= -t|--target= --stats? -w|--watch --json?:o --node-env=",
        },
        {
          names: "serve server s",
          options: "-c|--config=:r --mode= --port= --host= --open? --hot? --env= --static= --node-env=",
        },
        { names: "watch w", options: "-c|--config=:r --mode= -o|--output-path=:O --env=" },
        { names: "info i" },
        { names: "init" },
        { names: "configtest t" },
        { names: "help" },
        { names: "version v" },
      ],
    },
    {
      names: "esbuild",
      options:
        "--bundle --outfile=:o --outdir=:O --outbase= --serve? --servedir= --tsconfig=:r --metafile=:o --minify --sourcemap? --watch? --format= --platform= --target= --external= --define= --loader= --alias= --inject=:r --banner= --footer=",
      operands: "r*",
    },
    {
      names: "rollup",
      options:
        "-c|--config?:r -d|--dir=:O -e|--external= -f|--format= -g|--globals= -h|--help -i|--input=:r -m|--sourcemap? -n|--name= -o|--file=:o -p|--plugin= -v|--version -w|--watch --watch.onStart=:sh --watch.onBundleStart=:sh --watch.onBundleEnd=:sh --watch.onEnd=:sh --watch.onError=:sh --environment= --configPlugin= --silent --bundleConfigAsCjs",
      operands: "r*",
    },
    {
      names: "parcel",
      options:
        "--dist-dir=:O --cache-dir=:O --port|-p= --host= --public-url= --target= --log-level= --open? --config=:r --reporter= --no-cache --no-source-maps",
      sub: [{ names: "serve" }, { names: "watch" }, { names: "build" }],
    },
  ];

  /** Options of `nx run-many`, `turbo run` and kin. */
  const turboOptions =
    "--cwd=:cd --filter|-F= --api= --team= --token= --cache-dir=:O --cache= --concurrency= --dangerously-disable-package-manager-check --env-mode? --force? --global-deps= --graph?:o --dry-run|--dry? --log-order= --log-prefix= --output-logs= --profile=:o --anon-profile=:o --summarize? --scope= --since= --ui= --verbosity= --color --continue? --parallel --only --no-daemon --no-cache --remote-only --heap=:o";

  const nxOptions =
    "--project= --projects|-p= --target|--targets|-t= --configuration|-c= --exclude= --base= --head= --files= --parallel? --maxParallel= --runner= --outputStyle= --output-style= --graph?:o --nxBail --skipNxCache|--skip-nx-cache --verbose --batch --all --affected --dryRun|-d|--dry-run --interactive";

  return [
    { names: "node nodejs", options: nodeOptions, operands: "u", style: "stop words", reader: "synonym" },
    denoRow,
    {
      names: "tsx",
      options: `${nodeOptions} --tsconfig=:r --no-cache --include= --exclude= --ignore=`,
      operands: "u",
      style: "stop words",
    },
    {
      names: "ts-node ts-node-esm ts-node-dev tsnd swc-node esno esr jiti babel-node vite-node",
      options: tsNodeOptions,
      operands: "u",
      style: "stop",
    },
    {
      names: "tsc",
      options:
        "-p|--project=:r -b|--build -w|--watch -v|--version -h|--help --all --init --showConfig --listFiles --noEmit --outDir=:O --outFile=:o --declarationDir=:O --rootDir= --rootDirs= --baseUrl= --tsBuildInfoFile=:o -t|--target= -m|--module= --moduleResolution= --lib= --jsx= --jsxFactory= --jsxFragmentFactory= --jsxImportSource= --types= --typeRoots= --paths= --plugins= --locale= --mapRoot= --sourceRoot= --newLine= --moduleDetection= --moduleSuffixes= --customConditions= --ignoreDeprecations= --generateTrace=:O --generateCpuProfile=:o --maxNodeModuleJsDepth= --watchFile= --watchDirectory= -d|--declaration -i|--incremental",
      operands: "r*",
    },
    { names: "eslint eslint_d", options: eslintOptions, operands: "r*", reader: "inPlace" },
    { names: "prettier", options: prettierOptions, operands: "r*", reader: "inPlace" },
    {
      names: "biome",
      options: "--config-path=:r --colors= --log-level= --log-kind= --max-diagnostics= --verbose --use-server",
      sub: [
        ...["check", "lint", "format"].map((names): Row => ({
          names,
          options:
            "--write:i --fix:i --apply:i --apply-unsafe:i --unsafe --config-path=:r --since= --only= --skip= --reporter= --stdin-file-path= --max-diagnostics= --changed --staged",
          operands: "r*",
          reader: "inPlace",
        })),
        { names: "ci", operands: "r*" },
        { names: "init" },
        { names: "migrate" },
      ],
    },
    {
      names: "oxlint",
      options:
        "-c|--config=:r --tsconfig=:r -A|--allow= -W|--warn= -D|--deny= -f|--format= --max-warnings= --ignore-path=:r --ignore-pattern= --threads= --fix:i --fix-suggestions:i --fix-dangerously:i --quiet --type-aware",
      operands: "r*",
      reader: "inPlace",
    },
    {
      names: "oxfmt",
      options: "-c|--config=:r --write:i --check --list-different --ignore-path=:r --threads=",
      operands: "r*",
      reader: "inPlace",
    },
    {
      names: "stylelint",
      options:
        "-c|--config=:r --config-basedir= --custom-syntax= --custom-formatter= -f|--formatter= --ignore-path|-i=:r --ignore-pattern= --max-warnings= --output-file|-o=:o --stdin-filename= --cache-location=:o --fix:i --cache",
      operands: "r*",
      reader: "inPlace",
    },
    { names: "jest", options: jestOptions },
    {
      names: "vitest",
      options: vitestOptions,
      style: "everywhere",
      sub: [
        { names: "run" },
        { names: "watch dev" },
        { names: "related" },
        { names: "bench", options: "--compare=:r --outputJson=:o" },
        { names: "list", options: "--json? --filesOnly" },
        { names: "init" },
      ],
    },
    { names: "mocha _mocha", options: mochaOptions },
    {
      names: "ava",
      options:
        "--config=:r -m|--match= -c|--concurrency= -T|--timeout= --node-arguments= -s|--serial -u|--update-snapshots -w|--watch -v|--verbose -t|--tap --fail-fast",
    },
    {
      names: "tap node-tap",
      options: "--reporter= --jobs|-j= --timeout|-t= --coverage-report= --node-arg= --test-arg= --before=:r --after=:r",
    },
    {
      names: "nyc c8",
      options:
        "--reporter|-r= --report-dir|--reports-dir|-o=:O --temp-dir|--temp-directory|-t=:O --include|-n= --exclude|-x= --extension|-e= --require|-i=:r --cwd=:cd --nycrc-path|--config|-c=:r --branches= --functions= --lines= --statements= --src= --all|-a --check-coverage --clean",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "playwright",
      options: "-V|--version -h|--help",
      sub: [
        {
          names: "test",
          options:
            "-c|--config=:r -g|--grep= --grep-invert= -j|--workers= --project= --reporter= --retries= --repeat-each= --output=:O --shard= --timeout= --global-timeout= --max-failures= --trace= --update-snapshots|-u? --only-changed? --tsconfig=:r --debug --headed --ui --list -x --last-failed",
        },
        { names: "install" },
        { names: "install-deps" },
        { names: "uninstall" },
        ...["open", "codegen", "cr", "ff", "wk"].map((names): Row => ({
          names,
          options:
            "-b|--browser= -o|--output=:o --target= --save-storage=:o --load-storage=:r --save-har=:o --proxy-server= --device= --viewport-size= --timeout= --user-agent= --lang=",
          operands: "h",
        })),
        ...["screenshot", "pdf"].map((names): Row => ({
          names,
          options: "-b|--browser= --wait-for-selector= --wait-for-timeout= --device= --viewport-size= --full-page",
          operands: "h w",
        })),
        { names: "show-report" },
        { names: "show-trace" },
        { names: "merge-reports" },
      ],
    },
    {
      names: "cypress",
      sub: [
        ...["run", "open"].map((names): Row => ({
          names,
          options:
            "-b|--browser= -C|--config-file=:r -c|--config= -e|--env= -P|--project=:r -p|--port= -r|--reporter= -o|--reporter-options= -s|--spec= -k|--key= --ci-build-id= -t|--tag= --group= --headless --headed --record? --component --e2e",
        })),
        { names: "install" },
        { names: "verify" },
        { names: "cache" },
        { names: "info" },
        { names: "version" },
      ],
    },
    ...bundlerOptions,
    {
      names: "vite",
      options: viteOptions,
      style: "everywhere",
      sub: [
        { names: "build", options: viteBuild },
        { names: "serve dev" },
        { names: "preview", options: "--outDir=" },
        { names: "optimize" },
      ],
    },
    {
      names: "next",
      options: "-h|--help -v|--version",
      sub: [
        { names: "dev", options: "-p|--port= -H|--hostname= --turbo --turbopack --experimental-https" },
        { names: "build", options: "--profile --debug|-d --no-lint --turbopack" },
        { names: "start", options: "-p|--port= -H|--hostname= --keepAliveTimeout=" },
        {
          names: "lint",
          options:
            "-d|--dir= --file= --ext= -c|--config=:r -o|--output-file=:o -f|--format= --fix --max-warnings= --quiet --strict",
        },
        { names: "info" },
        { names: "telemetry" },
        { names: "experimental-compile" },
        { names: "typegen" },
      ],
    },
    {
      names: "turbo",
      options: turboOptions,
      style: "everywhere",
      sub: [
        { names: "run" },
        { names: "watch" },
        { names: "prune", options: "--out-dir=:O --docker" },
        { names: "gen generate" },
        { names: "login" },
        { names: "logout" },
        { names: "link" },
        { names: "unlink" },
        { names: "daemon" },
        { names: "query" },
        { names: "ls" },
        { names: "info" },
        { names: "bin" },
        { names: "scan" },
        { names: "telemetry" },
      ],
    },
    {
      names: "nx",
      options: nxOptions,
      style: "everywhere",
      sub: [
        { names: "run" },
        { names: "run-many" },
        { names: "affected" },
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        { names: "generate g" },
        { names: "graph dep-graph", options: "--file=:o --focus= --host= --port=" },
        { names: "migrate" },
        { names: "reset" },
        { names: "format:check" },
        { names: "format:write" },
        { names: "release" },
        { names: "show" },
        { names: "add" },
        { names: "list" },
        { names: "report" },
        { names: "daemon" },
        { names: "sync" },
        { names: "init" },
        { names: "import" },
        {
          names: "watch",
          wrapper: "deny-only",
          options: "--projects|-p= --all --includeDependentProjects",
          operands: "s",
          style: "stop",
        },
      ],
    },
    {
      names: "lerna",
      options:
        "--concurrency= --loglevel= --max-buffer= --scope= --ignore= --since? --stream --parallel --no-bail --no-progress --no-private",
      style: "everywhere",
      sub: [
        { names: "run" },
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        {
          names: "publish",
          options: "--dist-tag= --registry=:u --canary? --yes|-y --otp= --preid= --contents= --from-git",
        },
        {
          names: "version",
          options: "--message|-m= --preid= --yes|-y --no-push --no-git-tag-version --conventional-commits",
        },
        { names: "bootstrap" },
        { names: "changed" },
        { names: "diff" },
        { names: "list ls la ll" },
        { names: "clean" },
        { names: "init" },
        { names: "add" },
        { names: "create" },
        { names: "import" },
        { names: "link" },
        { names: "info" },
      ],
    },
    {
      names: "nodemon",
      options:
        "-x|--exec=:sh -w|--watch= -e|--ext= -i|--ignore= -d|--delay= -s|--signal= --config=:r --cwd=:cd --spawn --exitcrash -V|--verbose -q|--quiet -L|--legacy-watch -I|--no-stdin -C|--on-change-only --no-colors --no-update-notifier --inspect? --inspect-brk? --polling-interval=",
      operands: "u",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "pm2",
      options:
        "-n|--name= -i|--instances= -o|--output=:o -e|--error=:o -l|--log?:o --log-type= --log-date-format= --interpreter=:x --node-args|--interpreter-args= --cwd=:cd --cron|-c|--cron-restart= --max-memory-restart= --restart-delay= --watch? --ignore-watch= --env= --ecosystem -p|--pid=:o -f|--force -s|--silent -m|--mini-list --no-daemon --no-autorestart --time --merge-logs --namespace= --user|-u= --uid= --gid= --exp-backoff-restart-delay= --kill-timeout= --listen-timeout= --wait-ready --update-env --only= --lines= --raw --json --format --nostream",
      style: "everywhere",
      sub: [
        { names: "start", operands: "u" },
        { names: "stop" },
        { names: "restart" },
        { names: "reload" },
        { names: "delete del" },
        { names: "kill" },
        { names: "list ls l ps status" },
        { names: "logs log" },
        { names: "monit" },
        { names: "describe desc info show" },
        { names: "save dump" },
        { names: "resurrect" },
        { names: "startup" },
        { names: "unstartup" },
        { names: "install" },
        { names: "uninstall" },
        { names: "update" },
        { names: "deploy" },
        { names: "serve" },
        { names: "flush" },
        { names: "scale" },
        { names: "env" },
        { names: "set" },
        { names: "get" },
        { names: "conf config" },
        { names: "link" },
        { names: "trigger" },
      ],
    },
    {
      names: "concurrently conc",
      options:
        "-n|--names= -c|--prefix-colors= -p|--prefix= -l|--prefix-length= -t|--timestamp-format= -k|--kill-others --kill-others-on-fail -r|--raw -s|--success= -m|--max-processes= --restart-tries= --restart-after= --kill-signal= --kill-timeout= --hide= --name-separator= --default-input-target= --cwd=:cd --teardown=:sh -g|--group -i|--handle-input -P|--passthrough-arguments --no-color --pad-prefix --timings",
      wrapper: "deny-only",
      reader: "texts",
    },
    {
      names: "npm-run-all run-s run-p npm-run-all2",
      options:
        "-p|--parallel -s|--sequential|--serial -c|--continue-on-error -l|--print-label -n|--print-name -r|--race --aggregate-output --max-parallel= --npm-path=:x --silent",
    },
    { names: "start-server-and-test start-test server-test", options: "--expect=" },
    {
      names: "wait-on",
      options:
        "-c|--config=:r -d|--delay= --httpTimeout= -i|--interval= -l|--log -r|--reverse -s|--simultaneous= -t|--timeout= --tcpTimeout= -v|--verbose -w|--window=",
    },
    { names: "cross-env", operands: "a c", style: "stop", wrapper: "deny-only" },
    { names: "cross-env-shell", operands: "a s", style: "stop", wrapper: "deny-only" },
    {
      names: "rimraf del-cli",
      options:
        "-rf -g|--glob -i|--interactive -v|--verbose --preserve-root --no-preserve-root --tmp= --max-retries= --retry-delay= --backoff= --impl=",
      operands: "W*",
      sameRoot: true,
    },
    {
      names: "husky",
      sub: [
        { names: "install" },
        { names: "uninstall" },
        { names: "init" },
        { names: "add", operands: "w" },
        { names: "set", operands: "w" },
      ],
    },
    {
      names: "lint-staged",
      options:
        "-c|--config=:r --cwd=:cd --diff= --diff-filter= --max-arg-length= -p|--concurrent= -s|--shell? -d|--debug -q|--quiet -r|--relative -v|--verbose --allow-empty --no-stash",
    },
    {
      names: "serve http-server live-server",
      options:
        "-l|--listen= -p|--port= -c|--config= -a= -C|--cert= -K|--key= -P|--proxy= -d= -e= -s|--single -S|--ssl -o? --cors? --no-clipboard",
      operands: "r",
    },
    {
      names: "knip depcheck madge",
      options:
        "-c|--config=:r -t|--tsConfig|--ts-config=:r -W|--workspace= --directory=:cd --reporter= --reporter-options= --max-issues= --include= --exclude= --ignores= --ignore-patterns= --skip-missing? --json? -i|--image=:o --extensions= --production --strict --fix",
    },
  ];
}
