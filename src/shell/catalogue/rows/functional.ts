import type { Row } from "../row.ts";

/** Elixir, Erlang, Haskell, OCaml and the Lisps. */
export function functionalRows(): readonly Row[] {
  const erlangOptions =
    "-eval= -s= -run= -name= -sname= -setcookie= -pa=:r -pz=:r -env= -config=:r -args_file=:r -boot= -mode= -kernel= -hidden -noshell -noinput -detached -heart -heart_cmd=:sh -init_debug -connect_all= -extra:e -version";

  return [
    {
      names: "elixir iex",
      options:
        "-e|--eval= -r=:r -pr= -pa=:r -pz=:r -S= --app= --cookie= --name= --sname= --rpc-eval= --erl= --logger-otp-reports= --vm-args=:r --boot= --boot-var= --erl-config=:r --remsh= --dot-iex=:r --pipe-to=:x --no-halt --hidden --version|-v",
      operands: "u",
      style: "stop",
    },
    {
      names: "elixirc",
      options: "-o=:O --ignore-module-conflict --no-docs --warnings-as-errors --verbose",
      operands: "r*",
    },
    {
      names: "mix",
      options: "--version|-v --help|-h",
      sub: [
        { names: "cmd", options: "--app= --cd=:cd", operands: "c", style: "stop", wrapper: "deny-only" },
        {
          names: "run",
          options: "-e|--eval= -r|--require=:r -p|--parallel= --no-halt --no-start --no-compile --config=:r",
          operands: "u",
          style: "stop",
        },
        {
          names: "test",
          options:
            "--only= --exclude= --include= --seed= --max-failures= --timeout= --formatter= --max-cases= --partitions= --cover --trace --stale --failed --slowest= --color",
        },
        {
          names: "format",
          options: "--check-formatted:q --dry-run:q --dot-formatter=:r --stdin-filename= --no-exit",
          operands: "r*",
          reader: "formatter",
        },
      ],
    },
    { names: "erl werl", options: erlangOptions, style: "words" },
    {
      names: "erlc escript rebar3 rebar",
      options: "-o=:O -I=:r -D= -W? -pa=:r -pz=:r -v -b= -c -s -i",
      operands: "u",
      style: "stop",
    },
    {
      names: "ghc ghci runghc runhaskell",
      options:
        "-o=:o -e= -i? -I? -L? -l? -O? -outputdir=:O -odir=:O -hidir=:O -package= -package-db= -package-id= -X? -main-is= -F -pgmF=:x -pgmP=:x -pgmc=:x -pgml=:x -pgma=:x -pgmL=:x -optc= -optl= -optP= -f? --make --interactive -c -S -E -v? -j? -threaded -rtsopts -prof -static -dynamic -W? --version -ghci-script=:r",
      operands: "r*",
      style: "words",
    },
    {
      names: "cabal",
      options:
        "--config-file=:r,@ --store-dir=:O --http-transport= --active-repositories= --remote-repo-cache=:O --logs-dir=:O --verbose|-v? --version|-V --help|-h",
      style: "everywhere",
      sub: [
        { names: "exec v2-exec", operands: "c", style: "stop", wrapper: "deny-only" },
        ...[
          "build v2-build",
          "run v2-run",
          "test v2-test",
          "bench",
          "install",
          "update",
          "clean",
          "repl",
          "haddock",
          "sdist",
          "upload",
          "check",
          "configure",
          "freeze",
          "get unpack",
          "info",
          "init",
          "list",
          "list-bin",
          "outdated",
          "gen-bounds",
          "report",
          "user-config",
          "path",
        ].map((names): Row => ({
          names,
          options:
            "--with-compiler|-w=:x --project-file=:r --project-dir=:cd --builddir=:O --flags|-f= --constraint= --jobs|-j? --ghc-option= --ghc-options= --installdir=:O --package-env= --overwrite-policy= --username|-u= --password|-p= --token|-t= --password-command|-P=:xs --publish --documentation|-d --enable-tests --test-options= --test-option= --index-state= -O? --dry-run",
        })),
      ],
    },
    {
      names: "stack",
      options:
        "--stack-yaml=:r --work-dir=:O --stack-root=:O --resolver|--snapshot= --compiler= --arch= --jobs|-j= --color= --verbosity= --system-ghc --no-system-ghc --install-ghc --local-bin-path=:O --with-gcc=:x --docker? --nix? --nix-packages= --nix-shell-file=:r --extra-include-dirs= --extra-lib-dirs= --silent|-s --verbose|-v --version --help",
      style: "everywhere",
      sub: [
        {
          names: "exec",
          options: "--package= --cwd=:cd --rts-options= --plain",
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
        },
        { names: "runghc runhaskell", options: "--package= --cwd=:cd", operands: "u", style: "stop" },
        { names: "ghc", style: "stop" },
        { names: "script", options: "--package= --extra-dep= --compile --optimize", operands: "u", style: "stop" },
        ...[
          "build",
          "test",
          "bench",
          "run",
          "install",
          "clean",
          "purge",
          "ghci repl",
          "haddock",
          "setup",
          "update",
          "upload",
          "sdist",
          "new",
          "init",
          "templates",
          "path",
          "list",
          "ls",
          "query",
          "eval",
          "hoogle",
          "config",
          "unpack",
          "upgrade",
          "dot",
          "hpc",
        ].map((names): Row => ({
          names,
          options:
            "--flag= --ghc-options= --test-arguments|--ta= --benchmark-arguments|--ba= --exec=:xs --file-watch --fast --pedantic --only-dependencies --dependencies-only --coverage --no-run-tests --trace --profile --copy-bins",
        })),
      ],
    },
    {
      names: "ocaml ocamlc ocamlopt ocamlfind utop",
      options:
        "-o=:o -I=:r -e= -package= -linkpkg -syntax= -pp=:sh -ppx=:sh -cc=:sh -ccopt= -cclib= -open= -w= -warn-error= -intf-suffix= -init=:r -c -i -a -pack -g -thread",
      operands: "r*",
      style: "words",
    },
    {
      names: "dune",
      options:
        "--root=:cd --workspace=:r --profile= --display= --build-dir=:O --config-file=:r -j= -p= --only-packages= -x= --release --version --help",
      style: "everywhere",
      sub: [
        { names: "exec", options: "--no-build --context=", operands: "c", style: "stop", wrapper: "deny-only" },
        ...[
          "build b",
          "test runtest",
          "clean",
          "install",
          "uninstall",
          "fmt format",
          "init",
          "utop",
          "subst",
          "top",
          "promote promotion",
          "describe",
          "cache",
          "coq",
          "ocaml",
          "ocaml-merlin",
          "pkg",
          "printenv",
          "rpc",
          "shutdown",
          "show",
          "tools",
          "upgrade",
          "help",
          "external-lib-deps",
          "installed-libraries",
        ].map((names): Row => ({ names, options: "--prefix=:O --destdir=:O --auto-promote -w|--watch" })),
      ],
    },
    {
      names: "opam",
      options:
        "--root=:O,@ --switch= --color= --jobs|-j= --yes|-y --verbose|-v --quiet|-q --safe --strict --debug --cli= --confirm-level= --version --help",
      style: "everywhere",
      sub: [
        { names: "exec", options: "--set-root --set-switch", operands: "c", style: "stop", wrapper: "deny-only" },
        ...[
          "install",
          "remove uninstall",
          "update",
          "upgrade",
          "switch",
          "pin",
          "init",
          "config",
          "env",
          "list",
          "show info",
          "search",
          "repository remote repo",
          "source",
          "var",
          "option",
          "reinstall",
          "clean",
          "lint",
          "lock",
          "publish",
          "tree",
          "admin",
        ].map((names): Row => ({
          names,
          options: "--deps-only --with-test --with-doc --packages= --repos= --kind= --dir=:O",
          reader: "addresses",
        })),
      ],
    },
    {
      names: "clojure clj lein boot bb",
      options:
        "-A? -M? -X? -T? -e|--eval= -m|--main= -i|--init=:r -Sdeps= -Scp= -J? -P -r|--repl -f|--file=:r -cp|--classpath=:r",
      style: "words",
    },
    {
      names: "sbcl clisp guile racket chez scheme gosh",
      options:
        "-e|--eval=:p -l|--load=:r --script=:p,r -x= -s=:p,r -c=:p --core=:r --disable-debugger --non-interactive --no-userinit --no-sysinit --noinform --quit -q -n -t|--require= -f= -r -i -m -M? -I=:r -L=:r -C=:r --dynamic-space-size=",
      operands: "u",
      style: "stop",
    },
  ];
}
