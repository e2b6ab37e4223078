import type { Row } from "../row.ts";

/** Yarn and Bun. */
export function yarnBunRows(): readonly Row[] {
  const yarnOptions = [
    "--cwd=:cd --use-yarnrc=:r,@ --modules-folder=:O --preferred-cache-folder=:O --cache-folder=:O --global-folder=:O --link-folder=:O",
    "--registry=:u --mutex= --emoji= --https-proxy= --proxy= --network-concurrency= --network-timeout= --child-concurrency= --otp=",
    "--scripts-prepend-node-path= --non-interactive --silent|-s --verbose --json --offline --prefer-offline --force --production|--prod --version|-v --help|-h",
    "--ignore-scripts --ignore-engines --frozen-lockfile --immutable --flat --no-lockfile --pure-lockfile",
  ].join(" ");

  const yarnAdd =
    "--dev|-D --peer|-P --optional|-O --exact|-E --tilde|-T --caret|-C --cached --interactive|-i --ignore-workspace-root-check|-W --mode= --json --audit|-A";

  const yarnRun = "--inspect --inspect-brk --top-level|-T --binaries-only|-B --require=:r";

  const yarnSubs: readonly Row[] = [
    { names: "add", options: yarnAdd, reader: "addresses" },
    {
      names: "install",
      options: "--mode= --inline-builds --immutable --immutable-cache --check-cache --refresh-lockfile",
      reader: "addresses",
    },
    { names: "remove", options: "--all|-A --mode=" },
    { names: "up upgrade", options: `${yarnAdd} --recursive|-R --scope|-S= --latest|-L --pattern= --fixed|-F` },
    { names: "upgrade-interactive" },
    { names: "run", options: yarnRun, style: "stop" },
    { names: "exec", options: "", operands: "c", style: "stop", wrapper: "deny-only" },
    { names: "node", style: "stop", operands: "u" },
    { names: "dlx", options: "--package|-p= --quiet|-q", style: "stop", wrapper: "deny-only", reader: "packageRunner" },
    { names: "create", style: "stop" },
    {
      names: "global",
      options: "--prefix=:O",
      sub: [
        { names: "add", reader: "addresses" },
        { names: "remove" },
        { names: "upgrade" },
        { names: "list ls" },
        { names: "bin" },
        { names: "dir" },
      ],
    },
    {
      names: "npm",
      sub: [
        { names: "publish", options: "--access= --tag= --otp= --tolerate-republish --dry-run" },
        { names: "login", options: "--scope|-s= --publish --always-auth" },
        { names: "logout", options: "--scope|-s= --publish --all|-A" },
        { names: "tag", sub: [{ names: "add" }, { names: "remove" }, { names: "list" }] },
        { names: "info" },
        { names: "audit" },
        { names: "whoami" },
      ],
    },
    { names: "publish", options: "--access= --tag= --new-version= --message= --patch --minor --major" },
    { names: "workspace", style: "stop", wrapper: "deny-only" },
    {
      names: "workspaces",
      sub: [
        {
          names: "foreach",
          options:
            "--all|-A --recursive|-R --worktree|-W --since? --include= --exclude= --from= --parallel|-p --interlaced|-i --jobs|-j= --topological|-t --topological-dev --no-private --verbose|-v --public --dry-run|-n",
          style: "stop",
          wrapper: "deny-only",
        },
        { names: "focus" },
        { names: "list" },
        { names: "run" },
        { names: "info" },
      ],
    },
    {
      names: "config",
      sub: [{ names: "set" }, { names: "get" }, { names: "delete" }, { names: "unset" }, { names: "list" }],
    },
    { names: "set", sub: [{ names: "version" }, { names: "resolution" }] },
    { names: "plugin", sub: [{ names: "import" }, { names: "remove" }, { names: "list" }, { names: "runtime" }] },
    { names: "policies" },
    { names: "pack", options: "--out|-o|--filename|-f=:o --install-if-needed --dry-run|-n" },
    { names: "patch" },
    { names: "patch-commit" },
    { names: "rebuild" },
    { names: "link" },
    { names: "unlink" },
    { names: "unplug" },
    { names: "login" },
    { names: "logout" },
    { names: "owner" },
    { names: "tag" },
    { names: "team" },
    { names: "token" },
    { names: "version", options: "--new-version= --major --minor --patch --preid= --message=" },
    { names: "init", options: "--private|-p --workspace|-w --install|-i? --name|-n= --yes|-y" },
    { names: "test" },
    { names: "start" },
    { names: "bin" },
    { names: "list" },
    { names: "info" },
    { names: "why" },
    { names: "outdated" },
    { names: "audit" },
    { names: "cache", sub: [{ names: "clean clear" }, { names: "list" }, { names: "dir" }] },
    { names: "check" },
    { names: "constraints" },
    { names: "dedupe" },
    { names: "explain" },
    { names: "search" },
    { names: "stage" },
    { names: "autoclean" },
    { names: "import" },
    { names: "licenses" },
    { names: "help" },
  ];

  const bunRuntime = [
    "--eval|-e= --print|-p= --preload|-r|--require|--import=:r --config|-c=:r,@ --cwd=:cd --env-file=:r --define|-d= --loader|-l= --drop= --conditions=",
    "--tsconfig-override=:r --install= --main-fields= --port= --shell= --filter|-F= --elide-lines= --extension-order= --external= --inspect? --inspect-wait? --inspect-brk?",
    "--max-http-header-size= --dns-result-order= --user-agent= --unhandled-rejections= --title= --console-depth= --jsx-factory= --jsx-fragment= --jsx-import-source= --jsx-runtime=",
    "--watch --hot --smol --bun|-b --silent --if-present --no-install -i --prefer-offline --prefer-latest --version|-v --revision --help|-h",
  ].join(" ");

  const bunInstall = [
    "--config|-c=:r,@ --cwd=:cd --registry=:u --cache-dir=:O --backend= --network-concurrency= --concurrent-scripts= --filter= --omit= --ca= --cafile=:r --linker=",
    "--cpu= --os= --minimum-release-age= --yarn|-y --production|-p --global|-g --force|-f --dev|-d|-D --development --optional --peer --exact|-E --only-missing --trust",
    "--ignore-scripts --frozen-lockfile --dry-run --no-save --save --silent --verbose --analyze|-a --lockfile-only --access= --tag= --otp= --auth-type= --tolerate-republish",
    "--gzip-level= --destination=:O --filename=:o --recursive|-r --latest --interactive|-i",
  ].join(" ");

  const bunSubs: readonly Row[] = [
    { names: "install i", options: bunInstall, reader: "addresses" },
    { names: "add a", options: bunInstall, reader: "addresses" },
    { names: "remove rm uninstall", options: bunInstall },
    { names: "update", options: bunInstall },
    { names: "outdated", options: bunInstall },
    { names: "link", options: bunInstall },
    { names: "unlink", options: bunInstall },
    { names: "publish", options: bunInstall },
    { names: "patch", options: `${bunInstall} --commit --patches-dir=:O` },
    { names: "pm", options: bunInstall },
    { names: "run", options: bunRuntime, style: "stop", operands: "g" },
    {
      names: "test",
      options:
        "--timeout= --rerun-each= --bail? --preload|-r=:r --coverage --coverage-reporter= --coverage-dir=:O --test-name-pattern|-t= --reporter= --reporter-outfile=:o --update-snapshots|-u --todo --only --watch --max-concurrency= --seed= --cwd=:cd --env-file=:r --config|-c=:r,@",
    },
    {
      names: "build",
      options:
        "--outdir=:O --outfile=:o --target= --format= --sourcemap? --minify --splitting --root= --entry-naming= --chunk-naming= --asset-naming= --public-path= --external|-e= --packages= --compile --bytecode --watch --define|-d= --loader|-l= --env= --conditions= --banner= --footer= --tsconfig-override=:r --production",
      operands: "r*",
    },
    {
      names: "x",
      options: "--bun|-b --package|-p= --verbose --silent --no-install",
      style: "stop",
      wrapper: "deny-only",
      reader: "packageRunner",
    },
    { names: "exec", operands: "s", style: "stop", wrapper: "deny-only" },
    { names: "create c", style: "stop" },
    { names: "init" },
    { names: "repl" },
    { names: "upgrade" },
    { names: "audit" },
    { names: "info" },
    { names: "why" },
    { names: "discord" },
    { names: "completions" },
  ];

  return [
    { names: "yarn yarnpkg", options: yarnOptions, style: "everywhere", reader: "synonym", sub: yarnSubs },
    { names: "bun", options: bunRuntime, sub: bunSubs },
    {
      names: "bunx",
      options: "--bun|-b --package|-p= --verbose --silent --no-install --version --help",
      style: "stop",
      wrapper: "deny-only",
      reader: "packageRunner",
    },
  ];
}
