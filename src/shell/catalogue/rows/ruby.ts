import type { Row } from "../row.ts";

/** Ruby, its packages, tests and servers. */
export function rubyRows(): readonly Row[] {
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
  ];
}
