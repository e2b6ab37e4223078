import type { Row } from "../row.ts";

/** Test runners, linters, formatters and type checkers of Python. */
export function pythonCheckRows(): readonly Row[] {
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
    { names: "pytest py.test", options: pytestOptions },
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
  ];
}
