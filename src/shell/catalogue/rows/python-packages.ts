import type { Row } from "../row.ts";

/** Installers of Python packages, interpreters and environments. */
export function pythonPackageRows(): readonly Row[] {
  const pipGlobals = [
    "--python=:x,@ --log=:o --proxy= --retries= --timeout|--default-timeout= --exists-action= --trusted-host= --cert=:r --client-cert=:r --cache-dir=:O --keyring-provider=",
    "--use-feature= --use-deprecated= --debug --isolated --require-virtualenv|--require-venv --verbose|-v --quiet|-q --no-input --no-cache-dir --disable-pip-version-check --no-color --version|-V --help|-h",
  ].join(" ");

  const pipIndex = "--index-url|-i|--pypi-url=:u --extra-index-url=:u --find-links|-f= --no-index";

  const pipResolve = [
    "--requirement|-r=:r --constraint|-c=:r --build-constraint=:r --editable|-e= --src|--source|--source-dir|--source-directory=:O --platform= --python-version= --implementation= --abi=",
    "--no-binary= --only-binary= --progress-bar= --config-settings|--config-setting|-C= --global-option= --build-option= --group= --no-deps|--no-dependencies --pre --prefer-binary --require-hashes",
    "--no-build-isolation --use-pep517 --check-build-dependencies --ignore-requires-python --no-clean",
  ].join(" ");

  const pipInstall =
    "--target|-t=:O --root=:O --prefix=:O --upgrade|-U --upgrade-strategy= --user --force-reinstall --ignore-installed|-I --break-system-packages --dry-run --report=:o --root-user-action= --compile --no-compile --no-warn-script-location --no-warn-conflicts";

  const pipSubs: readonly Row[] = [
    { names: "install", options: `${pipIndex} ${pipResolve} ${pipInstall}`, reader: "addresses" },
    {
      names: "download",
      options: `${pipIndex} ${pipResolve} --dest|--destination-dir|--destination-directory|-d=:O`,
      reader: "addresses",
    },
    { names: "wheel", options: `${pipIndex} ${pipResolve} --wheel-dir|-w=:O --no-verify`, reader: "addresses" },
    { names: "lock", options: `${pipIndex} ${pipResolve} --output|-o=:o`, reader: "addresses" },
    { names: "uninstall", options: "--requirement|-r=:r --yes|-y --root-user-action= --break-system-packages" },
    { names: "freeze", options: "--requirement|-r=:r --local|-l --user --path= --all --exclude-editable --exclude=" },
    { names: "inspect", options: "--local --user --path=" },
    {
      names: "list",
      options: `${pipIndex} --outdated|-o --uptodate|-u --editable|-e --local|-l --user --path= --pre --format= --not-required --exclude-editable --exclude=`,
    },
    { names: "show", options: "--files|-f" },
    { names: "check" },
    { names: "config", options: "--editor=:x --global --user --site" },
    { names: "search", options: "--index|-i=:u" },
    { names: "cache", options: "--format=" },
    {
      names: "index",
      options: `${pipIndex} --pre --json --platform= --python-version= --implementation= --abi= --no-binary= --only-binary=`,
    },
    { names: "hash", options: "--algorithm|-a=", operands: "r*" },
    { names: "completion" },
    { names: "debug", options: "--platform= --python-version= --implementation= --abi=" },
    { names: "help" },
  ];

  const condaRun: Row = {
    names: "run",
    options:
      "--name|-n= --prefix|-p= --cwd=:cd --verbose|-v --dev --debug-wrapper-scripts --no-capture-output|--live-stream --attach|-a= --env|-e= --clean-env",
    operands: "c",
    style: "stop",
    wrapper: "deny-only",
  };

  const condaInstall =
    "--name|-n= --prefix|-p= --file|-f=:r --channel|-c= --repodata-fn= --solver= --clone= --revision= --platform|--subdir= --yes|-y --quiet|-q --dry-run|-d --json --verbose|-v --force --override-channels --use-local --copy --no-deps --only-deps --freeze-installed --update-all --all|-a --force-reinstall --download-only --offline";

  const condaSubs: readonly Row[] = [
    condaRun,
    { names: "install", options: condaInstall, reader: "addresses" },
    { names: "create", options: condaInstall },
    { names: "remove uninstall", options: condaInstall },
    { names: "update upgrade", options: condaInstall },
    {
      names: "env",
      sub: ["create", "remove", "list", "export", "update", "config"].map((names): Row => ({
        names,
        options: `${condaInstall} --prune --from-history`,
      })),
    },
    { names: "list", options: condaInstall },
    { names: "search", options: condaInstall },
    {
      names: "config",
      options:
        "--add= --append= --prepend= --set= --remove= --remove-key= --get? --file=:m --name|-n= --system --env --show --show-sources --stdin",
    },
    {
      names: "clean",
      options:
        "--all|-a --index-cache|-i --packages|-p --tarballs|-t --force-pkgs-dirs|-f --yes|-y --dry-run|-d --json",
    },
    { names: "info", options: "--envs|-e --json --base --all|-a" },
    { names: "init", options: "--all --user --system --reverse --dry-run|-d" },
    { names: "activate" },
    { names: "deactivate" },
    { names: "build", options: "--channel|-c= --output-folder=:O" },
    { names: "export", options: condaInstall },
    { names: "rename", options: "--name|-n= --prefix|-p=" },
    { names: "doctor" },
  ];

  return [
    { names: "pip pip3 pip2", options: pipGlobals, style: "everywhere", sub: pipSubs },
    {
      names: "pipx",
      options: "--quiet|-q --verbose|-v --global --version -h|--help",
      sub: [
        {
          names: "run",
          options:
            "--spec= --python= --index-url|-i=:u --pip-args= --no-cache --pypackages --path --verbose|-v --quiet|-q --system-site-packages --fetch-missing-python --with=",
          style: "stop",
          wrapper: "deny-only",
          reader: "packageRunner",
        },
        { names: "runpip", options: "", operands: "-", style: "stop", wrapper: "deny-only", reader: "synonym" },
        {
          names: "install",
          options:
            "--suffix= --python= --preinstall= --index-url|-i=:u --pip-args= --force|-f --include-deps --editable|-e --system-site-packages --verbose|-v",
          reader: "addresses",
        },
        {
          names: "inject",
          options:
            "--index-url|-i=:u --pip-args= --requirement|-r=:r --force|-f --include-apps --include-deps --with-suffix",
          reader: "addresses",
        },
        ...[
          "upgrade",
          "uninstall",
          "upgrade-all",
          "uninstall-all",
          "reinstall",
          "reinstall-all",
          "list",
          "ensurepath",
          "environment",
          "completions",
          "uninject",
          "pin",
          "unpin",
          "install-all",
          "interpreter",
        ].map((names): Row => ({
          names,
          options: "--python= --skip= --index-url|-i=:u --pip-args= --format= --value|-V= --force|-f --verbose|-v",
        })),
      ],
    },
    {
      names: "pipenv",
      options:
        "--python=:x,@ --pypi-mirror=:u --where --venv --py --envs --rm --bare --man --support --site-packages --clear --verbose|-v --quiet|-q --version --help|-h",
      style: "everywhere",
      sub: [
        { names: "run", operands: "c", style: "stop", wrapper: "deny-only" },
        {
          names: "install",
          options:
            "--index|-i=:u --requirements|-r=:r --editable|-e= --extra-pip-args= --categories= --dev|-d --system --deploy --ignore-pipfile --skip-lock --pre",
          reader: "addresses",
        },
        { names: "uninstall", options: "--categories= --all --all-dev --dev|-d --skip-lock" },
        ...[
          "lock",
          "sync",
          "update",
          "upgrade",
          "graph",
          "check",
          "clean",
          "shell",
          "requirements",
          "scripts",
          "verify",
          "open",
          "audit",
          "remove",
        ].map((names): Row => ({ names, options: "--categories= --extra-pip-args= --index|-i=:u" })),
      ],
    },
    {
      names: "conda mamba micromamba",
      options: "--no-plugins --verbose|-v --quiet|-q --root-prefix|-r= --rc-file=:r,@ --yes|-y --version|-V --help|-h",
      sub: condaSubs,
    },
    {
      names: "twine",
      options: "--no-color --version -h|--help",
      sub: [
        {
          names: "upload",
          options:
            "-r|--repository= --repository-url=:u -s|--sign --sign-with=:x -i|--identity= -u|--username= -p|--password= -c|--comment= --config-file=:r --cert=:r --client-cert=:r --non-interactive --skip-existing --attestations --verbose --disable-progress-bar",
          operands: "r*",
        },
        { names: "check", options: "--strict", operands: "r*" },
        {
          names: "register",
          options: "-r|--repository= --repository-url=:u -u|--username= -p|--password= --config-file=:r",
          operands: "r*",
        },
      ],
    },
    {
      names: "virtualenv",
      options:
        "-p|--python= --app-data=:O --creator= --seeder= --prompt= --activators= --extra-search-dir= --pip= --setuptools= --wheel= --try-first-with= --discovery= --clear --system-site-packages --symlinks --copies --no-download -v|--verbose -q|--quiet",
      operands: "W*",
    },
    {
      names: "pyenv",
      sub: [
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        {
          names: "install",
          options: "-l|--list -f|--force -s|--skip-existing -k|--keep -p|--patch -v|--verbose -g|--debug",
        },
        { names: "uninstall", options: "-f|--force" },
        ...[
          "local",
          "global",
          "shell",
          "versions",
          "version",
          "which",
          "whence",
          "rehash",
          "root",
          "prefix",
          "init",
          "commands",
          "shims",
          "latest",
          "virtualenv",
          "virtualenvs",
          "activate",
          "deactivate",
          "update",
          "doctor",
        ].map((names): Row => ({ names })),
      ],
    },
  ];
}
