import type { Row } from "../row.ts";

/** Linters, formatters and scanners of no single language. */
export function checkerRows(): readonly Row[] {
  return [
    {
      names: "shellcheck",
      options:
        "-a|--check-sourced -C|--color? -i|--include= -e|--exclude= -f|--format= --norc --rcfile=:r -o|--enable= -P|--source-path= -s|--shell= -S|--severity= -V|--version -W|--wiki-link-count= -x|--external-sources --list-optional --extended-analysis= --help",
      operands: "r*",
    },
    {
      names: "shfmt",
      options:
        "-w|--write:i -d|--diff -l|--list? -s|--simplify -mn|--minify -i|--indent= -ln|--language-dialect= -bn|--binary-next-line -ci|--case-indent -sr|--space-redirects -kp|--keep-padding -fn|--func-next-line -f|--find? -p|--posix --filename= --apply-ignore --to-json --from-json -version|--version",
      operands: "r*",
      style: "words",
      reader: "inPlace",
    },
    {
      names: "yamllint ansible-lint-yaml",
      options:
        "-c|--config-file=:r -d|--config-data= -f|--format= -s|--strict --no-warnings --list-files -v|--version -h|--help",
      operands: "r*",
    },
    {
      names: "yamlfmt taplo dprint",
      options:
        "-conf|--config|-c=:r --option|-o= --cache-path=:O --schema= --check:q -dry --diff --plugins= --excludes= --log-level=",
      sub: [
        {
          names: "fmt format",
          options: "--check:q --diff:q --config|-c=:r --option|-o= --excludes= --plugins= --stdin=",
          operands: "r*",
          reader: "formatter",
        },
        { names: "check lint", operands: "r*" },
        { names: "get" },
        { names: "lsp" },
      ],
    },
    {
      names: "markdownlint markdownlint-cli2 remark mdl vale textlint alex proselint cspell codespell typos",
      options:
        "-c|--config=:r -i|--ignore= -o|--output=:o -p|--ignore-path=:r -r|--rules=:r -f|--fix:i -w|--write-changes:i --write-changes:i --fix:i --format= --minAlertLevel= --ext= --glob= -e|--exclude= -L|--ignore-words-list= -S|--skip= -I|--ignore-words=:r -D|--dictionary=:r -q|--quiet? -s|--stdin",
      operands: "r*",
      reader: "inPlace",
    },
    {
      names: "semgrep opengrep",
      options:
        "--config|-f|-c= --lang|-l= --pattern|-e= --output|-o=:o --exclude= --include= --exclude-rule= --jobs|-j= --timeout= --severity= --max-memory= --baseline-commit= --json-output=:o --sarif-output=:o --replacement= --autofix|-a --json --sarif --error --dryrun --quiet|-q --verbose|-v --metrics=",
      reader: "addresses",
    },
    {
      names: "gitleaks trufflehog detect-secrets gitguardian ggshield",
      options:
        "-c|--config=:r -r|--report-path=:o -f|--report-format= -s|--source=:r -b|--baseline-path|--baseline=:r -l|--log-level= --log-opts= --only-verified --since-commit= --branch= --max-depth= --exclude-paths=:r --include-paths=:r --fail --json",
      reader: "addresses",
    },
    {
      names: "snyk sonar-scanner codeql codecov dependency-check osv-scanner",
      options:
        "--org= --file=:r --project-name= --severity-threshold= --json-file-output=:o --sarif-file-output=:o --policy-path=:r --target-reference= -D= --database=:O --language= --command=:sh --output=:o --format= --source-root=:r -t|--token= -f= -F|--flag= -n|--name= -r|--repo= --lockfile|-L=:r --config=:r --scan= --out=:O --project=",
    },
    {
      names: "actionlint",
      options:
        "-config-file=:r -format= -ignore= -shellcheck=:x -pyflakes=:x -stdin-filename= -color -no-color -oneline -verbose -version",
      operands: "r*",
      style: "words",
    },
    {
      names: "cloc tokei scc sloccount loc",
      options:
        "--exclude-dir= --exclude-ext= --exclude-lang= --exclude-list-file=:r --include-lang= --include-ext= --list-file=:r --match-d= --match-f= --not-match-d= --not-match-f= --out|--report-file=:o --ignored=:o --counted=:o --read-lang-def=:r --force-lang= --force-lang-def=:r --lang-no-ext= --extract-with=:sh --vcs= --config=:r --by-file --diff --git --json --csv --md --quiet --processes= --timeout= --max-file-size= --tmpdir= -e|--exclude= -t|--types|--type= -s|--sort= -o|--output= -i|--input=:r -c|--columns= -C|--compact -f|--files -h|--hidden --no-ignore -w|--wide",
      operands: "r*",
    },
    {
      names: "tree-sitter",
      options: "-V|--version -h|--help",
      sub: [
        "generate",
        "parse",
        "test",
        "query",
        "highlight",
        "tags",
        "build",
        "playground",
        "init-config",
        "init",
        "dump-languages",
        "fuzz",
        "complete",
        "version",
      ].map((names): Row => ({
        names,
        options:
          "-o|--output=:o --paths=:r -p|--grammar-path|--lib-path=:r --scope= --timeout= --abi= --log --js-runtime=:x --config-path=:r -i|--include= -e|--exclude= --edits= -d|--debug? -q|--quiet -s|--stat= -u|--update -b|--build -w|--wasm --rebuild",
      })),
    },
  ];
}
