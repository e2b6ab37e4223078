import type { Row } from "../row.ts";

/** Everything else a developer's machine has: terminals, task runners, version managers, media, checkers, load. */
export function devtoolRows(): readonly Row[] {
  /** tmux finds sub-commands by unambiguous prefix; the usual short forms are listed. */
  const tmuxShell = (names: string, options: string): Row => ({
    names,
    options,
    operands: "s",
    style: "stop",
    wrapper: "deny-only",
  });

  const tmuxSubs: readonly Row[] = [
    tmuxShell("new-session new new-s new-se new-ses new-sess", "-A -d -D -E -P -X -c= -e= -f= -F= -n= -s= -t= -x= -y="),
    tmuxShell("new-window neww new-w new-wi new-win", "-a -b -d -k -P -S -c= -e= -F= -n= -t="),
    tmuxShell("split-window splitw split-w splitp split-pane", "-b -d -f -h -I -v -P -Z -c= -e= -F= -l= -p= -t="),
    tmuxShell("respawn-pane respawnp", "-k -c= -e= -t="),
    tmuxShell("respawn-window respawnw", "-k -c= -e= -t="),
    tmuxShell("run-shell run", "-b -C -d= -t= -c="),
    tmuxShell("if-shell if", "-b -F -t="),
    tmuxShell("pipe-pane pipep", "-I -O -o -t="),
    tmuxShell("display-popup popup displayp-popup", "-B -C -E -b= -c= -d= -e= -h= -s= -S= -t= -T= -w= -x= -y="),
    {
      names: "send-keys send",
      options: "-F -H -K -l -M -R -X -c= -N= -t=",

      style: "stop",
      wrapper: "deny-only",
      reader: "sentKeys",
    },
    { names: "source-file source", options: "-F -n -q -v -t=", operands: "r*" },
    { names: "load-buffer loadb", options: "-b= -t= -w", operands: "r" },
    { names: "save-buffer saveb", options: "-a -b=", operands: "w" },
    ...[
      "attach-session attach a at",
      "detach-client detach",
      "kill-server",
      "kill-session",
      "kill-window killw",
      "kill-pane killp",
      "list-sessions ls",
      "list-windows lsw",
      "list-panes lsp",
      "list-clients lsc",
      "list-buffers lsb",
      "list-keys lsk",
      "list-commands lscm",
      "has-session has",
      "rename-session rename",
      "rename-window renamew",
      "select-window selectw",
      "select-pane selectp",
      "switch-client switchc",
      "resize-pane resizep",
      "resize-window resizew",
      "capture-pane capturep",
      "show-buffer showb",
      "set-buffer setb",
      "delete-buffer deleteb",
      "paste-buffer pasteb",
      "set-option set",
      "set-window-option setw",
      "show-options show",
      "show-environment showenv",
      "set-environment setenv",
      "display-message display",
      "bind-key bind",
      "unbind-key unbind",
      "swap-pane swapp",
      "swap-window swapw",
      "move-window movew",
      "move-pane movep",
      "join-pane joinp",
      "break-pane breakp",
      "link-window linkw",
      "unlink-window unlinkw",
      "next-window next",
      "previous-window prev",
      "last-window last",
      "last-pane lastp",
      "copy-mode",
      "choose-tree",
      "clear-history clearhist",
      "wait-for wait",
      "start-server start",
      "lock-server lock",
      "set-hook",
      "show-hooks",
      "command-prompt",
      "confirm-before confirm",
      "refresh-client refresh",
      "select-layout selectl",
      "info",
    ].map((names): Row => ({
      names,
      options:
        "-a -A -b= -c= -d -D= -e -E= -f= -F= -g -h -I= -J -k -l -L -n= -N -O -o -p -P -q -R -r -s= -S= -t= -T= -u -U -v -w -W -x= -X -y= -Z",
    })),
  ];

  const taskRunners: readonly Row[] = [
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
  ];

  const versionTools: readonly Row[] = [
    {
      names: "dotenvx dotenv-cli",
      options:
        "-f|--file|--env-file=:r -e|--env=:r -c? -v= -p= -q|--quote|--quiet= -o|--override --overload --export -fk=:r --version --help",
      style: "stop",
      wrapper: "deny-only",
      reader: "afterDashes",
    },
    {
      names: "asdf",
      sub: [
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        { names: "env", operands: "- c", style: "stop", wrapper: "deny-only" },
        {
          names: "plugin",
          sub: ["add", "remove", "list", "update", "test"].map((names): Row => ({ names, reader: "addresses" })),
        },
        ...[
          "install",
          "uninstall",
          "local",
          "global",
          "shell",
          "set",
          "current",
          "list",
          "latest",
          "where",
          "which",
          "reshim",
          "update",
          "version",
          "help",
          "info",
          "cmd",
          "shimversions",
          "plugin-add",
          "plugin-list",
          "plugin-remove",
        ].map((names): Row => ({ names, reader: "addresses" })),
      ],
    },
    {
      names: "mise rtx",
      options:
        "-C|--cd=:cd -E|--env= -P|--profile= -j|--jobs= --log-level= --output= -q|--quiet -v|--verbose -y|--yes --no-config --raw --silent --locked --version -h|--help",
      style: "everywhere",
      sub: [
        {
          names: "exec x",
          options: "-c|--command=:sh -j|--jobs= --raw",
          reader: "afterDashes",
          style: "stop",
          wrapper: "deny-only",
        },
        { names: "en", options: "-s|--shell=:x" },
        ...[
          "run r",
          "watch w",
          "tasks t",
          "task",
          "install i",
          "uninstall",
          "use u",
          "unuse",
          "upgrade up",
          "list ls",
          "ls-remote",
          "latest",
          "which",
          "where",
          "env e",
          "set",
          "unset",
          "shell sh",
          "settings",
          "trust",
          "untrust",
          "activate",
          "deactivate",
          "implode",
          "plugins p",
          "prune",
          "reshim",
          "self-update",
          "sync",
          "config cfg",
          "current",
          "outdated",
          "doctor dr",
          "link ln",
          "alias",
          "cache",
          "completion",
          "backends",
          "bin-paths",
          "fmt",
          "generate",
          "hook-env",
          "registry",
          "search",
          "tool",
          "version",
        ].map((names): Row => ({
          names,
          options: "-f|--force -g|--global -t|--tool= -o|--output= --file=:r --dry-run|-n -s|--shell=",
        })),
      ],
    },
    {
      names: "nvm fnm volta n nodenv",
      options:
        "--version -h|--help --fnm-dir=:O --node-dist-mirror=:u --log-level= --arch= --silent --lts? --reinstall-packages-from= --latest-npm --no-progress",
      sub: [
        { names: "exec", options: "--silent --using=", reader: "versionExec", style: "stop", wrapper: "deny-only" },
        {
          names: "run",
          options: "--node= --npm= --yarn= --pnpm= --bundled-npm --no-yarn",
          reader: "versionExec",
          style: "stop",
          wrapper: "deny-only",
        },
        ...[
          "install i",
          "uninstall",
          "use",
          "current",
          "ls list",
          "ls-remote list-remote",
          "alias",
          "unalias",
          "which",
          "default",
          "env",
          "pin",
          "setup",
          "deactivate",
          "cache",
          "reinstall-packages",
          "unload",
          "version",
          "install-latest-npm",
          "fetch",
          "prune",
          "rm",
          "local",
          "global",
          "shell",
          "versions",
          "rehash",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "rbenv goenv jenv plenv phpenv tfenv tfswitch",
      sub: [
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        ...[
          "install",
          "uninstall",
          "local",
          "global",
          "shell",
          "versions",
          "version",
          "which",
          "whence",
          "rehash",
          "init",
          "root",
          "prefix",
          "commands",
          "add",
          "remove",
          "enable-plugin",
          "use",
          "list",
          "list-remote",
          "pin",
        ].map((names): Row => ({ names, options: "-f|--force -l|--list -s|--skip-existing -k|--keep -v|--verbose" })),
      ],
    },
    {
      names: "rvm sdk",
      options: "--quiet-curl --verify-downloads=",
      sub: [
        { names: "do", operands: "c", style: "stop", wrapper: "deny-only" },
        ...[
          "install i",
          "uninstall rm",
          "use u",
          "default d",
          "list ls",
          "current c",
          "update",
          "upgrade",
          "version v",
          "get",
          "gemset",
          "reload",
          "implode",
          "home h",
          "env e",
          "flush",
          "selfupdate",
          "offline",
          "remove",
          "reinstall",
          "requirements",
          "alias",
          "docs",
          "info",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "devbox devenv flox",
      options: "-c|--config=:r -q|--quiet -v|--verbose -d|--dir=:r --environment|-e= --env= --env-file=:r --pure",
      sub: [
        {
          names: "run",
          options: "-c|--config=:r -e|--env= --env-file=:r -l|--list --pure",
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
        },
        {
          names: "activate",
          options: "-d|--dir=:r -r|--remote= -c|--command=:sh",
          style: "stop",
          reader: "afterDashes",
          wrapper: "deny-only",
        },
        ...[
          "shell",
          "add install",
          "rm uninstall",
          "init",
          "update",
          "services",
          "list",
          "search",
          "info",
          "generate",
          "global",
          "up",
          "test",
          "build",
          "gc",
          "push",
          "pull",
          "edit",
          "show",
          "create",
          "delete",
        ].map((names): Row => ({ names, options: "-c|--config=:r -e|--env=" })),
      ],
    },
  ];

  const ffmpegOptions =
    "-i=:r -f= -c= -codec= -vcodec= -acodec= -scodec= -ab= -vb= -r= -s= -t= -to= -ss= -sseof= -vf= -af= -filter_complex= -lavfi= -filter_complex_script=:r -map= -map_metadata= -map_chapters= -metadata= -preset= -tune= -crf= -qscale= -q= -qp= -pix_fmt= -profile= -level= -g= -bf= -threads= -loglevel= -v= -ar= -ac= -vol= -aspect= -frames= -vframes= -aframes= -vsync= -fps_mode= -async= -itsoffset= -stream_loop= -loop= -movflags= -segment_time= -hls_time= -hls_list_size= -hls_segment_filename=:o -hls_key_info_file=:r -passlogfile=:o -pass= -attach=:r -dump_attachment=:o -progress=:o -report -protocol_whitelist= -user_agent= -headers= -rtsp_transport= -start_number= -framerate= -video_size= -init_hw_device= -hwaccel= -hwaccel_device= -hwaccel_output_format= -bsf= -tag= -max_muxing_queue_size= -maxrate= -minrate= -bufsize= -color_primaries= -show_entries= -of= -print_format= -select_streams= -y -n -an -vn -sn -dn -hide_banner -nostats -nostdin -stats -shortest -re -copyts -version";

  const imageOptions =
    "-resize= -thumbnail= -scale= -sample= -crop= -extent= -gravity= -quality= -density= -depth= -colorspace= -type= -format= -geometry= -background= -fill= -stroke= -strokewidth= -font= -pointsize= -draw= -annotate= -rotate= -border= -bordercolor= -blur= -sharpen= -unsharp= -brightness-contrast= -modulate= -level= -gamma= -alpha= -channel= -compose= -define= -delay= -dispose= -loop= -size= -swap= -tile= -units= -profile=:r -set= -label= -limit= -write=:w -path=:O -metric= -fuzz= -threshold= -opaque= -transparent= -colors= -dither= -interlace= -sampling-factor= -layers= -shave= -splice= -chop= -page= -repage= -mask=:r -texture=:r -strip -auto-orient -flip -flop -trim -negate -normalize -append -flatten -monochrome -coalesce -verbose -quiet +repage +profile= +append";

  const media: readonly Row[] = [
    { names: "ffmpeg", options: ffmpegOptions, operands: "-* w", style: "words" },
    { names: "ffprobe ffplay", options: `${ffmpegOptions} -o=:o`, operands: "r", style: "words" },
    {
      names: "convert magick composite montage import conjure compare",
      options: imageOptions,
      operands: "r* w",
      style: "words",
    },
    { names: "mogrify", options: imageOptions, operands: "m*", style: "words" },
    { names: "identify", options: imageOptions, operands: "r*", style: "words" },
    { names: "gm", options: "-version", style: "words", operands: "- r* w" },
    {
      names:
        "sox soxi play rec lame flac oggenc opusenc cwebp dwebp pngquant optipng jpegoptim gifsicle svgo exiftool inkscape rsvg-convert pdftotext pdftoppm qpdf gs wkhtmltopdf weasyprint",
      options:
        "-o|--output|-output|--export-filename=:o -d|--dest|--dir|--output-dir=:O -i|--input= -q= -m= -f= -r= -b= -w= -h= -p= -s|--string= -z --quality= --speed= --ext= --strip-all -sOutputFile=:o -sDEVICE= -dNOPAUSE -dBATCH",
    },
    {
      names: "yt-dlp youtube-dl gallery-dl",
      options:
        "-o|--output=:o -P|--paths=:O -f|--format= -a|--batch-file=:r --exec=:sh --exec-before-download=:sh --downloader|--external-downloader=:x --external-downloader-args= --postprocessor-args|--ppa= --ffmpeg-location=:x --plugin-dirs=:r --config-locations|--config-location=:r --cookies=:m --cookies-from-browser= --cache-dir=:O --download-archive=:m --load-info-json=:r --proxy= --user-agent= --referer= --add-header|--add-headers= -u|--username= -p|--password= -2|--twofactor= --video-password= -r|--limit-rate|--rate-limit= -R|--retries= -N|--concurrent-fragments= -I|--playlist-items= --match-filter|--match-filters= --date= --sub-langs|--sub-lang= --sub-format= --convert-subs= --audio-format= --audio-quality= --merge-output-format= --remux-video= --recode-video= -S|--format-sort= -t|--preset-alias= --print|-O= --print-to-file= --extractor-args= --alias= --netrc-cmd=:sh -x|--extract-audio -k|--keep-video -q|--quiet -v|--verbose -s|--simulate -j|--dump-json -F|--list-formats -U|--update",
      operands: "h*",
    },
  ];

  const checkers: readonly Row[] = [
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

  const load: readonly Row[] = [
    {
      names: "ab",
      options:
        "-n= -c= -t= -s= -b= -B= -p=:r -u=:r -T= -v= -x= -y= -z= -C= -H= -A= -P= -X= -e=:o -g=:o -f= -Z= -E=:r -m= -w -i -k -r -S -l -q -d -V -h",
      operands: "h",
    },
    {
      names: "wrk wrk2 bombardier",
      options:
        "-c|--connections= -d|--duration= -t|--threads|--timeout= -s|--script=:r -H|--header= -R|--rate= -n|--requests= -m|--method= -b|--body= -f|--body-file=:r -r= -p|--print= -o|--format= -l|--latencies -L|--latency -k|--insecure -U|--u_latency -v|--version",
      operands: "h",
    },
    {
      names: "hey oha autocannon",
      options:
        "-n= -c|--connections= -q= -z|-d|--duration= -o= -m|--method= -H|--headers= -t|--timeout= -A= -d= -D=:r -T= -U= -a= -x= -h2 -host= -cpus= -b|--body= -i|--input=:r -w|--workers= -p|--pipelining= -r|--rate= -R|--overallRate= -disable-compression -disable-keepalive -disable-redirects",
      operands: "h",
      style: "words",
    },
    {
      names: "k6",
      options: "-c|--config=:r -a|--address= --log-format= --log-output= -v|--verbose -q|--quiet --no-color",
      style: "everywhere",
      sub: [
        {
          names: "run",
          options:
            "-u|--vus= -d|--duration= -i|--iterations= -s|--stage= -e|--env= -o|--out= --tag= --summary-export=:o --summary-trend-stats= --rps= --batch= --max-redirects= --user-agent= --dns= --hosts= --block-hostnames= --blacklist-ip= --console-output=:o --compatibility-mode= --execution-segment= --traces-output= -w|--throw --paused --insecure-skip-tls-verify --http-debug? --no-summary",
          operands: "u",
        },
        { names: "cloud", operands: "u" },
        { names: "archive", options: "-O|--archive-out=:o", operands: "r" },
        { names: "inspect", operands: "r" },
        { names: "new", operands: "w" },
        { names: "login" },
        { names: "version" },
        { names: "scale" },
        { names: "status" },
        { names: "pause" },
        { names: "resume" },
        { names: "stats" },
      ],
    },
    {
      names: "locust artillery vegeta siege jmeter",
      options:
        "-f|--locustfile=:r -H|--host=:u -u|--users= -r|--spawn-rate= -t|--run-time|--target= -T|--tags= -L|--loglevel= --logfile=:o --csv=:o --html=:o --config|-c=:r --headless --autostart -o|--output=:o -e|--environment= -p= -n= -l=:o -j=:o -q= -d= -J= -targets=:r -rate= -duration= -body=:r -header=",
    },
    {
      names: "grpcurl evans",
      options:
        "-d= -H= -rpc-header= -reflect-header= -proto=:r -protoset=:r -protoset-out=:o -proto-out-dir=:O -import-path=:r -cacert=:r -cert=:r -key=:r -authority= -servername= -user-agent= -connect-timeout= -max-time= -max-msg-sz= -keepalive-time= -format= -plaintext -insecure -v -vv -emit-defaults -unix -use-reflection -msg-template",
      operands: "h -",
      style: "words",
    },
    {
      names: "websocat wscat",
      options:
        "-c|--connect=:u -H|--header= -x|--execute= -s|--subprotocol= -o|--origin= -P= -p|--proxy= -n -k|--no-check -b|--binary -t|--text -1 -E -l|--listen= --auth= --ca=:r --cert=:r --key=:r --protocol=",
      operands: "h*",
    },
  ];

  return [
    {
      names: "tmux",
      options: "-c=:sh -f=:r,@ -L= -S= -T= -2 -8 -C -CC -D -l -N -q -u -v -V",
      wrapper: "deny-only",
      sub: tmuxSubs,
    },
    {
      names: "screen",
      options:
        "-c=:r,@ -e= -h= -p= -s=:x -S= -t= -T= -X=:! -d? -D? -r? -R? -x? -A -a -f -fn -fa -i -l -ls -list -L -Logfile=:o -m -dm -dmS= -dmLS= -O -q -Q -U -v -wipe",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "zellij",
      options:
        "-s|--session= -l|--layout=:r -c|--config=:r,@ --config-dir=:r,@ --data-dir=:O --max-panes= -n|--new-session-with-layout=:r -d|--debug",
      sub: [
        {
          names: "run r",
          options:
            "-n|--name= -d|--direction= --cwd=:cd -f|--floating -c|--close-on-exit -i|--in-place -s|--start-suspended --height= --width= -x= -y=",
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
        },
        ...[
          "attach a",
          "list-sessions ls",
          "kill-session k",
          "kill-all-sessions ka",
          "delete-session d",
          "delete-all-sessions da",
          "action ac",
          "edit e",
          "options",
          "setup",
          "plugin p",
          "pipe",
          "list-aliases la",
          "convert-config",
        ].map((names): Row => ({ names })),
      ],
    },
    ...taskRunners,
    ...versionTools,
    ...media,
    ...checkers,
    ...load,
    {
      names: "code code-insiders codium cursor windsurf subl zed atom",
      options:
        "-d|--diff -m|--merge -a|--add -g|--goto -n|--new-window -r|--reuse-window -w|--wait --locale= --user-data-dir=:O --extensions-dir=:O --install-extension= --uninstall-extension= --disable-extension= --profile= --log= --sync= --remote= --folder-uri= --file-uri= --category= --command= --list-extensions --show-versions --disable-extensions --disable-gpu --verbose -s|--status -p|--performance --add-mcp= -v|--version -h|--help",
      operands: "r*",
    },
    {
      names: "pass gopass",
      options: "-c|--clip? -f|--force -m|--multiline -e|--echo -i|--in-place -n|--no-symbols -r|--recursive -p|--path=",
    },
    {
      names: "sops",
      options:
        "-e|--encrypt -d|--decrypt -r|--rotate -o|--output=:o -i|--in-place --age= --kms= --pgp= --config=:r --input-type= --output-type= --extract= --set=",
      sub: [
        { names: "exec-env", operands: "r s", wrapper: "deny-only" },
        { names: "exec-file", operands: "r s", wrapper: "deny-only" },
        { names: "edit", operands: "m" },
        { names: "decrypt", operands: "r" },
        { names: "encrypt", operands: "r" },
        { names: "rotate", operands: "r" },
        { names: "updatekeys", operands: "m" },
        { names: "publish", operands: "r" },
        { names: "keyservice" },
        { names: "groups" },
        { names: "set", operands: "m" },
        { names: "unset", operands: "m" },
      ],
    },
    {
      names: "op bw lastpass-cli lpass doppler infisical chamber aws-vault envconsul teller",
      options:
        "--account= --session= --config=:r --format= --project|-p= --token|-t= --env|-e= --command=:sh --path= --vault= --no-color --duration|-d= --region= --prompt= --backend= --env-file=:r --no-masking",
      sub: [
        {
          names: "run",
          options:
            "--env-file=:r --no-masking --command=:sh --project|-p= --config|-c= --token|-t= --env|-e= --path= --projectId= --watch --recursive --fallback=:r --mount=:o",
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
        },
        {
          names: "exec",
          options:
            "--duration|-d= --region= --no-session|-n --server|-s --ecs-server --json|-j --prompt= --pristine --strict --strict-value=",
          reader: "afterDashes",
          style: "stop",
          wrapper: "deny-only",
        },
        ...[
          "read",
          "item",
          "vault",
          "document",
          "inject",
          "signin",
          "signout",
          "whoami",
          "get",
          "list",
          "unlock",
          "lock",
          "sync",
          "login",
          "logout",
          "secrets",
          "setup",
          "me",
          "add",
          "remove",
          "rotate",
          "export",
          "import",
          "show",
          "write",
          "delete",
          "env",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "age rage",
      options:
        "-e|--encrypt -d|--decrypt -p|--passphrase -a|--armor -o|--output=:o -r|--recipient= -R|--recipients-file=:r -i|--identity=:r -j=",
      operands: "r",
    },
    {
      names: "hugo",
      options:
        "-s|--source=:cd -d|--destination=:O -c|--contentDir= -l|--layoutDir= -t|--theme= --themesDir= -b|--baseURL= -e|--environment= --config=:r --configDir=:r --cacheDir=:O -p|--port= --bind= --liveReloadPort= --logLevel= --memstats= --trace=:o --poll= --tlsCertFile=:r --tlsKeyFile=:r -D|--buildDrafts -E|--buildExpired -F|--buildFuture -w|--watch --gc --minify --cleanDestinationDir --ignoreCache --quiet -v|--verbose -M|--renderToMemory --disableFastRender --navigateToChanged --noBuildLock --panicOnWarning --printPathWarnings",
      style: "everywhere",
      sub: [
        "server serve",
        "build",
        "new",
        "mod",
        "deploy",
        "list",
        "config",
        "convert",
        "env",
        "gen",
        "import",
        "version",
        "completion",
      ].map((names): Row => ({
        names,
        options: "-k|--kind= --editor=:x --target= --maxDeletes= --confirm --dryRun --force -f|--force",
      })),
    },
    {
      names:
        "jekyll eleventy zola gatsby astro nuxt docusaurus gitbook mdbook quarto typst pdflatex xelatex lualatex latexmk tectonic latex bibtex asciidoctor",
      options:
        "-s|--source=:r -d|--destination|--dest-dir|-outdir|-output-directory|--outdir=:O -o|--output|--out-file=:o -c|--config=:r -r|--root|--require= -p|--port= -H|--host|-b|--backend|--baseurl= -u|--base-url= -a|--attribute= -jobname= -interaction= -shell-escape:! -e= -pdf -synctex= -halt-on-error --input= --formats= --to|-t= -M|--metadata= --font-path=:r --inputs=",
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
    {
      names: "ngrok cloudflared localtunnel lt tailscale zerotier-cli frpc bore",
      options:
        "--config=:r --authtoken= --region= --log= --log-level= --url= --hostname= --name= --token= --credentials-file|--cred-file=:r --subdomain|-s= --port|-p= --local-host= --host|-h=:u --authkey|--auth-key= --advertise-routes= --exit-node= --socket= --timeout= --hostname=",
    },
    {
      names: "xdg-open open sensible-browser start wslview gio",
      options: "-a= -b= -e -f -F -g -h -j -n -R -s= -t -u= -W --args",
      operands: "g*",
    },
    {
      names: "jj sl",
      options:
        "-R|--repository=:cd --at-operation|--at-op= --config=:!,@ --config-toml=:!,@ --config-file=:r,@ --color= --ignore-working-copy --ignore-immutable --debug --quiet --no-pager -h|--help -V|--version",
      style: "everywhere",
      sub: [
        {
          names: "git",
          sub: ["clone", "fetch", "push", "init", "remote", "import", "export", "root"].map((names): Row => ({
            names,
            options:
              "--remote= -b|--branch|--bookmark= -c|--change= -r|--revisions= --all --deleted --tracked --allow-new -N --dry-run --colocate --depth= --named=",
            reader: "addresses",
          })),
        },
        ...[
          "abandon",
          "absorb",
          "bookmark b branch",
          "commit ci",
          "config",
          "describe desc",
          "diff",
          "diffedit",
          "duplicate",
          "edit",
          "evolog obslog",
          "file",
          "fix",
          "interdiff",
          "log",
          "metaedit",
          "new",
          "next",
          "operation op",
          "parallelize",
          "prev",
          "rebase",
          "resolve",
          "restore",
          "revert backout",
          "root",
          "show",
          "sign",
          "simplify-parents",
          "sparse",
          "split",
          "squash",
          "status st",
          "tag",
          "undo",
          "unsign",
          "version",
          "workspace",
        ].map((names): Row => ({
          names,
          options:
            "-r|--revision|--revisions= -m|--message= --tool=:x -d|--destination|--onto= -s|--source= -b|--branch= -f|--from= -t|--to|--into= -A|--insert-after|--after= -B|--insert-before|--before= -T|--template= -n|--limit= --author= --reset-author -i|--interactive --stdin -u|--use-destination-message -p|--patch -G|--no-graph",
        })),
      ],
    },
    {
      names:
        "graphite gt git-town git-lfs git-flow tig lazygit gitui git-cliff git-chglog semantic-release release-it standard-version changeset commitizen cz commitlint",
      options:
        "-m|--message= -c|--config=:r -o|--output=:o -r|--release-as|--repository= -t|--tag|--tag-prefix|--tag-pattern= -b|--branches|--branch= -p|--prerelease|--plugins|--path= -e|--extends|--edit?:r -x= -g|--config= -f|--from|--force -d|--dry-run --cwd=:cd --ci --dry-run --to= --since= --increment|-i= --preRelease= --bump --latest --unreleased --work-dir= --filter=",
    },
  ];
}
