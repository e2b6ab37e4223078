import type { Row } from "../row.ts";

/** Python itself, its package managers and the tools around it. */
export function pythonRows(): readonly Row[] {
  const interpreter =
    "-c=:p -m=:p -W= -X= --check-hash-based-pycs= -b -B -d -E -i -I -O -OO -P -q -s -S -u -v -x -? -h|--help -V|--version --help-env --help-xoptions --help-all";

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

  const pytestOptions = [
    "-k= -m= -c|--config-file=:r -p= -o|--override-ini= -r= -n|--numprocesses= -W|--pythonwarnings= --rootdir= --confcutdir= --basetemp=:O --ignore= --ignore-glob= --deselect= --maxfail= --tb= --durations= --durations-min= --junitxml|--junit-xml=:o --junit-prefix=",
    "--log-level= --log-format= --log-date-format= --log-file=:o --log-file-level= --log-cli-level= --color= --capture= --show-capture= --import-mode= --cov? --cov-report= --cov-config=:r --cov-fail-under= --dist= --maxprocesses= --timeout= --timeout-method= --lf|--last-failed --ff|--failed-first",
    "--nf|--new-first --cache-show? --pdbcls= --html=:o --reruns= --reruns-delay= --count= --asyncio-mode= --ds= --report-log=:o --pastebin= --code-highlight= --assert= --verbosity= --debug?:o --random-order-seed= --splits= --group= --benchmark-json=:o",
    "-x|--exitfirst -s -l|--showlocals -v|--verbose -q|--quiet --pdb --trace --sw|--stepwise --co|--collect-only --no-header --no-summary --cov-append --cov-branch --strict-markers --strict-config --setup-show --fixtures --markers --pyargs --create-db --reuse-db --no-cov -V|--version -h|--help",
  ].join(" ");

  const ruffCheck = [
    "--config=:r --select= --ignore= --extend-select= --extend-ignore= --per-file-ignores= --exclude= --extend-exclude= --fixable= --unfixable= --target-version= --line-length= --output-format= -o|--output-file=:o --cache-dir=:O --stdin-filename= --extension= --range= --color= --add-noqa?:i --preview --unsafe-fixes",
    "--fix:i --fix-only:i --diff:q --check:q --watch|-w --show-fixes --show-files --show-settings --statistics --no-cache|-n --isolated --respect-gitignore --force-exclude -v|--verbose -q|--quiet -s|--silent -e|--exit-zero --exit-non-zero-on-fix",
  ].join(" ");

  return [
    {
      names: "python python3 python2 pypy pypy3 py",
      options: interpreter,
      operands: "u",
      style: "stop",
      reader: "pythonModule",
    },
    { names: "pip pip3 pip2", options: pipGlobals, style: "everywhere", reader: "synonym", sub: pipSubs },
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
    {
      names: "conda mamba micromamba",
      options: "--no-plugins --verbose|-v --quiet|-q --root-prefix|-r= --rc-file=:r,@ --yes|-y --version|-V --help|-h",
      sub: condaSubs,
    },
    { names: "pytest py.test", options: pytestOptions, reader: "synonym" },
    {
      names: "tox",
      options:
        "-c|--conf=:r --workdir=:O --root=:cd -e= -m= -f= --runner= --default-runner= -x|--override= --result-json=:o --installpkg=:r --exit-and-dump-after= --discover= --hashseed= --skip-env= -p|--parallel? --parallel-live|-o --sdistonly --notest|-n --skip-pkg-install -r|--recreate -v|--verbose -q|--quiet -l --listenvs -a --develop",
      sub: [
        "run r",
        "run-parallel p",
        "list l",
        "config c",
        "devenv d",
        "depends de",
        "exec e",
        "legacy le",
        "quickstart q",
        "schema",
      ].map((names): Row => ({
        names,
        options:
          "-c|--conf=:r --workdir=:O --root=:cd -e= -m= -f= -x|--override= --result-json=:o --installpkg=:r --hashseed= --skip-env= -p|--parallel? -n|--notest -r|--recreate -s|--skip-missing-interpreters?",
      })),
    },
    {
      names: "nox",
      options:
        "-f|--noxfile=:r -e|-s|--session|--sessions= -p|--python|--pythons= -k|--keywords= -t|--tags= -db|--default-venv-backend= -fb|--force-venv-backend= --envdir=:O -fp|--force-python|--force-pythons= -P|--extra-python|--extra-pythons= --report=:o --add-timestamp -l|--list -r|--reuse-existing-virtualenvs -R -N --install-only --non-interactive -x|--stop-on-first-error",
    },
    {
      names: "ruff",
      options: "--config=:r --isolated --verbose|-v --quiet|-q --silent|-s --color= --version|-V --help|-h",
      sub: [
        { names: "check lint", options: ruffCheck, operands: "r*", reader: "inPlace" },
        { names: "format fmt", options: ruffCheck, operands: "r*", reader: "formatter" },
        { names: "rule" },
        { names: "config" },
        { names: "linter" },
        { names: "clean" },
        { names: "server" },
        { names: "analyze", sub: [{ names: "graph", operands: "r*" }] },
        { names: "version" },
      ],
    },
    {
      names: "black blue",
      options:
        "-c|--code=:p -l|--line-length= -t|--target-version= --config=:r --include= --exclude= --extend-exclude= --force-exclude= --stdin-filename= --python-cell-magics= --required-version= -W|--workers= --line-ranges= --enable-unstable-feature= --check:q --diff:q --color -q|--quiet -v|--verbose -S|--skip-string-normalization -C|--skip-magic-trailing-comma --preview --fast --safe --pyi --ipynb --version -h|--help",
      operands: "r*",
      reader: "formatter",
    },
    {
      names: "isort",
      options:
        "-c|--check|--check-only:q -d|--diff:q --stdout:q --settings-path|--settings-file|--settings=:r --profile= -l|-w|--line-length|--line-width= -p|--project= -o|--thirdparty= -s|--skip= --sg|--skip-glob= --extend-skip= --filename= --src|--src-path= -m|--multi-line= -a|--add-import= --rm|--remove-import= --py|--python-version= -j|--jobs? -q|--quiet -v|--verbose --atomic --filter-files --gitignore --float-to-top",
      operands: "r*",
      reader: "formatter",
    },
    {
      names: "autopep8 yapf autoflake pyupgrade docformatter",
      options:
        "-i|--in-place|--inplace:i -d|--diff -r|--recursive -p|--parallel -j|--jobs= -a|--aggressive -s|--style= -e|--exclude= --select= --ignore= --max-line-length= --config=:r -c|--check --remove-all-unused-imports --remove-unused-variables --imports= --py3-plus --py36-plus --py37-plus --py38-plus --py39-plus --py310-plus --py311-plus",
      operands: "r*",
      reader: "inPlace",
    },
    {
      names: "mypy dmypy",
      options:
        "-m|--module= -p|--package= -c|--command= --config-file=:r --python-version= --platform= --python-executable=:r --exclude= --cache-dir=:O --follow-imports= --always-true= --always-false= --disable-error-code= --enable-error-code= --any-exprs-report=:O --cobertura-xml-report=:O --html-report=:O --linecount-report=:O --txt-report=:O --xml-report=:O --junit-xml=:o --shadow-file= --custom-typeshed-dir=:r --output|-O= --num-workers|-n= --strict --ignore-missing-imports --install-types --non-interactive",
      operands: "r*",
    },
    {
      names: "pyright basedpyright",
      options:
        "-p|--project=:r -v|--venvpath|--venv-path= -t|--typeshedpath|--typeshed-path= --pythonpath= --pythonplatform= --pythonversion= --level= --threads? --createstub= --verifytypes= --outputjson --stats --warnings --watch|-w --skipunannotated --baselinefile=:o",
      operands: "r*",
    },
    {
      names: "flake8",
      options:
        "--config=:r --append-config=:r --output-file=:o --format= --select= --ignore= --extend-ignore= --extend-select= --per-file-ignores= --exclude= --extend-exclude= --filename= --max-line-length= --max-doc-length= --max-complexity= --indent-size= --stdin-display-name= --hang-closing -j|--jobs= --tee --color= --statistics --count --show-source --exit-zero -q|--quiet -v|--verbose",
      operands: "r*",
    },
    {
      names: "pylint",
      options:
        "--rcfile=:r --output=:o -f|--output-format= -d|--disable= -e|--enable= -j|--jobs= --load-plugins= --init-hook= --fail-under= --fail-on= --ignore= --ignore-paths= --ignore-patterns= --msg-template= --source-roots= --py-version= --max-line-length= --from-stdin --recursive|-r= -E|--errors-only -s|--score= -v|--verbose",
      operands: "r*",
    },
    {
      names: "bandit",
      options:
        "-r|--recursive -a|--aggregate= -n|--number= -c|--configfile=:r -p|--profile= -t|--tests= -s|--skip= -f|--format= --msg-template= -o|--output=:o -x|--exclude= -b|--baseline=:r --ini=:r -l|--level -i|--confidence --severity-level= --confidence-level= -q|--quiet -v|--verbose",
      operands: "r*",
    },
    {
      names: "coverage",
      options: "--rcfile=:r --data-file=:o --debug= -h|--help --version",
      sub: [
        {
          names: "run",
          options:
            "-m|--module --source= --include= --omit= --rcfile=:r --data-file=:o --context= --concurrency= --branch --append|-a --parallel-mode|-p --timid --pylib|-L --save-signal=",
          operands: "u",
          style: "stop",
        },
        ...["report", "html", "xml", "json", "lcov", "combine", "erase", "annotate", "debug"].map((names): Row => ({
          names,
          options:
            "-o=:o -d|--directory=:O --rcfile=:r --data-file=:r --fail-under= --include= --omit= --precision= --sort= --format= --contexts= --title= -i|--ignore-errors -m|--show-missing -q|--quiet --skip-covered --keep",
        })),
      ],
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
    {
      names: "ipython ipython3",
      options:
        "-c=:p -m=:p --profile= --ipython-dir= --config=:r --ext= --colors= --logfile= --log-level= --matplotlib= --pylab= --gui= -i --no-banner --quick",
      operands: "u",
      style: "stop words",
    },
    {
      names: "jupyter",
      options: "--version -h|--help --config-dir --data-dir --runtime-dir --paths --json --debug",
      sub: [
        ...["notebook", "lab", "server", "console", "qtconsole"].map((names): Row => ({
          names,
          options:
            "--port= --ip= --config=:r --notebook-dir= --log-level= --kernel= --existing= --browser=:x --allow-root --no-browser -y --generate-config",
        })),
        {
          names: "nbconvert",
          options:
            "--to= --output=:o --output-dir=:O --config=:r --template= --execute --inplace --stdin --stdout --allow-errors --clear-output --no-input",
          operands: "r*",
        },
        { names: "execute", options: "--kernel_name= --timeout= --inplace --allow-errors", operands: "r*" },
        ...[
          "kernelspec",
          "labextension",
          "nbextension",
          "serverextension",
          "trust",
          "troubleshoot",
          "run",
          "kernel",
          "migrate",
          "bundlerextension",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "django-admin",
      options: "--settings= --pythonpath= --traceback --no-color --force-color --version",
      style: "everywhere",
      sub: [
        "runserver",
        "migrate",
        "makemigrations",
        "startproject",
        "startapp",
        "shell",
        "test",
        "flush",
        "check",
        "dbshell",
        "dumpdata",
        "loaddata",
        "collectstatic",
        "createsuperuser",
        "inspectdb",
        "showmigrations",
        "sqlmigrate",
        "sqlflush",
        "help",
      ].map((names): Row => ({ names, options: "--database= -c|--command= -v|--verbosity=" })),
    },
    {
      names: "flask",
      options: "-A|--app= -e|--env-file=:r --debug --version --help",
      sub: [
        {
          names: "run",
          options: "-h|--host= -p|--port= --cert=:r --key=:r --extra-files= --exclude-patterns= --reload --debugger",
        },
        { names: "shell" },
        { names: "routes" },
      ],
    },
    {
      names: "gunicorn uvicorn hypercorn daphne",
      options:
        "-b|--bind|--host= -p|--port= -w|--workers= -k|--worker-class= -c|--config=:r -t|--timeout= --uds= --fd= --chdir|--app-dir=:cd --reload --reload-dir= --env-file=:r --log-level= --log-config=:r --access-logfile=:o --error-logfile|--log-file=:o --ssl-keyfile|--keyfile=:r --ssl-certfile|--certfile=:r --root-path= --env|-e= --pid=:o --loop= --http= --ws= --lifespan= --proxy-headers --factory --preload -D|--daemon -n|--name= -u|--user= -g|--group=",
    },
    {
      names: "celery",
      options: "-A|--app= -b|--broker= --result-backend= --loader= --config= --workdir=:cd -C|--no-color -q|--quiet",
      sub: [
        "worker",
        "beat",
        "flower",
        "inspect",
        "control",
        "status",
        "purge",
        "call",
        "events",
        "multi",
        "result",
        "shell",
        "report",
      ].map((names): Row => ({
        names,
        options:
          "-l|--loglevel= -c|--concurrency= -P|--pool= -Q|--queues= -n|--hostname= -f|--logfile=:o --pidfile=:o -s|--schedule=",
      })),
    },
    {
      names: "alembic",
      options: "-c|--config=:r -n|--name= -x= --raiseerr -q|--quiet",
      sub: [
        "upgrade",
        "downgrade",
        "revision",
        "history",
        "current",
        "heads",
        "stamp",
        "merge",
        "init",
        "check",
        "branches",
        "show",
        "edit",
        "list_templates",
        "ensure_version",
      ].map((names): Row => ({
        names,
        options:
          "-m|--message= --head= --branch-label= --depends-on= --rev-id= --version-path= -r|--rev-range= -t|--template= --tag= --autogenerate --sql --splice",
      })),
    },
    {
      names: "pre-commit prek",
      options: "--version -h|--help --color=",
      sub: [
        ...["run", "try-repo"].map((names): Row => ({
          names,
          options:
            "-c|--config=:r --files= --hook-stage= --from-ref|-s= --to-ref|-o= --remote-name= --remote-url= --commit-msg-filename=:r --commit-object-name= -a|--all-files -v|--verbose --show-diff-on-failure --ref= --color=",
        })),
        ...[
          "install",
          "uninstall",
          "autoupdate",
          "clean",
          "gc",
          "init-templatedir",
          "install-hooks",
          "migrate-config",
          "sample-config",
          "validate-config",
          "validate-manifest",
          "help",
          "hook-impl",
        ].map((names): Row => ({
          names,
          options: "-c|--config=:r -t|--hook-type= -f|--overwrite --repo= --freeze --bleeding-edge -j|--jobs= --color=",
        })),
      ],
    },
    {
      names: "sphinx-build",
      options:
        "-b|--builder= -M= -d|--doctree-dir=:O -c|--conf-dir=:r -D|--define= -A|--html-define= -t|--tag= -j|--jobs= -w|--warning-file=:o -a -E -n -q -Q -v -W -T -N",
      operands: "r W r*",
    },
    {
      names: "mkdocs",
      options: "-q|--quiet -v|--verbose -V|--version -h|--help",
      sub: ["serve", "build", "gh-deploy", "new", "get-deps"].map((names): Row => ({
        names,
        options:
          "-f|--config-file=:r -d|--site-dir=:O -a|--dev-addr= -t|--theme= -m|--message= -b|--remote-branch= -r|--remote-name= -w|--watch= -s|--strict -c|--clean",
      })),
    },
  ];
}
