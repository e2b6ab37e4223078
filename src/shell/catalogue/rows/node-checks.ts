import type { Row } from "../row.ts";

/** Type checkers, linters, formatters and test runners of the Node world. */
export function nodeCheckRows(): readonly Row[] {
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

  return [
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
    {
      names: "knip depcheck madge",
      options:
        "-c|--config=:r -t|--tsConfig|--ts-config=:r -W|--workspace= --directory=:cd --reporter= --reporter-options= --max-issues= --include= --exclude= --ignores= --ignore-patterns= --skip-missing? --json? -i|--image=:o --extensions= --production --strict --fix",
    },
  ];
}
