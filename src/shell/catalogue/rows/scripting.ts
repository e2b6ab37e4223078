import type { Row } from "../row.ts";

/** Ruby, PHP, Perl and the other languages with an interpreter or a compiler of their own. */
export function scriptingRows(): readonly Row[] {
  const rubyOptions =
    "-e=:p -I=:r -r= -C|-X=:cd -E|--encoding= -F? -K? -T? -W? -0? -x? -i?:i -a -c -d -h -l -n -p -s -S -v -w -y --external-encoding= --internal-encoding= --enable= --disable= --dump= --backtrace-limit= --parser= --yjit --jit --verbose --version --help --copyright --debug --crash-report=:o";

  const bundleSubs: readonly Row[] = [
    {
      names: "exec e",
      options: "--keep-file-descriptors --gemfile=:r",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "install i",
      options:
        "--binstubs? --gemfile=:r --jobs|-j= --path=:O --retry= --shebang=:x --standalone? --system --target-rbconfig= --trust-policy= --with= --without= --redownload|--force --full-index --local --quiet --no-cache --no-prune --deployment --frozen --clean --prefer-local",
    },
    {
      names: "update",
      options:
        "--group|-g= --source= --gemfile=:r --jobs|-j= --bundler? --ruby --all --conservative --local --patch --minor --major --strict --pre --quiet --redownload",
    },
    {
      names: "add",
      options:
        "--version|-v= --group|-g= --source|-s=:u --require|-r= --path=:r --git=:u --github= --branch= --ref= --glob= --skip-install --optimistic --strict",
    },
    ...[
      "config",
      "list ls",
      "show",
      "outdated",
      "lock",
      "check",
      "clean",
      "open",
      "init",
      "remove",
      "cache package",
      "gem",
      "platform",
      "doctor",
      "info",
      "inject",
      "licenses",
      "binstubs",
      "console",
      "pristine",
      "plugin",
      "env",
      "issue",
      "viz",
      "version",
      "help",
      "fund",
    ].map((names): Row => ({
      names,
      options:
        "--gemfile=:r --path= --parseable --group= --only-group= --without-group= --local --global --edit= --test= --ci= --linter= --lockfile= --add-platform= --remove-platform= --update? --print",
    })),
  ];

  const composerOptions =
    "--working-dir|-d=:cd --quiet|-q --verbose|-v|-vv|-vvv --no-interaction|-n --no-plugins --no-scripts --no-cache --profile --ansi --no-ansi --version|-V --help|-h";

  const composerPackage =
    "--prefer-install= --fixed --dev --dry-run --no-update --no-install --no-dev --no-progress --no-autoloader --no-suggest --no-audit --audit-format= --update-no-dev --update-with-dependencies|-w --update-with-all-dependencies|-W --with-dependencies --with-all-dependencies --with= --ignore-platform-req= --ignore-platform-reqs --sort-packages --prefer-stable --prefer-lowest --optimize-autoloader|-o --classmap-authoritative|-a --apcu-autoloader --apcu-autoloader-prefix= --lock --root-reqs --interactive|-i --format|-f= --dir=:O --file= --global|-g --editor|-e --auth|-a --unset --list|-l --absolute --repository=:u --repository-url=:u --stability|-s= --keep-vcs --tree|-t --latest|-l --outdated|-o --minor-only|-m --direct|-D --all|-a --installed|-i --platform|-p --name-only|-N --path|-P --self --bump-after-update?";

  const erlangOptions =
    "-eval= -s= -run= -name= -sname= -setcookie= -pa=:r -pz=:r -env= -config=:r -args_file=:r -boot= -mode= -kernel= -hidden -noshell -noinput -detached -heart -heart_cmd=:sh -init_debug -connect_all= -extra -version";

  return [
    {
      names: "ruby jruby truffleruby irb pry",
      options: rubyOptions,
      operands: "u",
      style: "stop",
      reader: "scriptInPlace",
    },
    {
      names: "gem",
      options: "--config-file=:r,@ --backtrace --debug --norc --verbose|-V --quiet|-q --silent --version|-v --help|-h",
      sub: [
        {
          names: "exec",
          options: "--gem|-g= --version|-v= --prerelease --conservative",
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
        },
        ...[
          "install i",
          "uninstall",
          "update",
          "push",
          "build",
          "list",
          "yank",
          "owner",
          "signin",
          "signout",
          "fetch",
          "cert",
          "sources",
          "search",
          "query",
          "info",
          "outdated",
          "cleanup",
          "contents",
          "dependency",
          "environment env",
          "help",
          "lock",
          "mirror",
          "open",
          "pristine",
          "rdoc",
          "server",
          "specification",
          "stale",
          "unpack",
          "which",
          "check",
          "rebuild",
        ].map((names): Row => ({
          names,
          options:
            "--version|-v= --source|-s=:u --clear-sources --add|-a= --remove= --install-dir|-i=:O --bindir|-n=:O --build-root=:O --document= --platform= --trust-policy|-P= --http-proxy|-p? --bulk-threshold|-B= --key|-k= --host=:u --otp= --output|-o=:o --file|-g?:r --without= --user-install --no-document|-N --env-shebang|-E --force|-f --prerelease --pre --local|-l --remote|-r --all --conservative --editor|-e=:x --target=:O --attestation=",
        })),
      ],
    },
    {
      names: "bundle bundler",
      options: "--gemfile=:r --no-color --retry|-r= --verbose|-V --quiet --version|-v --help|-h",
      style: "everywhere",
      sub: bundleSubs,
    },
    {
      names: "rake",
      options:
        "-f|--rakefile=:r -C|--directory=:cd -e|--execute= -E|--execute-continue= -p|--execute-print= -I|--libdir=:r -R|--rakelibdir|--rakelib=:r -r|--require= -j|--jobs? --backtrace? --suppress-backtrace= --job-stats? --trace? -A|--all -B|--build-all -D|--describe? -T|--tasks? -W|--where? -P|--prereqs -g|--system -G|--no-system -m|--multitask -n|--dry-run -N|--no-search -q|--quiet -s|--silent -t -v|--verbose -V|--version -X|--no-deprecation-warnings -h|--help",
    },
    {
      names: "rails",
      options: "--version|-v --help|-h",
      sub: [
        { names: "runner r", options: "-e|--environment= --skip-executor", style: "stop" },
        {
          names: "server s",
          options:
            "-p|--port= -b|--binding= -c|--config=:r -e|--environment= -P|--pid=:o -u|--using= -d|--daemon -C|--dev-caching",
        },
        { names: "console c", options: "-e|--environment= -s|--sandbox" },
        { names: "generate g" },
        { names: "destroy d" },
        { names: "dbconsole db", options: "-p|--include-password --mode= --header -e|--environment= --db|--database=" },
        { names: "test t" },
        { names: "new", operands: "W" },
        { names: "routes" },
        { names: "credentials:edit" },
        { names: "db:drop" },
        { names: "db:migrate" },
      ],
    },
    {
      names: "rspec minitest",
      options:
        "-I=:r -r|--require= -O|--options=:r --order= --seed= --bisect? --fail-fast? --failure-exit-code= -f|--format= -o|--out=:o -b|--backtrace -c|--color -p|--profile? -w|--warnings -P|--pattern= --exclude-pattern= -e|--example= -E|--example-matches= -t|--tag= --default-path= --only-failures -n|--next-failure --dry-run --no-color",
      operands: "r*",
    },
    {
      names: "rubocop standardrb",
      options:
        "-a|--autocorrect|--auto-correct:i -A|--autocorrect-all|--auto-correct-all:i -x|--fix-layout:i --fix:i --fix-unsafely:i -c|--config=:r -f|--format= -o|--out=:o -r|--require= --only= --except= --only-guide-cops= --fail-level= --cache= --cache-root=:O --auto-gen-config --exclude-limit= -d|--debug -D|--display-cop-names -E|--extra-details -F|--fail-fast -l|--lint -L|--list-target-files -P|--parallel -s|--stdin= -V -v|--version --server",
      operands: "r*",
      reader: "inPlace",
    },
    {
      names: "puma unicorn thin passenger rackup",
      options:
        "-b|--bind= -p|--port= -c|-C|--config|--config-file=:r -e|--environment|-E|--env= -t|--threads= -w|--workers= --dir=:cd --pidfile|-P|--pid=:o --control-url= --control-token= -o|--host= -s|--server= -I|--include=:r -r|--require= -D|--daemonize",
    },
    {
      names: "cap foreman overmind hivemind",
      options:
        "-f|--procfile|--file=:r -d|--root=:cd -e|--env=:r -m|--formation= -p|--port= -c|--concurrency= -t|--timeout= -n|--dry-run",
      sub: [
        { names: "run", options: "-e|--env=:r", operands: "c", style: "stop", wrapper: "deny-only" },
        { names: "start s" },
        { names: "check" },
        { names: "export" },
        { names: "restart" },
        { names: "stop" },
        { names: "connect" },
        { names: "echo" },
        { names: "kill" },
        { names: "quit" },
      ],
    },
    {
      names: "php",
      options:
        "-r|--run=:p -B|--process-begin= -R|--process-code= -E|--process-end= -F|--process-file=:r -f|--file=:p,r -S|--server=:p -t|--docroot=:r -c|--php-ini=:r -d|--define= -z|--zend-extension= -b|--bindpath= -T|--timing= --rf|--rfunction= --rc|--rclass= --re|--rextension= --rz|--rzendextension= --ri|--rextinfo= -a|--interactive -C|--no-chdir -n|--no-php-ini -e|--profile-info -h|--help -i|--info -l|--syntax-check -m|--modules -q|--no-header -s|--syntax-highlight -v|--version -w|--strip -H|--hide-args --ini",
      operands: "u",
      style: "stop",
    },
    {
      names: "composer composer.phar",
      options: composerOptions,
      style: "everywhere",
      sub: [
        { names: "exec", options: "--list|-l", operands: "c", style: "stop", wrapper: "deny-only" },
        { names: "global", style: "stop", wrapper: "deny-only", reader: "synonym" },
        ...[
          "install i",
          "update u upgrade",
          "require r req",
          "remove rm uninstall",
          "create-project",
          "dump-autoload dumpautoload",
          "run-script run",
          "config",
          "archive",
          "audit",
          "browse home",
          "bump",
          "check-platform-reqs",
          "clear-cache clearcache cc",
          "depends why",
          "diagnose",
          "fund",
          "init",
          "licenses",
          "outdated",
          "prohibits why-not",
          "reinstall",
          "search",
          "self-update selfupdate",
          "show info",
          "status",
          "suggests",
          "validate",
          "list",
          "help",
          "about",
          "repository",
        ].map((names): Row => ({ names, options: composerPackage })),
      ],
    },
    {
      names: "phpunit pest",
      options:
        "-c|--configuration=:r --bootstrap=:r --filter= --exclude-filter= --testsuite= --exclude-testsuite= --group= --exclude-group= --coverage-html=:O --coverage-clover=:o --coverage-xml=:O --coverage-text? --coverage-php=:o --coverage-cobertura=:o --log-junit=:o --testdox-html=:o --testdox-text=:o --cache-directory=:O --order-by= --random-order-seed= --columns= --include-path= -d= --colors? --stop-on-failure --testdox --parallel|-p --processes=",
      operands: "r*",
    },
    {
      names: "phpstan psalm phpcs phpcbf php-cs-fixer rector pint",
      options:
        "-c|--configuration|--config=:r -l|--level= --memory-limit= --error-format= --output-format= --report= --standard= --extensions= --ignore= --sniffs= --rules= --allow-risky= --using-cache= --cache-file=:o --format= --diff --dry-run --no-progress -a|--autoload-file=:r -b|--generate-baseline?:o --report-file=:o --root|-r=:r --debug -v|--verbose",
    },
    {
      names: "artisan symfony",
      options: "--env|-e= -n|--no-interaction -q|--quiet -v|--verbose --ansi --no-ansi --no-debug --dir=:cd",
    },
    {
      names: "perl",
      options:
        "-e|-E=:p -I=:r -F? -M? -m? -0? -l? -i?:i -C? -D? -d? -V? -x? -a -c -f -h -n -p -s -S -t -T -u -U -v -w -W -X -g",
      operands: "u",
      style: "stop",
      reader: "scriptInPlace",
    },
    {
      names: "cpan cpanm cpanp",
      options:
        "-j=:r -I=:r -M=:u -g -i -f -T -t -a -A -c -C -D -l -m -O -p -P -r -u -v -w -x -h --from=:u --mirror=:u --mirror-index=:r --local-lib|--local-lib-contained=:O -L=:O --installdeps --notest|-n --force --sudo|-S --quiet|-q --verbose --self-upgrade --uninstall|-U --reinstall --look --info --with-develop --cpanfile=:r --configure-args= --build-args= --test-args= --install-args=",
      reader: "addresses",
    },
    {
      names: "prove",
      options:
        "-l|--lib -b|--blib -I=:r -P= -M= -e|--exec=:xs --ext= --formatter= --source= -a|--archive=:o -j|--jobs= --state= --rc=:r --harness= -r|--recurse -v|--verbose -s|--shuffle -c|--color -f|--failures -o|--comments -Q|--QUIET -q|--quiet -p|--parse -t -T -w -W --timer",
      operands: "r*",
    },
    { names: "lua luajit luau texlua", options: "-e= -l= -j= -O? -b -i -v -E -W", operands: "u", style: "stop" },
    { names: "luac", options: "-o=:o -l -p -s -v", operands: "r*" },
    {
      names: "luarocks",
      options:
        "--server|-s=:u --only-server=:u --only-sources=:u --namespace= --lua-dir=:r --lua-version= --tree=:O --local --global --dev --verbose --timeout= --project-tree=:O --pack-binary-rock --version --help|-h",
      style: "everywhere",
    },
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
      names: "zig",
      sub: [
        { names: "cc", options: "-o=:o -I=:r -L=:r -target=", style: "words", operands: "r*" },
        { names: "c++", options: "-o=:o -I=:r -L=:r -target=", style: "words", operands: "r*" },
        { names: "run", options: "-O= -target= -mcpu= -I= -L= -l= -D= --name=", style: "words", operands: "u" },
        { names: "fmt", options: "--check:q --exclude= --ast-check --stdin", operands: "r*", reader: "formatter" },
        ...[
          "build",
          "build-exe",
          "build-lib",
          "build-obj",
          "test",
          "translate-c",
          "init",
          "fetch",
          "env",
          "targets",
          "version",
          "ar",
          "ranlib",
          "objcopy",
          "libc",
          "std",
          "ast-check",
          "rc",
          "dlltool",
          "lib",
          "zen",
          "help",
        ].map((names): Row => ({
          names,
          style: "words",
          options:
            "-D= -O= -target= -mcpu= -I= -L= -l= --name= --prefix|-p=:O --build-file=:r --cache-dir=:O --global-cache-dir=:O --zig-lib-dir=:r --test-filter= --test-cmd=:x -femit-bin=:o --save? --debug-log=",
        })),
      ],
    },
    {
      names: "nim nimble",
      options:
        "-o|--out=:o --outdir=:O --nimcache=:O -d|--define= -u|--undef= -p|--path=:r --cc= --mm= --gc= --opt= --app= --hints= --warnings= -x= -t|--passC= -l|--passL= --threads= -r|--run -f|--forceBuild -y|--accept",
      sub: [
        { names: "c compile cc cpp js e r", style: "stop" },
        { names: "install" },
        { names: "build" },
        { names: "test" },
        { names: "run", style: "stop" },
        { names: "uninstall" },
        { names: "publish" },
        { names: "refresh" },
        { names: "search" },
        { names: "list" },
        { names: "check" },
        { names: "doc" },
        { names: "init" },
      ],
    },
    {
      names: "R Rscript r",
      options:
        "-e=:p -f|--file=:p,r -d|--debugger=:x --debugger-args= -g|--gui= --encoding= --arch= --args --default-packages= --vanilla --no-save --save --no-restore --restore --no-environ --no-site-file --no-init-file -q|--quiet --silent --slave --no-echo --interactive --verbose --version --help",
      operands: "u",
      style: "stop",
      sub: [
        {
          names: "CMD",
          sub: ["INSTALL", "REMOVE", "BATCH", "build", "check", "COMPILE", "SHLIB", "Rd2pdf", "config"].map(
            (names): Row => ({
              names,
              options:
                "-l|--library=:O -o|--output=:O --configure-args= --configure-vars= --build --no-manual --as-cran --no-build-vignettes --no-tests --clean --preclean",
            }),
          ),
        },
      ],
    },
    {
      names: "julia",
      options:
        "-e|--eval=:p -E|--print=:p -L|--load=:r -J|--sysimage=:r -H|--home= --project? -p|--procs= -t|--threads= --machine-file=:r -m= --startup-file= --color= --compile= -O|--optimize? -C|--cpu-target= --check-bounds= --depwarn= --warn-overwrite= --code-coverage? --track-allocation? --output-o=:o --output-ji=:o --heap-size-hint= --inline= --history-file= --handle-signals= --sysimage-native-code= --compiled-modules= --pkgimages= -g= -q|--quiet -i -v|--version -h|--help --banner=",
      operands: "u",
      style: "stop",
    },
    {
      names: "dart flutter",
      options:
        "--enable-asserts --define|-D= --packages=:r -d|--device-id= -v|--verbose --version -h|--help --suppress-analytics",
      sub: [
        {
          names: "run",
          options:
            "-d|--device-id= -t|--target=:r --flavor= --dart-define= --dart-define-from-file=:r --enable-experiment= --enable-asserts -D|--define= --observe? --web-port= --web-hostname= --release --debug --profile",
          operands: "u",
          style: "stop",
        },
        {
          names: "format",
          options: "-o|--output= -l|--line-length= --set-exit-if-changed --fix --summary= --show=",
          operands: "m*",
        },
        {
          names: "pub",
          sub: [
            { names: "publish lish", options: "-n|--dry-run -f|--force -C|--directory=:cd --skip-validation" },
            { names: "run", style: "stop" },
            {
              names: "global",
              sub: [
                { names: "activate", options: "-s|--source= --git-path= --git-ref= -u|--hosted-url=:u --overwrite" },
                { names: "deactivate" },
                { names: "run", style: "stop" },
                { names: "list" },
              ],
            },
            ...[
              "get",
              "add",
              "remove",
              "upgrade",
              "downgrade",
              "outdated",
              "deps",
              "cache",
              "login",
              "logout",
              "token",
              "unpack",
              "bump",
              "workspace",
            ].map((names): Row => ({
              names,
              options: "-C|--directory=:cd --git-url=:u --git-ref= --git-path= --path=:r --hosted-url=:u --sdk=",
            })),
          ],
        },
        { names: "fix", options: "--dry-run|-n --apply --code=" },
        ...[
          "analyze",
          "test",
          "compile",
          "create",
          "doc",
          "build",
          "clean",
          "doctor",
          "devices",
          "upgrade",
          "config",
          "channel",
          "install",
          "attach",
          "drive",
          "emulators",
          "gen-l10n",
          "logs",
          "precache",
          "screenshot",
          "symbolize",
          "info",
          "devtools",
          "downgrade",
        ].map((names): Row => ({
          names,
          options:
            "-o|--output=:o -t|--target=:r -d|--device-id= --flavor= --dart-define= --name|-n= --plain-name|-N= --tags= --exclude-tags= --reporter|-r= --coverage?:O --concurrency|-j= --total-shards= --shard-index= --template= --org= --platforms=",
        })),
      ],
    },
    {
      names: "crystal",
      sub: [
        { names: "eval", style: "stop" },
        { names: "run", options: "-o=:o -D= --release --error-trace", operands: "u", style: "stop" },
        ...["build", "spec", "init", "docs", "env", "play", "tool", "version", "i", "clear_cache"].map(
          (names): Row => ({
            names,
            options:
              "-o=:o -D= --release --error-trace --stats --link-flags= --target= --mcpu= --cross-compile --static -f= --example= --tag=",
          }),
        ),
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
    {
      names: "tclsh wish osascript gnuplot octave octave-cli matlab sage maxima gp",
      options:
        "-c=:p -e=:p -l= -f=:p,r -b -d -i -n -N -D= -s --eval=:p --persist|-p -q|--quiet --no-gui -r=:p -batch=:p",
      operands: "u",
      style: "stop",
    },
    {
      names: "coffee livescript fennel hy janet",
      options:
        "-e|--eval=:p -c|--compile -o|--output=:O -j|--join=:o -m|--map -p|--print -r|--require= -w|--watch -n|--nodes -t|--tokens --nodejs= -b|--bare -i|--interactive -s|--stdio",
      operands: "u*",
      style: "stop",
    },
    {
      names: "solc forge cast anvil hardhat truffle",
      options:
        "-o|--output-dir=:O --rpc-url|-r=:u --fork-url|-f=:u --private-key= --mnemonic= --keystore=:r --account= --from= --chain|--chain-id= --etherscan-api-key= --network= --config=:r --match-test|--mt= --match-contract|--mc= --match-path|--mp= --root=:cd --contracts= --gas-limit= --gas-price= --value= --ffi:! --broadcast --verify --overwrite --optimize --bin --abi",
    },
  ];
}
