import type { Row } from "../row.ts";

/** PHP, Perl, Lua, and languages for numbers and for glue. */
export function scriptingRows(): readonly Row[] {
  const composerOptions =
    "--working-dir|-d=:cd --quiet|-q --verbose|-v|-vv|-vvv --no-interaction|-n --no-plugins --no-scripts --no-cache --profile --ansi --no-ansi --version|-V --help|-h";

  const composerPackage =
    "--prefer-install= --fixed --dev --dry-run --no-update --no-install --no-dev --no-progress --no-autoloader --no-suggest --no-audit --audit-format= --update-no-dev --update-with-dependencies|-w --update-with-all-dependencies|-W --with-dependencies --with-all-dependencies --with= --ignore-platform-req= --ignore-platform-reqs --sort-packages --prefer-stable --prefer-lowest --optimize-autoloader|-o --classmap-authoritative|-a --apcu-autoloader --apcu-autoloader-prefix= --lock --root-reqs --interactive|-i --format|-f= --dir=:O --file= --global|-g --editor|-e --auth|-a --unset --list|-l --absolute --repository=:u --repository-url=:u --stability|-s= --keep-vcs --tree|-t --latest|-l --outdated|-o --minor-only|-m --direct|-D --all|-a --installed|-i --platform|-p --name-only|-N --path|-P --self --bump-after-update?";

  return [
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
      names: "R Rscript r",
      options:
        "-e=:p -f|--file=:p,r -d|--debugger=:x --debugger-args= -g|--gui= --encoding= --arch= --args:e --default-packages= --vanilla --no-save --save --no-restore --restore --no-environ --no-site-file --no-init-file -q|--quiet --silent --slave --no-echo --interactive --verbose --version --help",
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
  ];
}
