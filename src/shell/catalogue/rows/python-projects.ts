import type { Row } from "../row.ts";

/** Managers of Python projects: uv, Poetry, PDM, Hatch. */
export function pythonProjectRows(): readonly Row[] {
  const uvGlobals = [
    "--directory=:cd --project=:cd --config-file=:r,@ --cache-dir=:O --color= --allow-insecure-host|--trusted-host= --python-preference= --python-fetch=",
    "--quiet|-q --verbose|-v --no-cache|-n --no-config --offline --native-tls --system-certs --no-progress --managed-python --no-managed-python --no-python-downloads --preview --preview-features= --isolated --version|-V --help|-h",
  ].join(" ");

  const uvResolve = [
    "--python|-p= --index=:u --default-index=:u --index-url|-i=:u --extra-index-url=:u --find-links|-f= --index-strategy= --keyring-provider= --resolution= --prerelease= --fork-strategy= --exclude-newer= --exclude-newer-package=",
    "--link-mode= --config-setting|--config-settings|-C= --config-settings-package= --upgrade-package|-P= --reinstall-package= --refresh-package= --no-build-package= --no-binary-package= --no-build-isolation-package= --no-sources-package= --no-binary= --only-binary=",
    "--extra= --no-extra= --group= --no-group= --only-group= --package= --env-file=:r --no-install-package= --python-platform= --python-version= --output-file|-o=:o --format= --torch-backend=",
    "--upgrade|-U --reinstall --refresh --no-index --no-build --no-sources --no-build-isolation --pre --locked --frozen --no-sync --all-extras --no-dev --dev --only-dev --all-groups --no-default-groups --no-editable --exact --active --all-packages --compile-bytecode --dry-run",
  ].join(" ");

  const uvPip =
    "--requirement|--requirements|-r=:r --constraint|--constraints|-c=:r --override|--overrides=:r --build-constraint|-b=:r --editable|-e= --target|-t=:O --prefix=:O --system --break-system-packages --user --strict";

  const uvRun = `${uvResolve} --with= --with-editable= --with-requirements=:r --module|-m --script|-s --gui-script --no-env-file --no-project`;

  const uvSubs: readonly Row[] = [
    { names: "run", options: uvRun, style: "stop", wrapper: "deny-only", reader: "uvRun" },
    {
      names: "tool",
      sub: [
        { names: "run", options: `${uvRun} --from=`, style: "stop", wrapper: "deny-only", reader: "packageRunner" },
        {
          names: "install",
          options: `${uvResolve} --from= --with= --with-requirements=:r --with-executables-from= --constraints|-c=:r --overrides=:r --editable|-e --force`,
          reader: "addresses",
        },
        { names: "upgrade", options: `${uvResolve} --all` },
        { names: "uninstall", options: "--all" },
        { names: "list", options: "--show-paths --show-version-specifiers --show-with" },
        { names: "update-shell" },
        { names: "dir", options: "--bin" },
      ],
    },
    {
      names: "pip",
      sub: [
        { names: "install", options: `${uvResolve} ${uvPip}`, reader: "addresses" },
        { names: "sync", options: `${uvResolve} ${uvPip}`, operands: "r*" },
        {
          names: "compile",
          options: `${uvResolve} ${uvPip} --annotation-style= --custom-compile-command=`,
          operands: "r*",
        },
        { names: "uninstall", options: `${uvPip} --python|-p=` },
        { names: "freeze", options: "--python|-p= --path= --exclude-editable --strict --system" },
        { names: "list", options: `${uvResolve} --exclude= --outdated --editable|-e --system --strict` },
        { names: "show", options: "--python|-p= --files|-f --system --strict" },
        { names: "tree", options: `${uvResolve} --depth= --prune= --invert --system` },
        { names: "check", options: "--python|-p= --system" },
      ],
    },
    {
      names: "add",
      options: `${uvResolve} --requirements|--requirement|-r=:r --constraints|-c=:r --editable --optional= --bounds= --rev= --tag= --branch= --script=:r --marker|-m= --raw --workspace --dev`,
      reader: "addresses",
    },
    { names: "remove", options: `${uvResolve} --optional= --script=:r` },
    { names: "sync", options: `${uvResolve} --script=:r --inexact --check` },
    { names: "lock", options: `${uvResolve} --script=:r --check` },
    { names: "export", options: `${uvResolve} --prune= --script=:r --no-hashes --no-header --no-annotate` },
    { names: "tree", options: `${uvResolve} --depth= --prune= --invert --universal --outdated --script=:r` },
    {
      names: "init",
      options:
        "--name= --package --app --lib --script --description= --vcs= --build-backend= --author-from= --python|-p= --bare --no-readme --no-workspace",
      operands: "W",
    },
    { names: "version", options: "--bump= --short --dry-run --output-format= --package=" },
    {
      names: "build",
      options: `${uvResolve} --out-dir|-o=:O --sdist --wheel --build-constraints|-b=:r --all-packages --force-pep517`,
      operands: "r",
    },
    {
      names: "publish",
      options:
        "--index= --publish-url=:u --check-url=:u --username|-u= --password|-p= --token|-t= --trusted-publishing= --keyring-provider= --dry-run",
      operands: "r*",
    },
    {
      names: "venv",
      options: `${uvResolve} --prompt= --seed --allow-existing --clear|-c --system-site-packages --relocatable`,
      operands: "W",
    },
    {
      names: "python",
      sub: ["install", "list", "find", "pin", "uninstall", "upgrade", "dir", "update-shell"].map((names): Row => ({
        names,
        options:
          "--install-dir|-i=:O --mirror=:u --pypy-mirror=:u --python-downloads-json-url= --reinstall|-r --force|-f --default --all",
      })),
    },
    { names: "format", options: "--check:q --diff:q --version=", operands: "r*", reader: "formatter" },
    { names: "cache", sub: [{ names: "clean" }, { names: "prune" }, { names: "dir" }, { names: "size" }] },
    { names: "self", sub: [{ names: "update" }, { names: "version" }] },
    { names: "auth", sub: [{ names: "login" }, { names: "logout" }, { names: "token" }, { names: "dir" }] },
    { names: "generate-shell-completion" },
    { names: "help" },
  ];

  const poetryGlobals =
    "--directory|-C=:cd --project|-P=:cd --quiet|-q --verbose|-v|-vv|-vvv --no-interaction|-n --ansi --no-ansi --no-plugins --no-cache --version|-V --help|-h";

  const poetrySubs: readonly Row[] = [
    { names: "run", operands: "c", style: "stop", wrapper: "deny-only" },
    {
      names: "add",
      options:
        "--group|-G= --extras|-E= --optional? --python= --platform= --markers= --source= --dev|-D --editable|-e --allow-prereleases --dry-run --lock",
      reader: "addresses",
    },
    { names: "remove", options: "--group|-G= --dev|-D --dry-run --lock" },
    {
      names: "install",
      options:
        "--without= --with= --only= --extras|-E= --sync --no-root --no-directory --dry-run --all-extras --all-groups --only-root --compile",
    },
    { names: "update", options: "--without= --with= --only= --sync --dry-run --lock" },
    {
      names: "publish",
      options:
        "--repository|-r= --username|-u= --password|-p= --cert=:r --client-cert=:r --dist-dir=:R --build --dry-run --skip-existing",
    },
    { names: "build", options: "--format|-f= --output|-o=:O --clean --local-version= --config-settings|-c=" },
    { names: "config", options: "--list --unset --local --migrate" },
    { names: "lock" },
    {
      names: "show",
      options: "--without= --with= --only= --tree|-t --latest|-l --outdated|-o --all|-a --top-level|-T --why",
    },
    {
      names: "export",
      options: "--format|-f= --output|-o=:o --without= --with= --only= --extras|-E= --without-hashes",
    },
    {
      names: "init",
      options: "--name= --description= --author= --python= --dependency= --dev-dependency= --license|-l= --readme=",
    },
    { names: "new", options: "--name= --readme= --src --flat", operands: "W" },
    {
      names: "env",
      sub: [{ names: "use" }, { names: "info" }, { names: "list" }, { names: "remove" }, { names: "activate" }],
    },
    { names: "cache", sub: [{ names: "clear" }, { names: "list" }] },
    {
      names: "self",
      sub: [
        { names: "add" },
        { names: "remove" },
        { names: "update" },
        { names: "show" },
        { names: "lock" },
        { names: "install" },
        { names: "sync" },
      ],
    },
    { names: "source", sub: [{ names: "add", operands: "- h" }, { names: "remove" }, { names: "show" }] },
    { names: "version" },
    { names: "check" },
    { names: "shell" },
    { names: "search" },
    { names: "sync" },
    { names: "about" },
    { names: "list" },
    { names: "help" },
  ];

  return [
    { names: "uv", options: uvGlobals, style: "everywhere", reader: "synonym", sub: uvSubs },
    {
      names: "uvx",
      options: `${uvRun} ${uvGlobals} --from=`,
      style: "stop",
      wrapper: "deny-only",
      reader: "packageRunner",
    },
    { names: "poetry", options: poetryGlobals, style: "everywhere", sub: poetrySubs },
    {
      names: "pdm",
      options: "--config|-c=:r,@ --verbose|-v --quiet|-q --version|-V --help|-h",
      sub: [
        {
          names: "run",
          options: "--project|-p=:cd --site-packages|-s --env-file=:r --list|-l --venv=",
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
        },
        ...[
          "add",
          "install",
          "remove",
          "update",
          "lock",
          "sync",
          "build",
          "publish",
          "list",
          "show",
          "info",
          "init",
          "config",
          "use",
          "venv",
          "export",
          "cache",
          "self",
          "outdated",
          "search",
          "import",
          "fix",
        ].map((names): Row => ({
          names,
          options:
            "--project|-p=:cd --group|-G= --dev|-d --editable|-e= --lockfile|-L= --repository|-r= --username|-u= --password|-P= --skip|-k= --output|-o=:o --dest=:O",
          reader: "addresses",
        })),
      ],
    },
    {
      names: "hatch",
      options:
        "--env|-e= --project|-p= --data-dir= --cache-dir= --config=:r,@ --verbose|-v --quiet|-q --color --interactive --version --help|-h",
      sub: [
        { names: "run", operands: "c", style: "stop", wrapper: "deny-only" },
        ...[
          "build",
          "publish",
          "clean",
          "env",
          "new",
          "test",
          "fmt",
          "version",
          "config",
          "dep",
          "project",
          "python",
          "self",
          "shell",
          "status",
        ].map((names): Row => ({
          names,
          options: "--target|-t= --repo|-r= --user|-u= --auth|-a= --python= --randomize --cover",
        })),
      ],
    },
  ];
}
