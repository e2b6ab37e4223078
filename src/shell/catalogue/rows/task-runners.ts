import type { Row } from "../row.ts";

/** Task runners, what runs commands when files change, and runners of CI. */
export function taskRunnerRows(): readonly Row[] {
  return [
    {
      names: "just",
      options:
        "-f|--justfile=:r -d|--working-directory=:cd --shell=:x,@ --shell-arg=:@ --set= --dotenv-filename= -E|--dotenv-path=:r --chooser=:sh --color= --command-color= --completions= --cygpath=:x --dump-format= --list-heading= --list-prefix= --alias-style= --timestamp-format= --tempdir=:O --group= -s|--show= --usage= -c|--command -l|--list -n|--dry-run -q|--quiet -u|--unsorted -v|--verbose -g|--global-justfile --choose --dump -e|--edit --evaluate --fmt --init --summary --variables --groups --man --check --yes --one --no-deps --unstable --highlight --clear-shell-args --shell-command -V|--version -h|--help",
    },
    {
      names: "task go-task",
      options:
        "-t|--taskfile=:r -d|--dir=:cd -o|--output= -C|--concurrency= -I|--interval= --sort= --output-group-begin= --output-group-end= --cacert=:r --cert=:r --cert-key=:r --timeout= --expiry= --completion= -a|--list-all -l|--list -i|--init -p|--parallel -f|--force -n|--dry -s|--silent -v|--verbose -w|--watch -x|--exit-code -y|--yes -g|--global -j|--json --status --summary --download --offline --no-cache --version -h|--help",
    },
    {
      names: "act",
      options:
        "-j|--job= -P|--platform= -s|--secret= --secret-file=:r --var= --var-file=:r --env= --env-file=:r --input= --input-file=:r -e|--eventpath=:r -W|--workflows=:r -C|--directory=:cd -a|--actor= --artifact-server-path=:O --artifact-server-addr= --artifact-server-port= --cache-server-path=:O --cache-server-port= --cache-server-addr= --container-architecture= --container-cap-add= --container-cap-drop= --container-daemon-socket= --container-options= --defaultbranch= --github-instance= --local-repository= --log-prefix-job-id --matrix= --network= --remote-name= --replace-ghe-action-token-with-github-com= --replace-ghe-action-with-github-com= --userns= --concurrent-jobs= -l|--list -n|--dryrun -b|--bind -r|--reuse -q|--quiet -v|--verbose -w|--watch -d|--detect-event -g|--graph -p|--pull? --rm --privileged --json --use-gitignore? --rebuild? --version -h|--help",
    },
    {
      names: "invoke inv fab doit grunt gulp jake cake gradle-profiler moon",
      options:
        "-c|--collection= -f|--config|--gulpfile|--gruntfile|--file=:r -r|--search-root=:r --cwd|--base|-C|--dir=:cd -D= -T|--tasks|--command-timeout= -l|--list -n|--process -e|--echo -p|--pty -w|--warn-only -H|--hosts= -i|--identity=:r -V|--version -h|--help? --color --silent -L= --series",
    },
    {
      names: "earthly dagger tox-current-env",
      options:
        "-c|--config=:r --build-arg= --arg= -s|--secret= --secret-file=:r --ssh-auth-sock= --platform= --env-file-path=:r --arg-file-path=:r --secret-file-path=:r --buildkit-host=:u --remote-cache= -i|--interactive -P|--allow-privileged -p|--push --ci --no-cache -a|--artifact -o|--output=:O --progress= -m|--mod=:r",
    },
    {
      names: "watchman",
      options:
        "--sockpath=:u -o|--logfile=:o --log-level= --pidfile=:o --statefile=:m -U= -u= -E= --server-encoding= --output-encoding= --no-pretty --no-spawn --no-local --json-command|-j --persistent|-p --foreground|-f --version|-v",
    },
    {
      names: "watchman-make",
      options: "-p|--pattern= -t|--target= -m|--make=:sh --run=:sh -s|--settle= --root=:r --connect-timeout=",
      wrapper: "deny-only",
    },
    {
      names: "onchange chokidar",
      options:
        "-i|--initial -k|--kill -a|--add -e|--exclude= -f|--filter= -d|--delay|--debounce= -j|--jobs= -o|--outpipe=:sh -p|--poll|--poll-interval= -c|--command=:sh -v|--verbose -s|--silent -t|--throttle= --follow-symlinks --ignore=",
      style: "",
      wrapper: "deny-only",
      reader: "afterDashes",
    },
    {
      names: "reflex modd fswatch inotifywait inotifywatch",
      options:
        "-r|--regex= -g|--glob= -R|--inverse-regex= -G|--inverse-glob= -d|--decoration= -c|--config=:r -s|--start-service -e|--event|--exclude= -o|--outfile=:o -t|--timeout= -f|--format= -m|--monitor -q|--quiet --include= --exclude= --excludei= --includei= --timefmt= --fromfile=:r -l|--latency= -1 -x -i|--include=",
      wrapper: "deny-only",
      reader: "afterDashes",
    },
    {
      names: "gitlab-runner circleci buildkite-agent drone jenkins-cli travis",
      options:
        "-c|--config|--config-file=:r --log-level|-l= --token|-t= --host=:u --url|-u=:u --executor= --description= --name|-n= --skip-check --env= --env-file=:r --pipeline= --process-path= --job=",
    },
  ];
}
