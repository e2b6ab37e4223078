import type { Row } from "../row.ts";

/** JavaScript runtimes and what starts scripts in them. */
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

  return [
    { names: "node nodejs", options: nodeOptions, operands: "u", style: "stop words" },
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
  ];
}
